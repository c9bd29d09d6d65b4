"""Typed infobox values: the lowest and highest number or day that a value can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from articles.citing import parse_date
from articles.markup.plain import plain_value

_NUMBER = r"[+\-−]?(?:\d{1,3}(?:[,'’\u00a0\u2009\u202f ]\d{3}){1,6}|\d{1,20})(?:\.\d{1,20})?"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:[–—-]|\bto\b|\.\.)\s*({_NUMBER})")
_ONE = re.compile(rf"({_NUMBER})")
_MORE_DIGITS = re.compile(r"[.,]?\d")
_APPROXIMATE = re.compile(
    r"(?:~|≈|about\b|around\b|approximately\b|approx\.?|circa\b|ca?\.)\s*", re.I
)
_BOUNDED = (
    (re.compile(r"(?:>=?|≥|at least\b|more than\b|over\b)\s*", re.IGNORECASE), "low"),
    (re.compile(r"(?:<=?|≤|at most\b|less than\b|fewer than\b|under\b|up to\b)\s*", re.I), "high"),
)
_SCALES = {
    scale: Decimal(10) ** power
    for power, scales in ((3, ("thousand",)), (6, ("million",)), (9, ("billion",)))
    for scale in scales
}
_SCALE = re.compile(r"\s*(thousand|million|billion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a typed value can mean at least and at most; None is open, or not known.

    Numbers are as written, in the unit that is written; days are proleptic Gregorian ordinals,
    where 1 is the first of January of the year 1.
    """

    low: Decimal | None = None
    high: Decimal | None = None


def typed_bounds(text: str, type: str) -> Bounds:
    """Return the bounds of an infobox value of the type "number" or "date".

    Citations, notes and markers are left out of it. `52–53` is from one to the other, `~50` is
    50, `>40` is 40 and open above; a unit and thousands separators are passed over. Anything that
    is no number or date, and every other type, has open bounds.
    """
    if type == "number":
        return _number_bounds(plain_value(text))
    if type == "date":
        return _date_bounds(plain_value(text))
    return Bounds()


def _number_bounds(written: str) -> Bounds:
    for pattern, side in _BOUNDED:
        if match := pattern.match(written):
            bounds = _range_bounds(written[match.end() :])
            if side == "low":
                return Bounds(low=bounds.low)
            return Bounds(high=bounds.high)
    match = _APPROXIMATE.match(written)
    return _range_bounds(written[match.end() :] if match else written)


def _range_bounds(written: str) -> Bounds:
    match = _RANGE.match(written) or _ONE.match(written)
    if match is None or _MORE_DIGITS.match(written, match.end()):
        return Bounds()
    scale = _scale(written, match.end())
    low, high = (
        _decimal(number) * scale for number in (match.group(1), match.group(match.re.groups))
    )
    if match.re is _ONE and written.startswith("+", match.end()):
        return Bounds(low)
    return Bounds(low, high) if low <= high else Bounds()


def _decimal(written: str) -> Decimal:
    digits = re.sub(r"[^\d.+\-−]", "", written).replace("−", "-")
    return Decimal(digits)


def _scale(written: str, place: int) -> Decimal:
    match = _SCALE.match(written, place)
    return _SCALES[match.group(1).lower()] if match else Decimal(1)


def _date_bounds(written: str) -> Bounds:
    parsed = parse_date(written.strip())
    if parsed is None:
        return Bounds()
    low, high = parsed.bounds()
    return Bounds(_ordinal(low), _ordinal(high))


def _ordinal(day: date | None) -> Decimal | None:
    return None if day is None else Decimal(day.toordinal())
