"""What the edit page shows, as finished values, so that its templates neither ask nor decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import markup
from articles.citing import date_words, parse_date
from articles.content import RANKS, one_line
from articles.forms import (
    PREFIX,
    QUESTIONS,
    Done,
    EditForm,
    OfferedKind,
    TypedSource,
    offered_kinds,
    type_choices,
)
from articles.forms.infobox import Row, with_offered
from articles.markup import FieldShape
from articles.models.articles import address
from articles.pages.languages import direction
from articles.pages.moments import Made, made
from articles.pages.printed import printed_sources
from articles.views.reference_rows import reference_rows

MANY_REFERENCES = 30
"""From so many on their list is folded, so that the rest of the form is near."""
ANCHORS = {
    "text": "text",
    "infobox": "infobox",
    "references": "references",
    "source": "add-source",
    "categories": "categories",
    "language": "language",
    "summary": "summary",
    "short_description": "short_description",
}
"""Ids of the parts of the form, by the name that a problem gives its field."""


@dataclass(frozen=True, slots=True)
class Mending:
    """One thing to mend, and the address of its place in the form; empty where it is the whole."""

    text: str
    href: str


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


@dataclass(frozen=True, slots=True)
class EditPage:
    """The page with the edit form.

    Attributes:
        title: shown form; is_new: whether nobody has written the article yet.
        href: of the article; action, preview_action: where the form goes.
        base: who made the revision that is edited; None of a new article.
        base_uid, submission: hidden values.
        problems: what keeps the edit from being published, linked to its place.
        said: what an operation on rows did; empty.
        focus: name of the place at which to go on, as operations say it; empty.
        are_references_folded: whether their list is; None where they are not so many.
        hidden: names and values of the operations on references.
        section_line: line of the text, from 0, at which to begin; None to begin at the top.
        is_unsaved: whether the form holds what was typed before, and never saved.
    """

    title: str
    is_new: bool
    href: str
    action: str
    preview_action: str
    history_href: str
    language: str
    direction: str
    form: EditForm
    base: Made | None
    base_uid: str
    submission: str
    problems: tuple[Mending, ...]
    problems_heading: str
    said: str
    focus: str
    errors: Mapping[str, list[str]]
    kinds: tuple[Choice, ...]
    infobox_summary: str
    infobox_is_open: bool
    fields: tuple[FieldRow, ...]
    references: SafeString
    reference_count: int
    are_references_folded: bool | None
    hidden: tuple[tuple[str, str], ...]
    source: SourcePart | None
    section_line: int | None
    is_unsaved: bool


def edit_page(
    title: str,
    form: EditForm,
    *,
    done: Done | None = None,
    section_line: int | None = None,
    is_unsaved: bool = False,
) -> EditPage:
    """Return the page of the form as it stands (two queries)."""
    if section_line is not None:
        form.fields["text"].widget.attrs["autofocus"] = True
    kinds = offered_kinds()
    focus = done.focus if done else ""
    fields = _field_rows(form, kinds, focus)
    content = form.base.content
    uids = [entry.source for entry in content.references]
    filled = len({row.label for row in fields if one_line(row.value)})
    count = len(form.listed())
    language = one_line(form.typed.get("language", ""))[:35]
    return EditPage(
        title=title,
        is_new=form.base.edit is None,
        href=address("article", title),
        action=address("edit", title),
        preview_action=reverse("articles:preview"),
        history_href=address("history", title),
        language=language or content.language,
        direction=direction(language or content.language),
        form=form,
        base=made(form.base.edit) if form.base.edit else None,
        base_uid=form.base.uid,
        submission=str(form.submission),
        problems=tuple(
            Mending(one.sentence.translated(_), _anchor(one.field)) for one in form.problems
        ),
        problems_heading=_problems_heading(len(form.problems)),
        said=done.said.translated(_) if done and done.said else "",
        focus=focus,
        errors={field: form.sentences_at(field) for field in ANCHORS},
        kinds=_choices(form.kind, [("", _("No infobox")), *_labels(kinds)]),
        infobox_summary=_infobox_summary(form, kinds, filled),
        infobox_is_open=not filled or bool(form.sentences_at("infobox")) or _is_at_infobox(done),
        fields=fields,
        references=reference_rows(form, printed_sources(uids), focus),
        reference_count=count,
        are_references_folded=(_are_folded(form, focus) if count >= MANY_REFERENCES else None),
        hidden=_hidden(form),
        source=_source_part(form.source) if form.source.is_open else None,
        section_line=section_line,
        is_unsaved=is_unsaved,
    )


def _are_folded(form: EditForm, focus: str) -> bool:
    is_worked_on = form.changes.removed or form.changes.renamed or form.changes.added
    return not (is_worked_on or form.key_of or focus.startswith("reference"))


def _anchor(field: str) -> str:
    return f"#{PREFIX}{ANCHORS[field]}" if field in ANCHORS else ""


def _problems_heading(count: int) -> str:
    return ngettext(
        "Not published yet: %(count)d thing to mend. Nothing you typed is lost.",
        "Not published yet: %(count)d things to mend. Nothing you typed is lost.",
        count,
    ) % {"count": count}


def _is_at_infobox(done: Done | None) -> bool:
    return done is not None and (done.focus == "infobox" or done.focus.startswith("field-"))


def _labels(kinds: Mapping[str, OfferedKind]) -> list[tuple[str, str]]:
    return [(name, kind.shape.label) for name, kind in kinds.items()]


def _choices(chosen: str, pairs: Sequence[tuple[str, object]]) -> tuple[Choice, ...]:
    """Return the choices of a select; what was sent instead of one is among them, too."""
    known = {value for value, _label in pairs}
    more = [] if chosen in known else [(chosen, chosen[:64])]
    return tuple(Choice(value, str(label), value == chosen) for value, label in [*pairs, *more])


def _infobox_summary(form: EditForm, kinds: Mapping[str, OfferedKind], count: int) -> str:
    label = kinds[form.kind].shape.label if form.kind in kinds else form.kind
    if not count:
        return label
    fields = ngettext("%(count)d field", "%(count)d fields", count) % {"count": count}
    return f"{label}, {fields}" if label else fields


def _field_rows(
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
        ranks=_choices(row.rank, [(one, _RANKS[one]()) for one in RANKS]) if ranks else (),
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


def _hidden(form: EditForm) -> tuple[tuple[str, str], ...]:
    operations = [("removed", identity) for identity in sorted(form.changes.removed)]
    operations += [("renamed", f"{old} {new}") for old, new in form.changes.renamed]
    operations += [("new_source", source.to_text()) for source in form.changes.added]
    return tuple(operations)


def _source_part(source: TypedSource) -> SourcePart:
    errors: dict[str, list[str]] = {}
    for problem in source.problems:
        errors.setdefault(problem.field, []).append(problem.sentence.translated(_))
    return SourcePart(
        uid=source.uid,
        types=_choices(source.type, type_choices()),
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
