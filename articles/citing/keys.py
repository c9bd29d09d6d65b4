"""Readable keys for references: "williams2013", and "williams2013a" where that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count
from urllib.parse import urlsplit

from articles.citing.dates import parse_date
from articles.content import Name, SourceRecord, is_key

_LONGEST_STEM = 40
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SMALL_WORDS = {
    *("a", "an", "and", "at", "by", "de", "der", "des", "die", "du", "el", "for", "from", "in"),
    *("la", "le", "les", "los", "of", "on", "the", "to", "und", "y", "et", "das"),
}
_ORGANISATION_WORDS = {
    *("agency", "association", "bank", "board", "bureau", "center", "centre", "commission"),
    *("committee", "company", "consortium", "council", "court", "department", "force"),
    *("foundation", "fund", "government", "group", "institute", "international", "library"),
    *("ministry", "museum", "nations", "news", "office", "organisation", "organization"),
    *("parliament", "press", "service", "society", "staff", "team", "times", "trust", "union"),
    "university",
}
_NOT_A_SITE = {"ac", "co", "com", "edu", "gov", "net", "org", "www"}
_ARTICLES = {"article-journal", "article-magazine", "article-newspaper"}


def suggested_key(record: SourceRecord, taken: Container[str]) -> str:
    """Return a key that is not taken: who and when, in lower case, in whatever script.

    "Who" is the first author or editor, else whoever published it, else the title's first
    word. Latin letters lose their accents, so that the key is easy to type.
    """
    stem = _who(record)[:_LONGEST_STEM] + _year(record)
    stem = stem if is_key(stem) else "source"
    suffixes = (_letters(number) for number in count())
    return next(key for suffix in suffixes if (key := stem + suffix) not in taken)


def _who(record: SourceRecord) -> str:
    for name in (*record.author[:1], *record.editor[:1]):
        if stem := _name(name):
            return stem
    body, title = _organisation(record.publisher), _first_word(record.title)
    host = _organisation(record.container_title)
    if record.type in _ARTICLES:
        order = (host, body, title)
    elif record.type == "webpage":
        order = (body, host, title)
    else:
        order = (title, body, host)
    return next(filter(None, order), "") or _site(record.url)


def _name(name: Name) -> str:
    if name.family or not name.literal:
        return "".join(_words(name.family or name.given))
    words = _words(name.literal)
    is_person = 2 <= len(words) <= 3 and not {*words} & (_ORGANISATION_WORDS | _SMALL_WORDS)
    return words[-1] if is_person else _organisation(name.literal)


def _organisation(name: str) -> str:
    """Return "who" for World Health Organization, "unitednations" for United Nations."""
    words = [word for word in _words(name) if word not in _SMALL_WORDS]
    return "".join(words) if len(words) < 3 else "".join(word[0] for word in words)


def _first_word(title: str) -> str:
    words = _words(title)
    return next((word for word in words if word not in _SMALL_WORDS), "".join(words[:1]))


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # an address that is none
        return ""
    labels = [label for label in host.split(".")[:-1] if label not in _NOT_A_SITE]
    return "".join(_words(labels[-1])) if labels else ""


def _words(text: str) -> list[str]:
    """Return the words in lower case, apostrophes and full stops within them left out."""
    text = text.replace("'", "").replace("’", "").replace(".", "")
    text = unicodedata.normalize("NFC", text.casefold().translate(_LATIN))
    return _WORD.findall("".join(map(_letter, text)))


def _letter(sign: str) -> str:
    """Return a Latin letter without accents, any other as it is; "" for a mark: keys hold none."""
    if sign.isascii():
        return sign
    if unicodedata.category(sign).startswith("M"):
        return ""
    decomposed = unicodedata.normalize("NFKD", sign)
    latin = "".join(filter(str.isascii, decomposed)) if decomposed[0].isascii() else ""
    return latin.lower() or sign


def _year(record: SourceRecord) -> str:
    date = parse_date(record.issued)
    first = (date.start or date.end) if date else None
    if first:
        return str(first.year) if first.year > 0 else f"{1 - first.year}bc"
    found = _YEAR.search(record.issued)
    return found.group() if found else ""


def _letters(number: int) -> str:
    """Return "", "a" to "z", "aa", "ab" and so on."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters
