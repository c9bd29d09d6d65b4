"""Source records and their CSL form."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.content import Name, SourceRecord
from tests.content.strategies import records


@given(records)
@example(SourceRecord(custom=(("status", "forthcoming"), ("uid", "x"), ("date_format", "y"))))
def test_a_normal_record_comes_back_from_csl(record: SourceRecord) -> None:
    normal = record.normalised()
    assert normal.normalised() == normal
    assert SourceRecord.from_csl(normal.to_csl()) == normal


odd_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(("type", "title", "author", "issued", "custom", "DOI", "status", "x")),
        odd_values | st.lists(st.dictionaries(st.sampled_from(("family", "literal")), odd_values)),
    )
)
def test_any_mapping_gives_a_record(item: dict[str, Any]) -> None:
    record = SourceRecord.from_csl(item).normalised()
    assert SourceRecord.from_csl(record.to_csl()) == record


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"date-parts": [[2013, 9, 1]]}, "2013-09-01"),
        ({"date-parts": [["2013", "9"]]}, "2013-09"),
        ({"date-parts": [[2013, 9, 1], [2013, 9, 3]]}, "2013-09-01/2013-09-03"),
        ({"date-parts": [[-44, 3, 15]]}, "-0044-03-15"),
        ({"raw": "spring 2013"}, "spring 2013"),
        ("2013-09", "2013-09"),
        (2013, "2013"),
        (None, ""),
    ],
)
def test_csl_dates_become_edtf(date: object, edtf: str) -> None:
    assert SourceRecord.from_csl({"issued": date}).issued == edtf


def test_csl_names_keep_their_particles_and_nothing_is_named_none() -> None:
    record = SourceRecord.from_csl(
        {
            "type": None,
            "author": [
                {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
                {"family": None, "literal": "World Health Organization"},
                {},
                "no name",
            ],
        }
    )
    assert record.type == "document"
    assert record.author == (
        Name(family="Beethoven", given="Ludwig", particle="van"),
        Name(literal="World Health Organization"),
    )


def test_a_variable_without_a_place_is_kept() -> None:
    record = SourceRecord.from_csl({"type": "book", "abstract": "Long.", "status": "forthcoming"})
    assert record.custom == (("abstract", "Long."), ("status_", "forthcoming"))
    assert record.status == ""
