"""Dates as editors write them for machines: EDTF, levels 0 and 1.

Source: Extended Date/Time Format (EDTF) Specification, Library of Congress, 4 February 2019,
which is the EDTF profile of ISO 8601-2:2019. Every form of levels 0 and 1 is read, and
no other; a text is read in one pass, whatever it holds.
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

LONGEST_DATE = 64
"""No date of levels 0 and 1 that means something is longer, in characters."""

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24

_POINT = re.compile(
    r"(?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)|Y-?[1-9][0-9]{4,})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?)"
    r"(?P<shift>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
    r"(?P<mark>[?~%])?"
)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_MONTHS = {SPRING: (3, 5), SUMMER: (6, 8), AUTUMN: (9, 11), WINTER: (12, 12)}
_LAST_OF_9999 = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Point:
    """One date, as precise as it was written.

    Attributes:
        year: astronomical: 0 is 1 BC, -43 is 44 BC. With unspecified digits, the earliest.
        month: 1 to 12, a season 21 to 24, or 0 when not stated.
        day: 1 to 31, or 0 when not stated.
        spread: how many years from `year` on the unspecified digits allow: 1, 10 or 100.
        mark: "?" uncertain, "~" approximate, "%" both, or "".
        time: "23:20:30" with its shift ("Z", "-04"), or "".
    """

    year: int
    month: int = 0
    day: int = 0
    spread: int = 1
    mark: str = ""
    time: str = ""

    def first_day(self) -> int:
        """Return the first day it can mean, counted as `datetime.date.toordinal` does."""
        month = _SEASON_MONTHS.get(self.month, (self.month or 1,))[0]
        return _ordinal(self.year, month, self.day or 1)

    def last_day(self) -> int:
        """Return the last day it can mean, counted as `datetime.date.toordinal` does."""
        year = self.year + self.spread - 1
        month = _SEASON_MONTHS.get(self.month, (self.month or 12,))[-1]
        return _ordinal(year, month, self.day or days_in_month(year, month))


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval of EDTF.

    Attributes:
        text: as written; EDTF has one spelling for each value.
        start, end: of an interval, None where open or unknown; of a date, both the date.
        is_interval: whether it was written with a slash.
    """

    text: str
    start: Point | None
    end: Point | None
    is_interval: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a side of the interval is open (`..`), which is more than unknown (nothing)."""
        return self.is_interval and (self.text.startswith("..") or self.text.endswith(".."))

    def days(self) -> tuple[int | None, int | None]:
        """Return the first and last day it can mean, both included; None is open or unknown.

        Days are counted as `datetime.date.toordinal` does (1 is 0001-01-01, proleptic
        Gregorian), and go on below 1 and beyond the year 9999. Uncertain and
        approximate dates are taken at their word.
        """
        return (
            self.start.first_day() if self.start else None,
            self.end.last_day() if self.end else None,
        )

    def bounds(self) -> tuple[date | None, date | None]:
        """Return the first and last day it can mean.

        None is open, unknown, or a day of no year from 1 to 9999.
        """
        first, last = self.days()
        return _as_date(first), _as_date(last)


def parse_date(text: str) -> Edtf | None:
    """Return the date or interval that the text is in EDTF levels 0 and 1, or None.

    Nothing is trimmed or mended: " 2013" is no date.
    """
    return _parse(text) if len(text) <= LONGEST_DATE else None


@lru_cache(maxsize=4096)
def _parse(text: str) -> Edtf | None:
    if "/" in text:
        return _interval(text)
    point = _point(text)
    return Edtf(text, point, point) if point else None


def _interval(text: str) -> Edtf | None:
    """Read level 0 "Time Interval" and level 1 "Extended Interval" (open and unknown ends)."""
    sides = text.split("/")
    if len(sides) != 2:
        return None
    points = []
    for side in sides:
        point = None if side in {"", ".."} else _point(side)
        # Unspecified digits in an interval are level 2; times are in none.
        if side not in {"", ".."} and (point is None or point.time or "X" in side):
            return None
        points.append(point)
    start, end = points
    if start and end and start.first_day() > end.first_day():
        return None
    return Edtf(text, start, end, is_interval=True)


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    written, month, day, time, shift, mark = match.groups(default="")
    if written == "-0000" or (time and (mark or not day)):
        return None
    if "X" in text and not _is_level_1_unspecified(written, month, day):
        return None
    if written[0] == "Y" and month:
        return None
    spread = 10 ** written.count("X")
    year = int(written.lstrip("Y").replace("X", "0"))
    if spread > 1 and written[0] == "-":
        year -= spread - 1
    point = Point(
        year=year,
        month=int(month) if month.isdigit() else 0,
        day=int(day) if day.isdigit() else 0,
        spread=spread,
        mark=mark,
        time=time + shift,
    )
    if time and not _is_time(time, shift):
        return None
    return point if _is_in_calendar(point, month, day) else None


def _is_level_1_unspecified(year: str, month: str, day: str) -> bool:
    """Level 1, "Unspecified digit(s) from the right".

    These are 201X, 20XX, 2004-XX, 1985-04-XX and 1985-XX-XX.
    """
    if "X" in year:
        return not month
    return month != "XX" or day in {"", "XX"}


def _is_in_calendar(point: Point, month: str, day: str) -> bool:
    if month.isdigit() and not 1 <= point.month <= 12:
        return SPRING <= point.month <= WINTER and not day
    return not day.isdigit() or 1 <= point.day <= days_in_month(point.year, point.month)


def _is_time(time: str, shift: str) -> bool:
    """Level 0, "Date and Time". A shift is one that some place has: -12:00 to +14:00, never -00.

    24:00:00 ends a day (ISO 8601-1:2019/Amd 1); 23:59:60 is a leap second.
    """
    if time not in {"24:00:00", "23:59:60"} and not (
        time[:2] <= "23" and time[3:5] <= "59" and time[6:8] <= "59"
    ):
        return False
    return shift in {"", "Z"} or _is_shift(shift)


def _is_shift(shift: str) -> bool:
    minutes = shift[4:] or "00"
    size = int(shift[1:3]) * 60 + int(minutes)
    return minutes <= "59" and (size <= 14 * 60 if shift[0] == "+" else 0 < size <= 12 * 60)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12) in the proleptic Gregorian calendar."""
    return 29 if month == 2 and isleap(year) else _DAYS[month - 1]


def _ordinal(year: int, month: int, day: int) -> int:
    """Return the day's number as `date.toordinal` counts, for any year."""
    # The calendar repeats after 400 years, which are 146,097 days.
    cycles, year_of_cycle = divmod(year - 1, 400)
    return cycles * 146_097 + date(year_of_cycle + 1, month, day).toordinal()


def _as_date(day: int | None) -> date | None:
    return date.fromordinal(day) if day is not None and 1 <= day <= _LAST_OF_9999 else None
