"""Notices for an editor: which of their own edits of an article wait, and what they can do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import permissions
from articles.content import title_key
from articles.models import Article, Edit, Status, Title
from articles.models.articles import address
from articles.pages.own import ways_on
from articles.pages.parts import Link, Notice

if TYPE_CHECKING:
    from articles.permissions import Reader

MOST = 5
"""Notices on one page; My edits has the rest."""


def own_notices(article: Article | None, title: str, editor: Reader) -> tuple[Notice, ...]:
    """Return a notice for each own edit of an article that is not decided on (one query): where
    there is no article, for each own beginning of one of this title.
    """
    if not editor.is_authenticated:
        return ()
    own = Edit.objects.filter(editor=editor, status__in=permissions.UNDECIDED)
    if article is None:
        own = own.filter(title=title, article__published_edit=None, article__is_deleted=False)
    else:
        own = own.filter(article=article)
    return tuple(map(_notice, own.order_by("-made_at", "-id")[:MOST]))


def taken_notices(continued: Edit) -> tuple[Notice, ...]:
    """Return that somebody else's article took the title of an own new one meanwhile (one query
    where the article is not published).
    """
    article = continued.article
    if article is None or article.published_edit_id is not None:
        return ()
    taken = Title.objects.filter(key=title_key(article.title)).first()
    if taken is None:
        return ()
    words = _(
        "An article “%(title)s” was published meanwhile, so this one cannot be. Take your text "
        "over to it."
    )
    links = (
        Link(_("Read it"), address("article", taken.shown)),
        Link(_("Edit it"), address("edit", taken.shown), "edit"),
    )
    return (Notice("wait", "needs", words % {"title": taken.shown}, links),)


def waiting_notices(article: Article, editor: Reader) -> tuple[Notice, ...]:
    """Return what contributors are told of edits that wait: how many, and which are their own.

    Readers are told nothing, and where nothing waits nothing is asked (else one query).
    """
    if not (article.pending and editor.is_authenticated):
        return ()
    own = Edit.objects.filter(editor=editor, article=article, status=Status.PENDING)
    notices = tuple(map(_notice, own.order_by("-made_at", "-id")[:MOST]))
    if len(notices) == article.pending == 1:
        return notices
    words = ngettext(
        "%(count)d edit waits for review.", "%(count)d edits wait for review.", article.pending
    ) % {"count": article.pending}
    queue = (
        (Link(_("Review"), reverse("articles:review")),) if permissions.is_reviewer(editor) else ()
    )
    return (Notice("plain", "history", words, queue), *notices)


def _notice(edit: Edit) -> Notice:
    kind, icon, words = {
        Status.PENDING: ("wait", "history", _("Your edit of %(time)s waits for review.")),
        Status.CHANGES_ASKED: ("ask", "talk", _("Changes are asked for in your edit of %(time)s.")),
        Status.DRAFT: ("plain", "note", _("You keep a draft of %(time)s.")),
    }[Status(edit.status)]
    return Notice(kind, icon, words % {"time": _clock(edit.made_at)}, ways_on(edit))


def _clock(at: datetime) -> str:
    """Return "14:02" for today, else "21 November 2026, 14:02"."""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if is_today else "j F Y, H:i")
