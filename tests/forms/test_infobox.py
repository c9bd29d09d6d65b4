"""Infobox rows: read in order, changed by buttons."""

from __future__ import annotations

from django.http import QueryDict

from articles.content import FieldValue, Infobox, InfoboxField
from articles.forms.infobox import (
    Row,
    infobox_of,
    moved,
    rows_of,
    typed_rows,
    with_offered,
    with_value,
    without_empty,
    write_rows,
)
from articles.markup import FieldShape, KindShape

EVENT = KindShape(
    "event",
    "Event",
    (
        FieldShape("part_of", "Part of"),
        FieldShape("date", "Date", "date"),
        FieldShape("deaths", "Deaths", "number"),
    ),
)
A, B, C = Row("a", "A", "1"), Row("b", "B", "2"), Row("c", "C", "3")


def names(rows: tuple[Row, ...]) -> list[str]:
    return [row.name for row in rows]


def test_consecutive_rows_of_one_name_are_values_of_one_field() -> None:
    rows = (A, Row("a", "A", "more", "preferred"), B)
    infobox = infobox_of("event", rows)
    assert infobox.fields[0] == InfoboxField(
        "a", "A", (FieldValue("1"), FieldValue("more", "preferred"))
    )
    assert rows_of(infobox) == rows


def test_rows_go_through_the_form_data_unchanged() -> None:
    data = QueryDict(mutable=True)
    rows = (A, Row("", "Own", "x", "deprecated"))
    write_rows(data, rows)
    assert typed_rows(QueryDict(data.urlencode())) == rows


def test_a_form_with_parts_missing_is_read_all_the_same() -> None:
    rows = typed_rows(QueryDict("field_value=52&field_name=deaths&field_name=x"))
    assert rows == (Row("deaths", "", "52"), Row("x", "", ""))


def test_a_row_without_a_value_is_not_saved() -> None:
    assert infobox_of("event", (Row("a", "A", " \t"), B)) == infobox_of("event", (B,))


def test_an_own_field_is_named_by_its_label() -> None:
    assert infobox_of("event", (Row("", "Part of", "x"),)).fields[0].name == "part_of"


def test_two_labels_that_make_one_name_stay_two_fields() -> None:
    fields = infobox_of("generic", (Row("", "C", "1972"), Row("", "C++", "1985"))).fields
    assert [(field.name, field.label) for field in fields] == [("c", "C"), ("c_2", "C++")]


def test_a_name_that_is_too_long_to_keep_is_made_anew() -> None:
    assert infobox_of("generic", (Row("x" * 5000, "Label", "1"),)).fields[0].name == "label"


def test_the_kind_offers_the_fields_that_are_missing_in_their_places() -> None:
    rows = with_offered((Row("date", "Date", "2013"), Row("", "Own", "1")), EVENT)
    assert names(rows) == ["part_of", "date", "deaths", ""]
    assert with_offered(rows, EVENT) == rows


def test_what_another_kind_offered_goes_unless_something_was_typed() -> None:
    rows = (Row("part_of", "Part of"), Row("date", "Date", "2013"), Row("", "Own"))
    assert without_empty(rows, [EVENT]) == rows[1:]


def test_a_field_moves_past_the_one_beside_it_with_all_its_values() -> None:
    more = Row("a", "A", "more")
    assert moved((A, more, B, C), 2, -1) == (B, A, more, C)
    assert moved((B, A, more, C), 2, 1) == (B, C, A, more)
    assert moved((A, more, B), 0, 1) == (more, A, B)
    assert moved((A, B), 0, -1) == (A, B)
    assert moved((A, B), 1, 1) == (A, B)


def test_another_value_stands_below_those_there_are() -> None:
    more = Row("a", "A", "more")
    assert with_value((A, more, B), 0) == (A, more, Row("a", "A"), B)
    assert with_value((B, Row("", "B", "x")), 1) == (B, Row("b_2", "B", "x"), Row("b_2", "B"))


def test_an_infobox_comes_back_from_its_rows() -> None:
    infobox = Infobox("event", (InfoboxField("deaths", "Deaths", (FieldValue("52"),)),))
    assert infobox_of("event", with_offered(rows_of(infobox), EVENT)) == infobox
