"""Notices for an editor: which of their own edits of an article wait, and what they can do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Article, Edit, Status
from articles.pages.own import ways_on
from articles.pages.parts import Notice

if TYPE_CHECKING:
    from articles.permissions import Reader

MOST = 5
"""Notices on one page; My edits has the rest."""


def own_notices(
    article: Article, editor: Reader, *, besides: Edit | None = None
) -> tuple[Notice, ...]:
    """Return a notice for each own edit of the article that is not decided on (one query)."""
    if not editor.is_authenticated:
        return ()
    own = Edit.objects.filter(editor=editor, article=article, status__in=permissions.UNDECIDED)
    if besides:
        own = own.exclude(pk=besides.pk)
    return tuple(map(_notice, own.order_by("-made_at", "-id")[:MOST]))


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
