"""EDTF levels 0 and 1: what is read, which days it means, and its words."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.citing import date_words, parse_date, suggested_edtf
from tests.citing.cases import EDTF_CASES, rows
from tests.timing import allowed

LEVEL_2 = re.compile(
    r"""[\[\]{}]               # sets
    | [ES][0-9]                # exponents, significant digits
    | ^[0-9]{3}$               # a decade without its last digit
    | [?~%][0-9-]              # a qualification of one part
    | ^[0-9]{4}-(2[5-9]|3[0-9]|4[01])$  # further seasons
    | X.*/ | /.*X              # unspecified digits in an interval
    | X[0-9] | X-[0-9] | ^XXXX | ^[0-9]XXX | ^[0-9X]*X-XX | -[0-9]X  # not from the right alone
    """,
    re.VERBOSE,
)
CONTRADICTING = {
    "19": "a century of two digits is no form of the EDTF specification",
    "2012-21/2012-22": "level 1 intervals may have seasons (edtf-validate says so, too)",
    "2016-05-02T16:54:59+1400": "a shift in basic form after a time in extended form",
    "2016-05-02T16:54:59+1330": "a shift in basic form after a time in extended form",
    "2016-05-02T16:54:59+1200": "a shift in basic form after a time in extended form",
    "2016-05-02T16:54:59+0410": "a shift in basic form after a time in extended form",
    "2016-05-02T16:54:59-0015": "a shift in basic form after a time in extended form",
}


def counted_cases() -> list[tuple[str, bool]]:
    return [
        (case["input"], case["valid"])
        for case in EDTF_CASES
        if not (case["valid"] and LEVEL_2.search(case["input"]))
        and case["input"] not in CONTRADICTING
    ]


def test_every_case_of_levels_0_and_1_is_read_as_the_specification_says() -> None:
    cases = counted_cases()
    wrong = [text for text, is_valid in cases if (parse_date(text) is not None) != is_valid]
    assert wrong == []
    assert len(cases) > len(EDTF_CASES) * 0.6


def test_level_2_is_not_read() -> None:
    cases = [case["input"] for case in EDTF_CASES if LEVEL_2.search(case["input"])]
    assert len(cases) > 40
    assert [text for text in cases if parse_date(text)] == []


def test_bounds_of_plain_cases_are_those_of_the_corpus() -> None:
    checked = 0
    for case in EDTF_CASES:
        stated = case.get("derived_dates") or []
        found = parse_date(case["input"])
        if found is None or any("-" in one[:1] or "inf" in one for one in stated):
            continue
        first, last = found.bounds()
        if stated and first and last:
            ends = stated if len(stated) == 3 else stated[:2]
            assert (str(first), str(last)) == (ends[0], ends[0] if len(stated) == 3 else ends[-1])
            checked += 1
    assert checked >= 10


@pytest.mark.parametrize(("text", "first", "last"), rows("date-bounds.tsv"))
def test_bounds(text: str, first: str, last: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert tuple("-" if day is None else day.isoformat() for day in found.bounds()) == (first, last)


def test_days_go_on_before_the_year_1() -> None:
    found = parse_date("-0043-03-15/-0043-03-16")
    assert found is not None
    first, last = found.days()
    assert (first, last) == (-15_997, -15_996)


@given(st.dates())
def test_days_are_counted_as_the_calendar_counts(day: date) -> None:
    found = parse_date(day.isoformat())
    assert found is not None
    assert found.bounds() == (day, day)


@pytest.mark.parametrize(("text", "words", "month_first", "iso"), rows("date-words.tsv"))
def test_words(text: str, words: str, month_first: str, iso: str) -> None:
    assert date_words(text) == words
    assert date_words(text, "mdy") == month_first
    assert date_words(text, "iso") == iso


def test_other_languages_get_the_date_without_words() -> None:
    assert date_words("2013-09-19", language="fr") == "2013-09-19"
    assert date_words("2013-09-19", language="en-GB") == "19 September 2013"


@pytest.mark.parametrize(("typed", "edtf"), rows("typed-dates.tsv", strip=False))
def test_typed_dates_are_understood_or_left_alone(typed: str, edtf: str) -> None:
    assert (suggested_edtf(typed) or "-") == edtf


@given(st.text(alphabet="0123456789-/.XTZY?~%: –acmy", max_size=40) | st.text(max_size=80))
def test_any_text_has_words_and_no_text_raises(text: str) -> None:
    assert isinstance(date_words(text, "mdy"), str)
    suggested = suggested_edtf(text)
    assert suggested == "" or parse_date(suggested) is not None


@pytest.mark.parametrize("sign", ["0", "X", "-", "/", " ", "c", "Y-1", "1 ", "–", "~", "a."])
def test_long_texts_cost_nothing(sign: str) -> None:
    text = sign * 100_000
    begun = time.process_time()
    assert parse_date(text) is None
    assert date_words(text) == text
    assert suggested_edtf(text) == ""
    assert time.process_time() - begun < allowed(0.1)
