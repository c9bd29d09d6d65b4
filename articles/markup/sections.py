"""Section ids: from a heading's words in any script, stable, unique in their article."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LONGEST_SLUG = 80


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return the id that a heading of these words has when it is the first of them.

    Letters, marks and digits of any script stay, in lower case; each run of anything else is one
    hyphen. So an id never holds two hyphens in a row, and our own ids, which all do, never
    collide with one. Total: a heading without letters is "section".
    """
    signs = (
        sign if sign == "_" or unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", text.lower())[: 4 * LONGEST_SLUG]
    )
    return "-".join("".join(signs).split())[:LONGEST_SLUG].strip("-") or "section"


class SectionIds:
    """Gives each heading of one article its id: "history", then "history-2"."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def next(self, text: str) -> str:
        """Return the id of the next heading."""
        base = candidate = slug(text)
        number = self._last.get(base, 1)
        while candidate in self._taken:
            number += 1
            candidate = f"{base}-{number}"
        self._last[base] = number
        self._taken.add(candidate)
        return candidate
