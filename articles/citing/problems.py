"""What a person can mend in a source's record: dates and identifiers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.citing.date_words import MONTHS
from articles.citing.dates import days_in_month, parse_date
from articles.citing.identifiers import SCHEMES
from articles.citing.typed_dates import suggested_edtf
from articles.content import SourceRecord
from articles.errors import Problem, Sentence

_DATES = ("issued", "original_date", "accessed", "archived")
_NUMBERS = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_LONGEST_QUOTE = 60
_WRONG = {
    "doi": "“%(value)s” is no DOI. It looks like 10.1000/182.",
    "isbn": "“%(value)s” is no ISBN: a digit is wrong or missing. Compare it with the book.",
    "issn": "“%(value)s” is no ISSN: a digit is wrong or missing. It looks like 0317-8471.",
    "pmid": "“%(value)s” is no PubMed number. It has up to 9 digits and nothing else.",
    "pmcid": "“%(value)s” is no PubMed Central number. It looks like PMC3531190.",
    "arxiv": "“%(value)s” is no arXiv number. It looks like 0704.0001 or hep-th/9901001.",
}


def record_problems(record: SourceRecord) -> tuple[Problem, ...]:
    """Return what is wrong with the record's dates and identifiers, in the order of the form.

    Each problem's field is the name of the record's attribute. None of them stops a save:
    such a value prints as it was typed.
    """
    return (*_date_problems(record), *_identifier_problems(record))


def _date_problems(record: SourceRecord) -> Iterator[Problem]:
    for field in _DATES:
        text = getattr(record, field)
        if text and parse_date(text) is None:
            yield Problem(field, date_sentence(text))


def _identifier_problems(record: SourceRecord) -> Iterator[Problem]:
    for scheme in SCHEMES:
        text = getattr(record, scheme.name)
        if text and not scheme.normal(text):
            yield Problem(scheme.name, Sentence(_WRONG[scheme.name], value=_shortened(text)))


def date_sentence(text: str) -> Sentence:
    """Say why the text is no date of EDTF, and how to write it."""
    shown = _shortened(text)
    if better := suggested_edtf(text):
        return Sentence("“%(date)s” is written %(better)s here.", date=shown, better=better)
    if found := _NUMBERS.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        if not 1 <= month <= 12:
            return Sentence(
                "“%(date)s” names month %(month)s; there are 01 to 12. Correct the month, or write "
                "%(year)s alone.",
                date=shown,
                month=found[2],
                year=found[1],
            )
        return Sentence(
            "“%(date)s” names day %(day)s; %(month)s %(year)d has %(days)d days. Correct the day, "
            "or write %(shorter)s alone.",
            date=shown,
            day=found[3],
            month=MONTHS[month - 1],
            year=year,
            days=days_in_month(year, month),
            shorter=text[:7],
        )
    sides = text.split("/")
    if len(sides) == 2 and all(map(parse_date, sides)) and not {*text} & {"X", "T"}:
        return Sentence(
            "“%(date)s” ends before it begins. Write the earlier date first.", date=shown
        )
    return Sentence(
        "“%(date)s” cannot be read as a date. Write it like 2013-09-19, 2013-09 or 2013; "
        "about 1920 is 1920~, and a range is 2004/2005.",
        date=shown,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
