"""Small values that many pages show, named as the parts of the templates take them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `icon` names a symbol before them; empty for none."""

    words: str
    address: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A word of the site about the page it stands on.

    Attributes:
        kind: "plain", "yes", "wait", "no" or "ask".
        icon: name of a symbol.
        words: a sentence.
    """

    kind: str
    icon: str
    words: str
    links: tuple[Link, ...] = ()
