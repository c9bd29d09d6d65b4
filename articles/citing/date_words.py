"""Dates in words, as Citation Style 1 prints them: "19 September 2013", "c. 1920", "1–3 May 2004".

Source: Wikipedia, Help:Citation Style 1, "Dates"; Manual of Style/Dates and numbers for
ranges, eras and seasons; what EDTF can say beyond those is put in the plainest words.
"""

from __future__ import annotations

from dataclasses import replace

from articles.citing.dates import Edtf, Point, parse_date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PRINTED_ISO_FROM = 1583  # CS1 keeps YYYY-MM-DD for dates of the Gregorian calendar in use


def date_words(edtf_text: str, style: str = "", language: str = "en") -> str:
    """Return the date in words; a text that is not EDTF comes back as typed.

    Args:
        style: "" for "19 September 2013", "mdy" for "September 19, 2013", "iso" for "2013-09-19"
            (whole days only; anything less precise is put in words).
        language: of the reader; only English has words so far, any other gets the EDTF text.
    """
    date = parse_date(edtf_text)
    if date is None or not language.lower().startswith("en"):
        return edtf_text
    return _words(date, style) or edtf_text


def day_words(edtf_text: str, style: str = "") -> str:
    """Return the date in words without the time of day, as references print it."""
    date = parse_date(edtf_text)
    if date is None:
        return edtf_text
    if date.start and date.start.time:
        point = replace(date.start, time="")
        date = replace(date, start=point, end=point)
    return _words(date, style) or edtf_text


def _words(date: Edtf, style: str) -> str:
    if not date.is_interval:
        return _point(date.start, style) if date.start else ""
    start = _point(date.start, style) if date.start else ""
    end = _point(date.end, style) if date.end else ""
    if date.start and date.end:
        return _range(date.start, date.end, style)
    if date.start:
        return f"from {start}" if date.is_open else f"{start} – ?"
    if date.end:
        return f"until {end}" if date.is_open else f"? – {end}"
    return ""  # both sides open or unknown: no words are plainer than the signs


def _point(point: Point, style: str) -> str:
    words = _in_style(point, style)
    if point.time:
        words += f", {_time(point.time)}"
    return _marked(words, point.mark)


def _marked(words: str, mark: str) -> str:
    return ("c. " if mark in {"~", "%"} else "") + words + ("?" if mark in {"?", "%"} else "")


def _in_style(point: Point, style: str) -> str:
    if style == "iso" and point.day and point.year >= _PRINTED_ISO_FROM:
        return f"{point.year:04}-{point.month:02}-{point.day:02}"
    year = _year(point)
    if not point.month:
        return year
    month = _month(point)
    if not point.day:
        return f"{month} {year}"
    return f"{month} {point.day}, {year}" if style == "mdy" else f"{point.day} {month} {year}"


def _month(point: Point) -> str:
    return _SEASONS.get(point.month) or MONTHS[point.month - 1]


def _year(point: Point) -> str:
    """Return the year as readers count: no year 0, "1920s" for a decade, "1900–1999" for a century.

    "1900s" and "20th century" would each be read as other years.
    """
    if point.spread == 1:
        return _era(point.year)
    if point.spread == 10 and point.year >= 100:
        return f"{point.year}s"
    return _year_range(point.year, point.year + point.spread - 1)


def _era(year: int) -> str:
    size = year if year > 0 else 1 - year
    number = f"{size:,}" if size > 9999 else str(size)
    if year > 0:
        return f"AD {number}" if year < 100 else number
    return f"{number} BC"


def _year_range(first: int, last: int) -> str:
    if (first > 0) == (last > 0):
        return f"{_era(first).removesuffix(' BC')}–{_era(last).removeprefix('AD ')}"
    return f"{_era(first)} – {_era(last)}"


def _time(time: str) -> str:
    """Return "23:20:30 UTC", "23:20:30 (UTC+04:30)" or, where no shift is stated, "23:20:30"."""
    clock, shift = (time[:-1], "Z") if time.endswith("Z") else (time, "")
    for sign in "+-":
        clock, found, rest = clock.partition(sign)
        shift = sign + rest if found else shift
    if shift == "Z":
        return f"{clock} UTC"
    return f"{clock} (UTC{shift.replace('-', '−')})" if shift else clock


def _range(start: Point, end: Point, style: str) -> str:
    """Join two dates by a dash, naming what they share once; spaced where a side has a space."""
    first, last = _point(start, style), _point(end, style)
    if start.mark or end.mark or (style == "iso" and start.day):
        return f"{first} – {last}"
    if start == end:
        return first
    for shared in (_days_of_month, _months_of_year, _plain_years):
        if words := shared(start, end, style):
            return words
    return f"{first} – {last}"


def _days_of_month(start: Point, end: Point, style: str) -> str:
    """Return "1–3 September 2013", or within one year "30 May – 2 June 2013"."""
    if not (start.day and end.day and start.year == end.year):
        return ""
    year = _year(start)
    if start.month == end.month:
        days = f"{start.day}–{end.day}"
        return (
            f"{_month(start)} {days}, {year}"
            if style == "mdy"
            else f"{days} {_month(start)} {year}"
        )
    if style == "mdy":
        return f"{_month(start)} {start.day} – {_month(end)} {end.day}, {year}"
    return f"{start.day} {_month(start)} – {end.day} {_month(end)} {year}"


def _months_of_year(start: Point, end: Point, style: str) -> str:
    """Return "September–October 2005" or "spring–summer 2005"."""
    if start.year != end.year or start.day or end.day or not (start.month and end.month):
        return ""
    return f"{_month(start)}–{_month(end)} {_year(start)}"


def _plain_years(start: Point, end: Point, style: str) -> str:
    """Return "2004–2005", "100–44 BC" or "44 BC – AD 14"."""
    return "" if start.month or end.month else _year_range(start.year, end.year)
