"""The last run of edits of one editor, taken back whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from articles import permissions
from articles.content import Proposal
from articles.editing import save_edit
from articles.errors import EditRefused, Sentence
from articles.models import Article, Deed, Edit, Status
from articles.returning.targets import require_shown, seen
from articles.revisions import article_snapshots

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@dataclass(frozen=True, slots=True)
class Run:
    """The edits that one editor published on an article without another's between them.

    Attributes:
        first, last: of them, as readers saw them.
        before: the edit of somebody else that readers saw before.
    """

    first: Edit
    last: Edit
    before: Edit

    def edits(self) -> QuerySet[Edit]:
        """Return the edits of the run, the newest first."""
        return _until(self.last).filter(published_at__gte=self.first.published_at)


def rollback(
    article: Article,
    last: Edit,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Take back the last run of edits of whoever made the edit that readers see: `last`.

    Raises as `save_edit`; EditRefused where `last` is not what readers see any more, where nobody
    else ever edited the article, or where the text before the run is hidden.
    """
    permissions.require_reviewer(editor)
    with transaction.atomic():
        # Locked here already: merged with an edit of a moment ago, it would not be what was seen.
        article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        permissions.require_reviewer(editor)
        if earlier := _sent_before(article, editor, submission):
            return earlier
        run = rolling_back(article, last, editor=editor)
        return save_edit(
            article,
            Proposal(article_snapshots([run.before])[run.before.uid].content),
            base=last,
            editor=editor,
            summary=summary,
            submission=submission,
            deed=Deed.ROLLBACK,
            target=run.first,
        )


def rolling_back(article: Article, last: Edit, *, editor: User) -> Run:
    """Return the run of edits that a rollback takes back (three queries). Raises as `rollback`."""
    last, _article, published = seen(article, last, editor)
    if published.pk != last.pk:
        raise EditRefused(
            Sentence(
                "%(editor)s published an edit since, so nothing was rolled back. Look at it first.",
                editor=published.shown_editor,
            )
        )
    run = run_of(last)
    require_shown(run.before)
    return run


def run_of(last: Edit) -> Run:
    """Return the run of edits that ends with this one (two queries).

    Who has no account, as in imports, is known by name.

    Raises:
        EditRefused: nobody else edited the article.
    """
    own = (
        Q(editor=last.editor_id) if last.editor_id else Q(editor=None, editor_name=last.editor_name)
    )
    before = _until(last).exclude(own).first()
    first = before and Edit.objects.filter(replaces=before).first()
    if before is None or first is None:
        raise EditRefused(
            Sentence("Nobody else edited this article, so there is nothing to roll back to.")
        )
    return Run(first, last, before)


def _until(last: Edit) -> QuerySet[Edit]:
    """Return what readers saw of the article up to this edit, the newest first."""
    edits = Edit.objects.filter(article=last.article_id, status=Status.PUBLISHED)
    until = edits.filter(published_at__lte=last.published_at)
    return until.select_related("editor").order_by("-published_at", "-id")


def _sent_before(article: Article, editor: User, submission: UUID | None) -> Edit | None:
    """Return the rollback that the same form made when it was sent before."""
    if submission is None:
        return None
    made = Edit.objects.filter(submission=submission, article=article, editor=editor)
    return made.filter(deed=Deed.ROLLBACK).first()
