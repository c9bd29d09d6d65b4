"""Making and changing infobox kinds: each is an edit of the kind, kept with its snapshot.

A field keeps its name for ever, for articles name it; its label may change. What a kind no longer
offers stays in the articles that have it, as a plain field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from articles import permissions, tasks
from articles.errors import ContentRefused, EditConflict, NothingChanged, Problem, Sentence
from articles.kinds.checks import checked_shape
from articles.kinds.defaults import DEFAULT_KINDS
from articles.markup import KindShape
from articles.models import Deed, Edit, InfoboxKind, InfoboxKindField, PublishedAs
from articles.reasons import checked_reason
from articles.revisions import About, KindSnapshot, Lineage, mark_published, record

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def define(shape: KindShape, *, editor: User, summary: str) -> Edit:
    """Make a new kind, and return its first edit.

    Raises (all are EditRefused):
        NotAllowed: the person does not administer.
        ContentRefused: the shape breaks a rule, or there is a kind of this name.
        EditRefused: the summary is missing or too long.
    """
    permissions.require_administrator(editor)
    shape, about = checked_shape(shape), About(editor, summary=checked_reason(summary))
    try:
        with transaction.atomic():
            permissions.require_administrator(editor)
            return _define(shape, about)
    except IntegrityError:
        raise ContentRefused(
            [
                Problem(
                    "name",
                    Sentence("There is a kind “%(name)s” already. Change it.", name=shape.name),
                )
            ]
        ) from None


def change(kind: InfoboxKind, shape: KindShape, *, base: Edit, editor: User, summary: str) -> Edit:
    """Give the kind another label or other fields, and return the edit that did. Articles with
    an infobox of the kind are rendered anew by and by.

    Args:
        base: the kind's edit from which the change began.

    Raises (all are EditRefused):
        NotAllowed: the person does not administer.
        ContentRefused: the shape breaks a rule, or names the kind otherwise.
        EditConflict: somebody changed the kind since the base.
        NothingChanged: the kind has this shape. EditRefused: the summary is missing or too long.
    """
    permissions.require_administrator(editor)
    shape, about = checked_shape(shape), About(editor, summary=checked_reason(summary))
    with transaction.atomic():
        kind = InfoboxKind.objects.select_for_update(no_key=True).get(pk=kind.pk)
        permissions.require_administrator(editor)
        published = kind.published_edit
        if published and published.pk != base.pk:
            raise EditConflict(
                Sentence(
                    "%(editor)s changed this kind while you did. Look at what it is now, and make "
                    "your change again.",
                    editor=published.shown_editor,
                ),
                published,
            )
        if shape.name != kind.name:
            raise ContentRefused(
                [Problem("name", Sentence("A kind keeps its name, for articles name it."))]
            )
        if shape == kind.shape():
            raise NothingChanged(Sentence("The kind has this shape, so there is nothing to save."))
        lineage = Lineage(base=published)
        kind.label = shape.label
        edit = record(kind, KindSnapshot(shape), about, deed=Deed.EDIT, lineage=lineage)
        kind.save(update_fields=["label"])
        kind.fields.all().delete()
        _write_fields(kind, shape)
        mark_published(edit, actor=editor, published_as=PublishedAs.REVIEWER)
        tasks.refresh_articles_of(kind.pk)
    return edit


@transaction.atomic
def make_default_kinds() -> list[str]:
    """Make those of the default kinds that do not exist, and return their names."""
    existing = set(InfoboxKind.objects.values_list("name", flat=True))
    missing = [shape for shape in DEFAULT_KINDS if shape.name not in existing]
    about = About(editor=None, editor_name="software", summary="Every encyclopedia starts with it.")
    for shape in missing:
        _define(shape, about)
    return [shape.name for shape in missing]


def _define(shape: KindShape, about: About) -> Edit:
    kind = InfoboxKind.objects.create(name=shape.name, label=shape.label)
    _write_fields(kind, shape)
    edit = record(kind, KindSnapshot(shape), about, deed=Deed.CREATE)
    published_as = PublishedAs.REVIEWER if about.editor else None
    mark_published(edit, actor=about.editor, published_as=published_as)
    return edit


def _write_fields(kind: InfoboxKind, shape: KindShape) -> None:
    InfoboxKindField.objects.bulk_create(
        InfoboxKindField(
            kind=kind,
            name=row.name,
            label=row.label,
            hint=row.hint,
            type=row.type,
            is_required=row.required,
            needs_citation=row.citation_required,
            position=position,
        )
        for position, row in enumerate(shape.fields)
    )
