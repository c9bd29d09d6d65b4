"""People and organisations as Citation Style 1 prints them.

Source: Wikipedia, Help:Citation Style 1, "Authors": the family name first, several names
separated by "; ", all of them, without "and".
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.content import Name


def name_text(name: Name) -> str:
    """Return "Williams, Carol J." or "van Gogh, Vincent"; a literal as it stands."""
    if name.literal:
        return name.literal
    family = f"{name.particle} {name.family}" if name.particle and name.family else name.family
    given = " ".join(part for part in (name.given, name.suffix) if part)
    return ", ".join(part for part in (family, given) if part) or name.particle


def names_text(names: Sequence[Name]) -> str:
    """Return all the names, "Doe, Jane; Roe, Richard"; nameless ones are left out."""
    return "; ".join(text for name in names if (text := name_text(name)))
