"""What the edit page shows, as finished values, so that its templates neither ask nor decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.content import one_line
from articles.forms import PREFIX, Done, EditForm, OfferedKind, offered_kinds
from articles.models import Article, Edit
from articles.models.articles import address
from articles.pages.decisions import Decision, own_decisions
from articles.pages.languages import direction
from articles.pages.moments import Made, made
from articles.pages.own_notices import own_notices, taken_notices
from articles.pages.parts import Notice
from articles.pages.printed import printed_sources
from articles.views.edit_rows import Choice, FieldRow, SourcePart, choices, field_rows, source_part
from articles.views.edit_saves import Continued, SaveButton, continued_of, save_button
from articles.views.reference_rows import reference_rows

if TYPE_CHECKING:
    from articles.permissions import Reader

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
class EditPage:
    """The page with the edit form.

    Attributes:
        title: shown form; is_new: whether nobody has written the article yet.
        href: where Cancel leads; action, preview_action: where the form goes.
        base: who made the revision that is edited; None of a new article.
        continued: the own edit that is taken up again, with its state; None otherwise.
        decisions: what was decided on that.
        own: own edits of the article that wait or are drafts, each a notice; where one is
            taken up again, whether its title was taken.
        save: the buttons that save.
        base_uid, continue_uid, submission: hidden values.
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
    continued: Continued | None
    decisions: tuple[Decision, ...]
    own: tuple[Notice, ...]
    save: SaveButton
    base_uid: str
    continue_uid: str
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
    article: Article | None,
    editor: Reader,
    continued: Edit | None = None,
    done: Done | None = None,
    section_line: int | None = None,
    is_unsaved: bool = False,
) -> EditPage:
    """Return the page of the form as it stands (two queries, of a contributor about eight more)."""
    if section_line is not None:
        form.fields["text"].widget.attrs["autofocus"] = True
    kinds = offered_kinds()
    focus = done.focus if done else ""
    fields = field_rows(form, kinds, focus)
    content = form.base.content
    uids = [entry.source for entry in content.references]
    filled = len({row.label for row in fields if one_line(row.value)})
    count = len(form.listed())
    language = one_line(form.typed.get("language", ""))[:35]
    return EditPage(
        title=title,
        is_new=article is None or article.published_edit is None,
        href=reverse("articles:my_edits") if continued else address("article", title),
        action=address("edit", title),
        preview_action=reverse("articles:preview"),
        history_href=address("history", title),
        language=language or content.language,
        direction=direction(language or content.language),
        form=form,
        base=made(form.base.edit) if form.base.edit else None,
        continued=continued_of(continued, article) if continued else None,
        decisions=tuple(own_decisions([continued]).get(continued.pk, ())) if continued else (),
        own=taken_notices(continued) if continued else own_notices(article, title, editor),
        save=save_button(article, editor, continued),
        base_uid=form.base.uid,
        continue_uid=continued.uid if continued else "",
        submission=str(form.submission),
        problems=tuple(
            Mending(one.sentence.translated(_), _anchor(one.field)) for one in form.problems
        ),
        problems_heading=_problems_heading(len(form.problems)),
        said=done.said.translated(_) if done and done.said else "",
        focus=focus,
        errors={field: form.sentences_at(field) for field in ANCHORS},
        kinds=choices(form.kind, [("", _("No infobox")), *_labels(kinds)]),
        infobox_summary=_infobox_summary(form, kinds, filled),
        infobox_is_open=not filled or bool(form.sentences_at("infobox")) or _is_at_infobox(done),
        fields=fields,
        references=reference_rows(form, printed_sources(uids), focus),
        reference_count=count,
        are_references_folded=(_are_folded(form, focus) if count >= MANY_REFERENCES else None),
        hidden=_hidden(form),
        source=source_part(form.source) if form.source.is_open else None,
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


def _infobox_summary(form: EditForm, kinds: Mapping[str, OfferedKind], count: int) -> str:
    label = kinds[form.kind].shape.label if form.kind in kinds else form.kind
    if not count:
        return label
    fields = ngettext("%(count)d field", "%(count)d fields", count) % {"count": count}
    return f"{label}, {fields}" if label else fields


def _hidden(form: EditForm) -> tuple[tuple[str, str], ...]:
    operations = [("removed", identity) for identity in sorted(form.changes.removed)]
    operations += [("renamed", f"{old} {new}") for old, new in form.changes.renamed]
    operations += [("new_source", source.to_text()) for source in form.changes.added]
    return tuple(operations)
