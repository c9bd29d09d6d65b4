"""What is asked before an edit is undone, or a run of edits rolled back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Edit
from articles.models.articles import address
from articles.pages.languages import direction
from articles.pages.moments import Made, day_of, made, time_of
from articles.returning import Run

MOST_LISTED = 50
"""Edits of a run that are listed; of the others it is said how many they are."""


@dataclass(frozen=True, slots=True)
class ReturningPage:
    """What is asked before something is taken back.

    Attributes:
        kicker: what is done; button: the verb.
        lede: what readers will see.
        edits: those that are taken back, the newest first; more: "and 12 more", or empty.
        default_summary: what the edit summary says unless the editor changes it.
    """

    kicker: str
    button: str
    title: str
    language: str
    direction: str
    address: str
    lede: str
    edits: tuple[Made, ...]
    more: str
    default_summary: str


def undo_page(article: Article, undone: Edit) -> ReturningPage:
    """Return what is asked before an edit is undone (no query)."""
    about = {"day": day_of(time_of(undone)), "editor": undone.shown_editor}
    return _page(
        article,
        [undone],
        kicker=_("Undo an edit"),
        button=_("Undo this edit"),
        lede=_(
            "What this edit changed is taken back; what came after it stays. It stays in the "
            "history, too."
        ),
        default_summary=_("Undo the edit of %(day)s by %(editor)s") % about,
    )


def rollback_page(article: Article, run: Run | None) -> ReturningPage:
    """Return what is asked before a run is rolled back; without one, where it cannot be (at most
    two queries).
    """
    name = _("Roll back")
    if run is None:
        return _page(article, [], kicker=name, button=name)
    edits = list(run.edits()[: MOST_LISTED + 1])
    left = run.edits().count() - MOST_LISTED if len(edits) > MOST_LISTED else 0
    about = {
        "editor": run.last.shown_editor,
        "day": day_of(time_of(run.before)),
        "before": run.before.shown_editor,
    }
    return _page(
        article,
        edits[:MOST_LISTED],
        left,
        lede=_(
            "The edits below are taken back. Readers see the revision of %(day)s by %(before)s "
            "again; all of it stays in the history."
        )
        % about,
        default_summary=_(
            "Roll back the edits of %(editor)s to the revision of %(day)s by %(before)s"
        )
        % about,
        kicker=name,
        button=name,
    )


def _page(
    article: Article,
    edits: Sequence[Edit],
    left: int = 0,
    *,
    kicker: str,
    button: str,
    lede: str = "",
    default_summary: str = "",
) -> ReturningPage:
    more = ngettext("and %(count)d more", "and %(count)d more", left) % {"count": left}
    return ReturningPage(
        kicker=kicker,
        button=button,
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        address=address("article", article.title),
        lede=lede,
        edits=tuple(map(made, edits)),
        more=more if left else "",
        default_summary=default_summary,
    )
