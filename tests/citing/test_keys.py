"""Suggested keys: readable, free, and keys indeed."""

from __future__ import annotations

import pytest
from hypothesis import given

from articles.citing import suggested_key
from articles.content import Name, SourceRecord, is_key
from tests.citing.cases import rows
from tests.content.strategies import records


@pytest.mark.parametrize(
    ("family", "literal", "publisher", "container", "title", "type_", "url", "issued", "key"),
    rows("keys.tsv"),
)
def test_key_says_who_and_when(
    family: str,
    literal: str,
    publisher: str,
    container: str,
    title: str,
    type_: str,
    url: str,
    issued: str,
    key: str,
) -> None:
    record = SourceRecord(
        author=(Name(family=family, literal=literal),),
        publisher=publisher,
        container_title=container,
        title=title,
        type=type_,
        url=url,
        issued=issued,
    )
    assert suggested_key(record, ()) == key


def test_a_taken_key_gets_a_letter() -> None:
    record = SourceRecord(author=(Name(family="Doe"),), issued="2001")
    taken: set[str] = set()
    for _ in range(30):
        taken.add(suggested_key(record, taken))
    assert len(taken) == 30
    assert {"doe2001", "doe2001a", "doe2001z", "doe2001aa", "doe2001ac"} <= taken


@given(records)
def test_any_record_has_a_key(record: SourceRecord) -> None:
    first = suggested_key(record, ())
    assert is_key(first)
    assert is_key(suggested_key(record, {first}))
