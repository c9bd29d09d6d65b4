"""Names that software gives (uids) and names that editors give (reference keys)."""

from __future__ import annotations

import re
import secrets

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_UID = re.compile(r"[a-z2-7]{16}")
_KEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")
LONGEST_KEY = 100


def new_uid() -> str:
    """Return 16 signs of lower-case base 32 at random (80 bits): made once, never reused."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(16))


def is_uid(text: str) -> bool:
    """Say whether the text has the form of a uid."""
    return _UID.fullmatch(text) is not None


def is_key(text: str) -> bool:
    """Say whether the text can be a reference key.

    Source: Pandoc manual, citation syntax: a letter, digit or `_`, then letters, digits
    and single `:.#$%&-+?<>~/` inside.
    """
    return len(text) <= LONGEST_KEY and _KEY.fullmatch(text) is not None
