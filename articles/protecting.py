"""Protecting: what an article asks of its editors, where that is not the site's own level."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles import permissions
from articles.errors import NothingChanged, Sentence
from articles.models import Article, Level, Protection
from articles.reasons import checked_end, checked_reason
from articles.revisions import append_act

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def protect(
    article: Article,
    level: Level | None,
    *,
    by: User,
    reason: str = "",
    until: datetime | None = None,
) -> Protection:
    """Give the article a level of its own, or with None the site's again, and return what
    protects it now. Edits that wait go on waiting: how many reviewers accept each is asked anew
    when one does.

    Raises (all are EditRefused):
        NotAllowed: the person does not review, or may not edit the article.
        EditRefused: there is no reason for a level, it is too long, or the end is over.
        NothingChanged: it is protected like that already.
    """
    _require(article, by)
    wanted = Protection(article=article, level=level or "")
    if level or reason.strip():
        wanted.reason = checked_reason(reason)
    if level:
        wanted.until = checked_end(until)
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        _require(article, by)
        _require_change(article, wanted)
        _write(article, wanted)
        append_act(
            article,
            "protect",
            actor=by,
            at=timezone.now(),
            note=wanted.reason,
            details={
                "level": wanted.level,
                "until": wanted.until.isoformat() if wanted.until else None,
            },
        )
        return permissions.protection_of(article)


def _require(article: Article, person: User) -> None:
    permissions.require_reviewer(person)
    permissions.require_edit(article, person)


def _require_change(article: Article, wanted: Protection) -> None:
    now = Protection.objects.filter(article=article).first() or Protection()
    if (now.level, now.reason, now.until) == (wanted.level, wanted.reason, wanted.until):
        raise NothingChanged(Sentence("This is how the article is protected already."))
    if not (now.level or wanted.level):
        raise NothingChanged(Sentence("This article has no level of its own to take away."))


def _write(article: Article, wanted: Protection) -> None:
    if not wanted.level:
        Protection.objects.filter(article=article).delete()
        return
    Protection.objects.update_or_create(
        article=article,
        defaults={"level": wanted.level, "reason": wanted.reason, "until": wanted.until},
    )
