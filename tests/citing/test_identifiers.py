"""Identifiers: normal forms, check digits, addresses, and which of them make one work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.citing import SCHEMES, identities, isbns, normal_isbn, normal_issn
from articles.content import SourceRecord
from tests.citing.cases import rows
from tests.content.strategies import records

BY_NAME = {scheme.name: scheme for scheme in SCHEMES}


@pytest.mark.parametrize(("name", "typed", "normal", "address"), rows("identifiers.tsv"))
def test_normal_form_and_address(name: str, typed: str, normal: str, address: str) -> None:
    scheme = BY_NAME[name]
    assert (scheme.normal(typed) or "-", scheme.link(typed) or "-") == (normal, address)


@given(st.text())
def test_any_text_has_at_most_one_normal_form(text: str) -> None:
    for one in SCHEMES:
        normal = one.normal(text)
        assert one.normal(normal) == normal
        assert one.link(text).startswith("https://") == bool(normal)


@given(st.integers(min_value=0, max_value=999_999_999_999))
def test_one_wrong_digit_is_found(number: int) -> None:
    body = f"978{number % 10**9:09}"
    good = [f"{body}{digit}" for digit in range(10) if normal_isbn(f"{body}{digit}")]
    assert len(good) == 1
    issn = f"{number % 10**7:07}"
    assert len([sign for sign in "0123456789X" if normal_issn(issn + sign)]) == 1


def test_every_isbn_of_a_list_is_found_once() -> None:
    assert isbns("978-0-306-40615-7 (hardback), 080442957X; 0-306-40615-2") == (
        "9780306406157",
        "9780804429573",
    )


def test_identity_is_what_no_other_work_shares() -> None:
    record = SourceRecord(
        type="book", doi="doi:10.1/A", pmid="7", arxiv="x", isbn="0-306-40615-2", issn="0317-8471"
    )
    assert identities(record) == (("pmid", "7"), ("isbn", "9780306406157"))
    assert identities(SourceRecord(doi="https://doi.org/10.1000/A")) == (("doi", "10.1000/a"),)


def test_a_chapter_is_not_identified_by_the_isbn_of_its_book() -> None:
    isbn = "978-0-306-40615-7"
    assert identities(SourceRecord(type="chapter", container_title="Book", isbn=isbn)) == ()
    assert identities(SourceRecord(type="book", container_title="Book", isbn=isbn)) == ()
    assert identities(SourceRecord(type="collection", isbn=isbn)) != ()


@given(records)
def test_any_record_has_identities(record: SourceRecord) -> None:
    assert all(value for _, value in identities(record))
