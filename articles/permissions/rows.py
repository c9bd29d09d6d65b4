"""Which rows somebody may see. What is hidden and what does not exist look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from articles.models import Article, Edit, Status
from articles.permissions.people import is_administrator, is_reviewer

if TYPE_CHECKING:
    from articles.permissions.people import Reader

_OF_WHAT_IS_THERE = Q(article=None) | Q(article__is_deleted=False)


def visible_articles(articles: QuerySet[Article], reader: Reader) -> QuerySet[Article]:
    """Return those of the articles that readers see: published, and not deleted."""
    return articles.filter(is_deleted=False).exclude(published_edit=None)


def listed_edits(edits: QuerySet[Edit], reader: Reader) -> QuerySet[Edit]:
    """Return the edits that history shows to everybody: those that were published, even where
    the text of one is hidden by now.
    """
    return edits.filter(_OF_WHAT_IS_THERE, status=Status.PUBLISHED)


def visible_edits(edits: QuerySet[Edit], reader: Reader) -> QuerySet[Edit]:
    """Return those of the edits whose text the reader may read (no query more).

    Published ones; the reader's own; drafts shown to the reader; to reviewers what was ever sent
    for review; to administrators all. Of deleted articles and hidden texts: administrators alone;
    of erased texts there is nothing to read.
    """
    if is_administrator(reader):
        return edits.filter(is_erased=False)
    return edits.filter(_OF_WHAT_IS_THERE, readable_by(reader), is_text_hidden=False)


def may_see(edit: Edit, reader: Reader) -> bool:
    """Say whether the reader may read the text of the edit: as `visible_edits`."""
    if edit.status == Status.PUBLISHED and not edit.is_text_hidden and not _is_of_deleted(edit):
        return True
    if not reader.is_authenticated:
        return False
    return visible_edits(Edit.objects.filter(pk=edit.pk), reader).exists()


def readable_by(reader: Reader) -> Q:
    """Say of edits which the reader may read, hidden texts and deleted articles left aside."""
    published = Q(status=Status.PUBLISHED)
    if not reader.is_authenticated:
        return published
    shown = Edit.shown_to.through.objects.filter(user=reader).values("edit_id")
    readable = published | Q(editor=reader) | Q(status=Status.DRAFT, pk__in=shown)
    if is_reviewer(reader):
        readable |= Q(sent_at__isnull=False)
    return readable


def _is_of_deleted(edit: Edit) -> bool:
    return edit.article is not None and edit.article.is_deleted
