"""Text as it is let in: NFC, LF, no NUL, no lone surrogates."""

from __future__ import annotations

import re
import unicodedata

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SPACES = re.compile(r"\s+")


def plain_text(text: str) -> str:
    """Return the text in NFC with LF line ends; NUL is dropped, a lone surrogate becomes U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return unicodedata.normalize("NFC", _LONE_SURROGATE.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Return `plain_text` as one line: control signs and runs of spaces become one space."""
    return _SPACES.sub(" ", _CONTROL.sub(" ", plain_text(text))).strip()
