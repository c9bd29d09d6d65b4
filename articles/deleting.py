"""Deleting: an article hidden whole, and brought back. Nothing of its history is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles import permissions, publishing, tasks
from articles.content import new_uid, title_key
from articles.errors import EditRefused, NothingChanged, Sentence, TitleRefused
from articles.models import Article, Deletion, Title
from articles.reasons import checked_reason
from articles.revisions import append_act

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def delete(article: Article, *, by: User, reason: str) -> Deletion:
    """Hide an article whole, and say so where it stood. Its edits wait no more until it is back.

    Raises (all are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: there is no reason, or readers never saw the article.
        NothingChanged: it is deleted already.
    """
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    with transaction.atomic():
        article = _locked(article)
        permissions.require_administrator(by)
        _require_seen(article)
        now = timezone.now()
        redirects = list(_redirects(article).values_list("shown", flat=True))
        deletion = Deletion.objects.create(
            article=article,
            key=title_key(article.title),
            redirects=redirects,
            reason=reason,
            at=now,
            by=by,
        )
        publishing.take_away(article)
        _mark(article, is_deleted=True)
        details = {"title": article.title, "redirects": redirects}
        append_act(article, "delete", actor=by, at=now, note=reason, details=details)
        _refresh_links(article.title, *redirects)
    return deletion


def undelete(article: Article, *, by: User, reason: str) -> list[str]:
    """Bring a deleted article back as it was, and return those of its redirects that do not come
    back, since they lead elsewhere by now.

    Raises (all are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: there is no reason, or its text is hidden or erased.
        NothingChanged: the article is not deleted.
        TitleRefused: its title leads to another article by now.
    """
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    with transaction.atomic():
        article = _locked(article)
        permissions.require_administrator(by)
        deletion = Deletion.objects.filter(article=article).first()
        if deletion is None:
            raise NothingChanged(Sentence("This article is not deleted."))
        _require_readable(article)
        if not _take(article.title, article, is_redirect=False):
            raise TitleRefused(
                Sentence(
                    "“%(title)s” leads to another article by now. Move that one first, then bring "
                    "this one back.",
                    title=article.title,
                )
            )
        back = [shown for shown in deletion.redirects if _take(shown, article, is_redirect=True)]
        lost = [shown for shown in deletion.redirects if shown not in back]
        deletion.delete()
        _mark(article, is_deleted=False)
        publishing.refresh(article.pk)
        details = {"title": article.title, "redirects": back}
        append_act(article, "undelete", actor=by, at=timezone.now(), note=reason, details=details)
        _refresh_links(article.title, *back)
    return lost


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


def _redirects(article: Article) -> QuerySet[Title]:
    return Title.objects.filter(article=article, is_redirect=True).order_by("key")


def _require_seen(article: Article) -> None:
    if article.is_deleted:
        raise NothingChanged(Sentence("This article is deleted already."))
    if article.published_edit_id is None:
        raise EditRefused(
            Sentence("Readers never saw this article. Reject its edit, and they never will.")
        )


def _require_readable(article: Article) -> None:
    edit = article.published_edit
    if edit and edit.is_erased:
        raise EditRefused(
            Sentence("The text of this article was erased. Write another under its title.")
        )
    if edit and edit.is_text_hidden:
        raise EditRefused(
            Sentence("The text that readers would see is hidden. Show it first, then come back.")
        )


def _mark(article: Article, *, is_deleted: bool) -> None:
    article.is_deleted, article.stamp = is_deleted, new_uid()
    article.save(update_fields=["is_deleted", "stamp"])


def _take(shown: str, article: Article, *, is_redirect: bool) -> bool:
    """Make the title lead to the article, and say whether it was free."""
    try:
        with transaction.atomic():
            Title.objects.create(
                key=title_key(shown), shown=shown, article=article, is_redirect=is_redirect
            )
    except IntegrityError:
        return False
    return True


def _refresh_links(*titles: str) -> None:
    for shown in titles:
        tasks.refresh_links_to(title_key(shown))
