"""Dates as people type them, turned into EDTF: "19 September 2013", "c. 1920", "1990s".

Source: the forms that Help:Citation Style 1, "Dates", allows and the commonest that it
does not. What could be read in two ways ("03/04/2013") is not guessed.
"""

from __future__ import annotations

import re

from articles.citing.date_words import MONTHS
from articles.citing.dates import LONGEST_DATE, parse_date

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}
_MONTH_NUMBERS |= {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WORD = r"([a-z]+)\.?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"([0-9]{4})"
_DAY_MONTH_YEAR = re.compile(f"{_DAY}(?: of)? {_WORD},? {_YEAR}")
_MONTH_DAY_YEAR = re.compile(f"{_WORD} {_DAY},? {_YEAR}")
_MONTH_YEAR = re.compile(f"{_WORD}(?: of)?,? {_YEAR}")
_NUMBERS = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_DECADE = re.compile(r"(?:the )?([0-9]{3})0'?s")
_BC = re.compile(r"([0-9]{1,5}) ?b\.?c\.?(?:e\.?)?")
_AD = re.compile(r"(?:a\.?d\.? ?)?([0-9]{1,4})(?: ?(?:a\.?d\.?|c\.?e\.?))?")
_RANGE = re.compile(r" ?[–—−] ?| - | to |(?<=[0-9]{4})-(?=[0-9]{4}$)")
_DAYS = re.compile(rf"([0-9]{{1,2}})[-–]{_DAY} {_WORD},? {_YEAR}")
_MONTH_DAYS = re.compile(rf"{_WORD} ([0-9]{{1,2}})[-–]{_DAY},? {_YEAR}")
_MONTHS_OF_YEAR = re.compile(rf"{_WORD}[-–/]{_WORD},? {_YEAR}")
_CIRCA = re.compile(r"(?:circa|ca\.?|c\.?|about|approximately|~) ?(?=[^a-z]|[a-z]{3})")


def suggested_edtf(text: str) -> str:
    """Return the EDTF of a date as people type it, or "" where there is none, or no only one.

    A text that is EDTF already comes back unchanged.
    """
    tidy = " ".join(text.split())
    if not tidy or len(tidy) > LONGEST_DATE:
        return ""
    edtf = tidy if parse_date(tidy) else _read(tidy.lower())
    return edtf if edtf and parse_date(edtf) else ""


def _read(text: str) -> str:
    if circa := _CIRCA.match(text):
        found = _read_date(text[circa.end() :])
        return f"{found}~" if found and found[-1] not in "?~%" else ""
    if text.endswith("?"):
        found = _read_date(text[:-1].rstrip())
        return f"{found}?" if found else ""
    return _read_shared_range(text) or _read_date(text) or _read_range(text)


def _read_date(text: str) -> str:
    """Read one date that is neither range nor approximate."""
    if parse_date(text):
        return text
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        return _edtf(found[3], found[2], found[1])
    if found := _MONTH_DAY_YEAR.fullmatch(text):
        return _edtf(found[3], found[1], found[2])
    if found := _MONTH_YEAR.fullmatch(text):
        return _edtf(found[2], found[1])
    if found := _NUMBERS.fullmatch(text):
        return "-".join(part.zfill(2) for part in found.groups() if part)
    if found := _DOTTED.fullmatch(text):
        return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    if found := _DECADE.fullmatch(text):
        # "1900s" may mean the century
        return f"{found[1]}X" if not found[1].endswith("0") else ""
    if found := _BC.fullmatch(text):
        return f"-{int(found[1]) - 1:04}".replace("-0000", "0000")
    if (found := _AD.fullmatch(text)) and (len(text) == 4 or not text.isdigit()):
        return f"{int(found[1]):04}"
    return ""


def _read_shared_range(text: str) -> str:
    """Read a range whose sides share month or year: "1–3 May 2004", "May–June 2004"."""
    if found := _DAYS.fullmatch(text):
        first, last, month, year = found.groups()
        return _interval(_edtf(year, month, first), _edtf(year, month, last))
    if found := _MONTH_DAYS.fullmatch(text):
        month, first, last, year = found.groups()
        return _interval(_edtf(year, month, first), _edtf(year, month, last))
    if found := _MONTHS_OF_YEAR.fullmatch(text):
        return _interval(_edtf(found[3], found[1]), _edtf(found[3], found[2]))
    return ""


def _read_range(text: str) -> str:
    sides = _RANGE.split(text)
    if len(sides) != 2:
        return ""
    first, last = sides
    # "30 May – 2 June 2013" states the year once
    start = _read_date(first) or (_read_date(f"{first} {last[-4:]}") if " " in first else "")
    return _interval(start, _read_date(last))


def _interval(start: str, end: str) -> str:
    return f"{start}/{end}" if start and end else ""


def _edtf(year: str, month_word: str, day: str = "") -> str:
    month = _MONTH_NUMBERS.get(month_word)
    return f"{year}-{month:02}" + (f"-{day:0>2}" if day else "") if month else ""
