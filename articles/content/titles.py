"""Titles: shown form, key and address. The title is not content; moving is its own operation."""

from __future__ import annotations

import re
import unicodedata

from articles.content.normal import plain_text
from articles.errors import Sentence, TitleRefused

LONGEST_TITLE = 255
_SPACES = re.compile(r"[\s_]+")
# Signs that turn the direction of a line, and those that never show: two titles that look the same
# would lead to two articles. What shapes the letters beside it stays (U+200C, U+200D, variants).
_REFUSED = re.compile(
    "[#<>\\[\\]{}|\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd"
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e007f]"
)


def normal_title(text: str) -> str:
    """Return the shown form: NFC, underscores and runs of spaces one space, first letter capital.

    The first letter is raised only where its capital is one letter ("ß" stays).

    Raises:
        TitleRefused: the title is empty, too long, or holds a sign that no title may hold.
    """
    title = _SPACES.sub(" ", plain_text(text)).strip()
    if not title:
        raise TitleRefused(Sentence("An article needs a title. Write one."))
    refused = _REFUSED.search(title)
    if refused:
        raise TitleRefused(
            Sentence(
                "A title cannot hold “%(sign)s”. Leave out # < > [ ] { } | and control signs.",
                sign=refused.group() if refused.group().isprintable() else repr(refused.group()),
            )
        )
    if any(part in {".", ".."} for part in title.split("/")):
        raise TitleRefused(
            Sentence("A title cannot hold “.” or “..” between slashes. Write it another way.")
        )
    title = capitalised(title)
    size = len(title.encode())
    if size > LONGEST_TITLE:
        raise TitleRefused(
            Sentence(
                "This title is %(size)d bytes long; %(most)d is the most. Write a shorter one.",
                size=size,
                most=LONGEST_TITLE,
            )
        )
    return title


def capitalised(text: str) -> str:
    """Return the text in NFC with its first letter raised, where its capital is one letter."""
    first = text[:1].upper()
    return unicodedata.normalize("NFC", first + text[1:]) if len(first) == 1 else text


def title_key(title: str) -> str:
    """Return the key under which a title is found: its shown form, casefolded.

    Total: a text that can be no title gives a key that no article has.
    """
    # Raised first, as titles are: the capital of "ı" is "I", which casefolds to "i".
    shown = capitalised(_SPACES.sub(" ", plain_text(title)).strip())
    return unicodedata.normalize("NFC", shown.casefold())


def title_path(title: str) -> str:
    """Return the title as it stands in an address, before percent-encoding."""
    return title.replace(" ", "_")


def title_from_path(path: str) -> str:
    """Return the shown form of the title that an address names.

    Raises:
        TitleRefused: no article can have such a title.
    """
    return normal_title(path)
