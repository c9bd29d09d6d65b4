"""The infobox rows and the source form of the edit page, as their templates take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import markup
from articles.citing import date_words, parse_date
from articles.content import RANKS, one_line
from articles.forms import QUESTIONS, EditForm, OfferedKind, TypedSource, type_choices
from articles.forms.infobox import Row, with_offered
from articles.markup import FieldShape


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a select."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row of the infobox: a value with the field that it belongs to.

    Attributes:
        number: place among all rows, from 0, as the buttons name it.
        is_own: whether the editor names the field, else its kind does.
        is_further: whether the row above is of the same field.
        has_more: whether the row below is.
        hint: how to write it, or what a date typed in EDTF prints as; may be empty.
        ranks: empty where the field has one value of normal rank.
        focus: part of the row at which the editor goes on ("value", "up"); empty.
    """

    number: str
    name: str
    label: str
    value: str
    rank: str
    is_own: bool
    is_further: bool
    has_more: bool
    is_required: bool
    needs_citation: bool
    type: str
    hint: str
    ranks: tuple[Choice, ...]
    is_first: bool
    is_last: bool
    focus: str


@dataclass(frozen=True, slots=True)
class SourceField:
    """One question of the source form."""

    name: str
    label: str
    hint: str
    value: str
    types: str
    is_long: bool
    is_wide: bool
    input_type: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcePart:
    """The source form, open."""

    uid: str
    types: tuple[Choice, ...]
    type_errors: tuple[str, ...]
    fields: tuple[SourceField, ...]


def choices(chosen: str, pairs: Sequence[tuple[str, object]]) -> tuple[Choice, ...]:
    """Return the choices of a select; what was sent instead of one is among them, too."""
    known = {value for value, _label in pairs}
    more = [] if chosen in known else [(chosen, chosen[:64])]
    return tuple(Choice(value, str(label), value == chosen) for value, label in [*pairs, *more])


def field_rows(
    form: EditForm, kinds: Mapping[str, OfferedKind], focus: str
) -> tuple[FieldRow, ...]:
    kind = kinds.get(form.kind)
    if kind is not None:
        form.rows = with_offered(form.rows, kind.shape)
    shapes = {shape.name: shape for shape in kind.shape.fields} if kind else {}
    hints = kind.hints if kind else {}
    rows = form.rows
    return tuple(
        _field_row(
            number,
            row,
            shapes.get(row.name),
            hints.get(row.name, ""),
            above=rows[number - 1] if number else None,
            below=rows[number + 1] if number + 1 < len(rows) else None,
            focus=focus.removeprefix(f"field-{number}-") if focus.startswith("field-") else "",
        )
        for number, row in enumerate(rows)
    )


def _field_row(
    number: int,
    row: Row,
    shape: FieldShape | None,
    hint: str,
    *,
    above: Row | None,
    below: Row | None,
    focus: str,
) -> FieldRow:
    is_further = bool(above and row.name and above.name == row.name)
    has_more = bool(below and row.name and below.name == row.name)
    value = one_line(row.value)
    kind = shape.type if shape else "text"
    ranks = is_further or has_more or row.rank != "normal"
    return FieldRow(
        number=str(number),
        name=row.name,
        label=row.label,
        value=row.value,
        rank=row.rank,
        is_own=shape is None,
        is_further=is_further,
        has_more=has_more,
        is_required=bool(shape and shape.required),
        needs_citation=bool(shape and shape.citation_required),
        type=kind,
        hint=(_date_words(value) if kind == "date" and value else "") or hint,
        ranks=choices(row.rank, [(one, _RANKS[one]()) for one in RANKS]) if ranks else (),
        is_first=above is None,
        is_last=below is None,
        focus=focus,
    )


def _date_words(value: str) -> str:
    """Return "1 September 2013" for a value that is an EDTF date beside its citations."""
    date = markup.plain(value)
    return date_words(date) if parse_date(date) else ""


_RANKS = {
    "preferred": lambda: _("Preferred"),
    "normal": lambda: _("Normal"),
    "deprecated": lambda: _("Deprecated"),
}


def source_part(source: TypedSource) -> SourcePart:
    errors: dict[str, list[str]] = {}
    for problem in source.problems:
        errors.setdefault(problem.field, []).append(problem.sentence.translated(_))
    return SourcePart(
        uid=source.uid,
        types=choices(source.type, type_choices()),
        type_errors=tuple(errors.get("type", ())),
        fields=tuple(
            SourceField(
                name=f"source_{one.name}",
                label=_(one.label),
                hint=_(one.hint) if one.hint else "",
                value=source.values.get(one.name, ""),
                types=" ".join(one.types),
                is_long=one.is_long,
                is_wide=one.name == "title",
                input_type=one.input_type,
                errors=tuple(errors.get(one.name, ())),
            )
            for one in QUESTIONS
        ),
    )
