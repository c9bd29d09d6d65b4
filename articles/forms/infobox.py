"""The infobox as the edit form carries it: one row for one value, in the order they stand.

Consecutive rows of one name are the values of one field. Pure: no rows of the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from django.http import QueryDict

from articles.content import FieldValue, Infobox, InfoboxField, field_name, one_line, plain_text
from articles.markup import KindShape

PARTS = ("field_name", "field_label", "field_value", "field_rank")
MOST_ROWS = 500
"""Rows that are read from a form; content holds fewer, and says so at the field."""
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one field, as typed.

    Attributes:
        name: stable name of the field; empty for an own field that was just added.
        label: what readers see.
        value: Markdown; a row without one is not saved.
        rank: one of RANKS.
    """

    name: str = ""
    label: str = ""
    value: str = ""
    rank: str = "normal"


def rows_of(infobox: Infobox) -> tuple[Row, ...]:
    """Return the rows of an infobox; `infobox_of` gives it back."""
    return tuple(
        Row(field.name, field.label, value.text, value.rank)
        for field in infobox.fields
        for value in field.values
    )


def typed_rows(data: QueryDict) -> tuple[Row, ...]:
    """Return the rows of a sent form. Total: what is missing is empty."""
    columns = (data.getlist(part)[:MOST_ROWS] for part in PARTS)
    return tuple(
        Row(plain_text(name).strip(), one_line(label), value, one_line(rank) or "normal")
        for name, label, value, rank in zip_longest(*columns, fillvalue="")
    )


def write_rows(data: QueryDict, rows: Sequence[Row]) -> None:
    """Put the rows into the form's data, in place of those that are there."""
    for part, values in zip(
        PARTS,
        (
            [row.name for row in rows],
            [row.label for row in rows],
            [row.value for row in rows],
            [row.rank for row in rows],
        ),
        strict=True,
    ):
        data.setlist(part, values)


def infobox_of(kind: str, rows: Iterable[Row]) -> Infobox:
    """Return the infobox that the rows describe; rows without a value are left out.

    An own field without a name gets one from its label, another than the fields beside it have.
    """
    named = _named([row for row in rows if one_line(row.value)])
    fields = []
    for name, group in groupby(named, key=lambda row: row.name):
        values = tuple(group)
        fields.append(
            InfoboxField(
                name, values[0].label, tuple(FieldValue(row.value, row.rank) for row in values)
            )
        )
    return Infobox(kind, tuple(fields))


def with_offered(rows: Sequence[Row], kind: KindShape) -> tuple[Row, ...]:
    """Return the rows with an empty one for each field of the kind that has none.

    It stands behind the field that comes before it in the kind.
    """
    found = list(rows)
    place = 0
    for field in kind.fields:
        own = [index for index, row in enumerate(found) if row.name == field.name]
        if own:
            place = own[-1] + 1
        else:
            found.insert(place, Row(field.name, field.label))
            place += 1
    return tuple(found)


def without_empty(rows: Sequence[Row], other_kinds: Iterable[KindShape]) -> tuple[Row, ...]:
    """Return the rows without the empty ones that another kind offered."""
    offered = {(field.name, field.label) for kind in other_kinds for field in kind.fields}
    return tuple(row for row in rows if one_line(row.value) or (row.name, row.label) not in offered)


def moved(rows: Sequence[Row], index: int, step: int) -> tuple[Row, ...]:
    """Return the rows with one moved up (step -1) or down (1): a value within its field, else
    the whole field past the one beside it."""
    beside = index + step
    if not (0 <= index < len(rows) and 0 <= beside < len(rows)):
        return tuple(rows)
    if _is_one_field(rows[index], rows[beside]):
        changed = list(rows)
        changed[index], changed[beside] = changed[beside], changed[index]
        return tuple(changed)
    first, last = _field_around(rows, index)
    other_first, other_last = _field_around(rows, beside)
    if step < 0:
        return (*rows[:other_first], *rows[first:last], *rows[other_first:other_last], *rows[last:])
    return (*rows[:first], *rows[other_first:other_last], *rows[first:last], *rows[other_last:])


def with_value(rows: Sequence[Row], index: int) -> tuple[Row, ...]:
    """Return the rows with an empty one below this one's field, for another value of it."""
    names = {row.name for row in rows}
    row = rows[index]
    if not row.name:
        row = replace(row, name=_free_name(row.label, names))
    _, last = _field_around(rows, index)
    empty = Row(row.name, row.label)
    return (*rows[:index], row, *rows[index + 1 : last], empty, *rows[last:])


def _field_around(rows: Sequence[Row], index: int) -> tuple[int, int]:
    """Return the half-open bounds of the rows that are values of this one's field."""
    first, last = index, index + 1
    while first > 0 and _is_one_field(rows[first - 1], rows[index]):
        first -= 1
    while last < len(rows) and _is_one_field(rows[index], rows[last]):
        last += 1
    return first, last


def _is_one_field(row: Row, other: Row) -> bool:
    return bool(row.name) and row.name == other.name


def _named(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, each with a name that can be kept."""
    named: list[Row] = []
    taken = {row.name: row.label for row in reversed(rows) if _can_stay(row.name)}
    for row in rows:
        if not _can_stay(row.name):
            name = field_name(row.label)
            # The same label is the same field, and twice in two places it is refused as such.
            if taken.get(name, row.label) != row.label:
                name = _free_name(row.label, taken)
            taken[name] = row.label
            row = replace(row, name=name)
        named.append(row)
    return named


def _can_stay(name: str) -> bool:
    return 0 < len(name) <= LONGEST_NAME


def _free_name(label: str, taken: Iterable[str]) -> str:
    """Return a name for the label that no other field has."""
    name, used = field_name(label), set(taken)
    number = 2
    free = name
    while free in used:
        free = f"{name[: LONGEST_NAME - 4]}_{number}"
        number += 1
    return free
