"""Titles: an article's own, and every other name that leads to it.

A redirect leads to an article, never to a title: so no chain and no loop of them can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import permissions, publishing, tasks
from articles.content import JSON, normal_title, title_key
from articles.errors import NothingChanged, Sentence, TitleRefused
from articles.models import Article, Title
from articles.reasons import checked_reason
from articles.revisions import append_act

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def move(
    article: Article, to: str, *, editor: User, reason: str = "", leave_redirect: bool = True
) -> Article:
    """Give the article another title, and return it. Its history stays, and the old title leads
    to it, unless a reviewer leaves no redirect. Edits that wait are accepted under the new title.

    Raises (all are EditRefused):
        NotAllowed: the person may not move the article, or leave no redirect.
        TitleRefused: no article can have the title, it leads to another article, or readers do
            not see this one yet.
        NothingChanged: it is the article's title.
        EditRefused: the reason is too long.
    """
    _require_move(article, editor, leave_redirect=leave_redirect)
    shown = normal_title(to)
    reason = _optional(reason)
    with transaction.atomic():
        article = _locked(article.pk)
        _require_move(article, editor, leave_redirect=leave_redirect)
        _require_published(article)
        before = article.title
        if shown == before:
            raise NothingChanged(Sentence("This is the title of the article already."), "to")
        is_same_name = title_key(shown) == title_key(before)
        leave_redirect = leave_redirect and not is_same_name
        _retitle(article, shown)
        if leave_redirect:
            _take(before, article)
        publishing.refresh(article.pk)
        details: dict[str, JSON] = {"from": before, "to": shown, "redirect": leave_redirect}
        append_act(article, "move", actor=editor, at=timezone.now(), note=reason, details=details)
        if not is_same_name:
            tasks.refresh_links_to(title_key(shown))
            if not leave_redirect:
                tasks.refresh_links_to(title_key(before))
    return article


def add_redirect(title: str, to: Article, *, editor: User) -> Title:
    """Make a title lead to an article, and return it. The act stands in the article's log.

    Raises (both are EditRefused):
        NotAllowed: the person may not make titles lead to the article.
        TitleRefused: no article can have the title, it leads somewhere already, or the article
            is not published.
    """
    permissions.require_redirect(to, editor)
    shown = normal_title(title)
    with transaction.atomic():
        article = _locked(to.pk)
        permissions.require_redirect(article, editor)
        _require_published(article)
        redirect = _take(shown, article)
        _say(article, "redirect", shown, editor)
        tasks.refresh_links_to(redirect.key)
    return redirect


def remove_redirect(redirect: Title, *, editor: User, reason: str = "") -> None:
    """Have a title lead nowhere any more. The act stands in the article's log.

    Raises (both are EditRefused):
        NotAllowed: the person may not change the titles of the article.
        TitleRefused: the title is no redirect, or leads elsewhere by now.
    """
    permissions.require_move(redirect.article, editor)
    reason = _optional(reason)
    with transaction.atomic():
        article = _locked(redirect.article_id)
        permissions.require_move(article, editor)
        _give_up(redirect, article)
        _say(article, "unredirect", redirect.shown, editor, reason)
        tasks.refresh_links_to(redirect.key)


def lead_elsewhere(redirect: Title, to: Article, *, editor: User, reason: str = "") -> Title:
    """Make a title that leads to one article lead to another, and return it. The act stands in
    the logs of both.

    Raises as `remove_redirect` and `add_redirect`; NothingChanged where it leads there already.
    """
    if redirect.article_id == to.pk:
        raise NothingChanged(
            Sentence("“%(title)s” leads to this article already.", title=redirect.shown), "to"
        )
    _require_both(redirect.article, to, editor)
    reason = _optional(reason)
    with transaction.atomic():
        # In one order everywhere, so that two who swap redirects wait for each other's end.
        both = {pk: _locked(pk) for pk in sorted((redirect.article_id, to.pk))}
        old, new = both[redirect.article_id], both[to.pk]
        _require_both(old, new, editor)
        _require_published(new)
        _give_up(redirect, old)
        taken = _take(redirect.shown, new)
        _say(old, "unredirect", redirect.shown, editor, reason)
        _say(new, "redirect", redirect.shown, editor, reason)
    return taken


def _require_move(article: Article, editor: User, *, leave_redirect: bool) -> None:
    permissions.require_move(article, editor)
    if not leave_redirect:
        permissions.require_reviewer(editor)


def _require_both(old: Article, new: Article, editor: User) -> None:
    permissions.require_move(old, editor)
    permissions.require_redirect(new, editor)


def _locked(pk: int) -> Article:
    return Article.objects.select_for_update(no_key=True).get(pk=pk)


def _require_published(article: Article) -> None:
    if article.published_edit_id is None:
        raise TitleRefused(
            Sentence(
                "Readers do not see “%(title)s” yet. A title can lead to it once it is published.",
                title=article.title,
            )
        )


def _optional(reason: str) -> str:
    return checked_reason(reason) if reason.strip() else ""


def _retitle(article: Article, shown: str) -> None:
    """Make this the article's own title; a redirect of its own by that name is taken over."""
    key = title_key(shown)
    Title.objects.filter(article=article, key=key, is_redirect=True).delete()
    try:
        with transaction.atomic():
            Title.objects.filter(article=article, is_redirect=False).update(key=key, shown=shown)
    except IntegrityError:
        raise _taken(shown) from None
    article.title = shown
    article.save(update_fields=["title"])


def _take(shown: str, article: Article) -> Title:
    """Make a redirect. The database decides who is first where two want one title at once."""
    try:
        with transaction.atomic():
            return Title.objects.create(
                key=title_key(shown), shown=shown, article=article, is_redirect=True
            )
    except IntegrityError:
        raise _taken(shown) from None


def _taken(shown: str) -> TitleRefused:
    return TitleRefused(
        Sentence("“%(title)s” leads to an article already. Choose another.", title=shown)
    )


def _give_up(redirect: Title, article: Article) -> None:
    """Take the row away. Raises TitleRefused: it is no redirect of the article any more."""
    found = Title.objects.filter(
        pk=redirect.pk, key=redirect.key, article=article, is_redirect=True
    )
    if not found.delete()[0]:
        raise TitleRefused(
            Sentence("“%(title)s” does not lead to this article by now.", title=redirect.shown)
        )


def _say(article: Article, act: str, shown: str, editor: User, reason: str = "") -> None:
    append_act(article, act, actor=editor, at=timezone.now(), note=reason, details={"title": shown})
