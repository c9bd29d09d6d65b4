"""What is told of a deleted article: to readers where it stood, to administrators how it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from articles import permissions
from articles.content import title_key
from articles.models import Article, Deletion
from articles.pages.managing import ArticleHead, article_head

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Deleted:
    """That an article was deleted.

    Attributes:
        reason: why; empty where it was erased.
        undelete_address: the form that brings it back; empty for who may not.
    """

    at: datetime
    by: str
    reason: str
    undelete_address: str


@dataclass(frozen=True, slots=True)
class UndeletePage:
    """A deleted article, as administrators see it.

    Attributes:
        redirects: titles that led to it.
        revision_address: its last revision, from which all before are reached.
        pending: how many of its edits wait.
    """

    head: ArticleHead
    address: str
    deleted: Deleted
    redirects: tuple[str, ...]
    revision_address: str
    pending: int


def deleted_at(title: str, reader: Reader) -> Deleted | None:
    """Return what is told of the article last deleted under a title, or None (one query)."""
    rows = Deletion.objects.select_related("article", "by").filter(key=title_key(title))
    found = rows.order_by("-at", "-pk").first()
    return _told(found, reader) if found else None


def find_deleted(uid: str) -> Article | None:
    """Return the deleted article of this uid, or None (one query)."""
    rows = Article.objects.select_related("deletion__by", "published_edit")
    return rows.filter(uid=uid, is_deleted=True).first()


def undelete_page(article: Article, reader: Reader) -> UndeletePage:
    """Return the page of an article that `find_deleted` found."""
    edit = article.published_edit
    return UndeletePage(
        head=article_head(article),
        address=reverse("articles:undelete", args=[article.uid]),
        deleted=_told(article.deletion, reader),
        redirects=tuple(article.deletion.redirects),
        revision_address=edit.get_absolute_url() if edit and not edit.is_erased else "",
        pending=article.pending,
    )


def _told(deletion: Deletion, reader: Reader) -> Deleted:
    may_undelete = permissions.is_administrator(reader)
    return Deleted(
        at=deletion.at,
        by=deletion.by.shown_name,
        reason=deletion.reason,
        undelete_address=(
            reverse("articles:undelete", args=[deletion.article.uid]) if may_undelete else ""
        ),
    )
