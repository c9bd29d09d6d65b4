"""References as operations on the base's list."""

from __future__ import annotations

import json

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles.content import ReferenceEntry, SourceRecord, new_uid
from articles.forms.references import NewSource, ReferenceChanges, key_problem, uses
from tests.content.strategies import keys, records, uids

BASE = (ReferenceEntry("curie1898", "a" * 16), ReferenceEntry("who2013", "b" * 16))


def typed(query: str) -> ReferenceChanges:
    return ReferenceChanges.typed(QueryDict(query))


def test_a_removed_reference_stays_in_the_list_until_it_is_saved() -> None:
    changes = typed("removed=who2013")
    assert [row.is_removed for row in changes.listed(BASE)] == [False, True]
    assert changes.applied(BASE) == BASE[:1]


def test_a_renamed_reference_keeps_its_place_and_source() -> None:
    changes = typed("renamed=curie1898+curie").with_key("who2013", "who")
    assert changes.applied(BASE) == (
        ReferenceEntry("curie", "a" * 16),
        ReferenceEntry("who", "b" * 16),
    )
    assert changes.with_key("who2013", "who2013").renamed == (("curie1898", "curie"),)


def test_operations_on_references_that_the_base_does_not_have_do_nothing() -> None:
    assert typed("removed=other&renamed=other+x&renamed=&renamed=a+b+c").applied(BASE) == BASE


def test_a_new_source_comes_last_and_can_be_taken_out_and_put_back() -> None:
    source = NewSource(new_uid(), "sen2013", SourceRecord(title="Envoys"))
    changes = ReferenceChanges().with_source(source)
    assert changes.applied(BASE)[2] == ReferenceEntry("sen2013", source.uid)
    assert changes.new_sources() == {source.uid: source.record}
    removed = ReferenceChanges(frozenset({source.identity}), (), (source,))
    assert removed.applied(BASE) == BASE
    assert removed.new_sources() == {}
    assert removed.with_source(source).applied(BASE)[2:]


@given(uids, keys, records)
def test_a_new_source_goes_through_its_hidden_field(uid: str, key: str, record: object) -> None:
    assert isinstance(record, SourceRecord)
    source = NewSource(uid, key, record.normalised())
    found = NewSource.from_text(source.to_text())
    assert found is not None
    assert (found.uid, found.record) == (uid, source.record)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "1", '"x"', "NaN", "[" * 60_000, "9" * 5000),
        *('{"uid": "x", "key": "k", "csl": {}}', '{"uid": 1, "key": "k", "csl": {}}'),
        json.dumps({"uid": "a" * 16, "key": ["k"], "csl": {}}),
        json.dumps({"uid": "a" * 16, "key": "k", "csl": []}),
        json.dumps({"uid": "a" * 16, "key": "k"}),
        json.dumps({"uid": "a" * 16, "key": "k", "csl": {"title": "x" * 70_000}}),
    ],
)
def test_a_hidden_field_that_no_form_of_ours_wrote_is_left_out(text: str) -> None:
    assert NewSource.from_text(text) is None


@given(st.text(), st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=5))
def test_any_shape_in_a_hidden_field_is_read_without_a_fault(key: str, value: object) -> None:
    csl = {"type": value, "title": value, "author": value, "issued": value, "custom": value}
    found = NewSource.from_text(json.dumps({"uid": "a" * 16, "key": key, "csl": csl}))
    assert found is None or found.to_text().encode()


def test_operations_go_through_the_form_data_unchanged() -> None:
    source = NewSource(new_uid(), "sen2013", SourceRecord(title="“Envoys” & more"))
    changes = ReferenceChanges(frozenset({"who2013"}), (("curie1898", "curie"),), (source,))
    data = QueryDict(mutable=True)
    changes.write(data)
    assert ReferenceChanges.typed(QueryDict(data.urlencode())) == changes


def test_a_key_must_be_one_and_free() -> None:
    rows = tuple(typed("removed=who2013").listed(BASE))
    assert key_problem("curie1898", "new x", rows) is not None
    assert key_problem("two words", "new x", rows) is not None
    assert key_problem("who2013", "new x", rows) is None
    assert key_problem("curie1898", "curie1898", rows) is None


def test_uses_are_counted_as_written() -> None:
    texts = ['A.[@a] B.[@a, p. 3; @b] [words]{cites=b} [x]{cites="a, p. 2; c"}', "1[@c]", "a@b.org"]
    assert uses(texts) == {"a": 3, "b": 2, "c": 2}
