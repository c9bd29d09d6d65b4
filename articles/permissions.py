"""Who may do what, and who may see which rows. Every view and operation asks here.

For now every signed-in account that is active edits and publishes at once; protection, trust
and blocks will be asked for in the same places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from articles.errors import NotAllowed, Sentence
from articles.models import Article, Edit, Status

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

    Reader = User | AnonymousUser

REVIEWERS = ("reviewer", "administrator")


def is_reviewer(reader: Reader) -> bool:
    """Say whether the person reviews: one query, asked only where something is not published."""
    return reader.is_authenticated and (
        reader.is_superuser or reader.groups.filter(name__in=REVIEWERS).exists()
    )


def visible_articles(articles: QuerySet[Article], reader: Reader) -> QuerySet[Article]:
    """Return those of the articles that the reader may read: published ones."""
    return articles.exclude(published_edit=None)


def visible_edits(edits: QuerySet[Edit], reader: Reader) -> QuerySet[Edit]:
    """Return those of the edits that the reader may see: published ones, and the reader's own."""
    if not reader.is_authenticated:
        return edits.filter(status=Status.PUBLISHED)
    return edits.filter(Q(status=Status.PUBLISHED) | Q(editor=reader))


def may_see(edit: Edit, reader: Reader) -> bool:
    """Say whether the reader may see this edit: as `visible_edits`; reviewers all but drafts."""
    if edit.status == Status.PUBLISHED:
        return True
    if reader.is_authenticated and edit.editor_id == reader.pk:
        return True
    return edit.status != Status.DRAFT and is_reviewer(reader)


def may_edit(article: Article | None, editor: Reader) -> bool:
    """Say whether the person may edit the article, or make a new one where it is None."""
    return editor.is_authenticated and editor.is_active


def require_edit(article: Article | None, editor: Reader) -> None:
    """Refuse who may not edit. Raises NotAllowed."""
    if not may_edit(article, editor):
        raise NotAllowed(Sentence("Only contributors can edit. Sign in, or create an account."))


def may_publish(article: Article, editor: User) -> bool:
    """Say whether the person's edit of the article is published at once."""
    return may_edit(article, editor)
