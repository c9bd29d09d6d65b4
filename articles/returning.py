"""Returning: an edit undone, a run of edits rolled back, an older revision put in place again.

Each is an ordinary edit with its kind and its target, under the same review as any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from articles import permissions
from articles.comparing import Merge, merge_contents
from articles.content import Proposal
from articles.editing import save_edit
from articles.errors import EditConflict, EditRefused, NothingChanged, Sentence, UnknownBase
from articles.models import Article, Deed, Edit, Status
from articles.revisions import article_snapshots

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def revert(
    article: Article,
    to: Edit,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Return the article to an older revision: an ordinary edit with that revision's content.

    Keys and sources come back; their records are today's. Raises as `save_edit`.
    """
    published = _require_seen(article, to, editor)
    snapshot = article_snapshots([to])[to.uid]
    return save_edit(
        article,
        Proposal(snapshot.content, snapshot.new_sources),
        base=published,
        editor=editor,
        summary=summary,
        submission=submission,
        deed=Deed.REVERT,
        target=to,
    )


def undo(
    article: Article,
    undone: Edit,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Take back what one published edit changed, and nothing that came after it.

    Raises as `save_edit`; EditConflict where later edits touch the same places: it carries the
    merge.
    """
    published = _require_seen(article, undone, editor)
    merge = undoing(article, undone)
    if merge.clashes:
        raise EditConflict(
            Sentence(
                "Later edits changed the same words. Nothing was written: choose for each place."
            ),
            published,
            merge,
        )
    return save_edit(
        article,
        Proposal(merge.content),
        base=published,
        editor=editor,
        summary=summary,
        submission=submission,
        deed=Deed.UNDO,
        target=undone,
    )


def undoing(article: Article, undone: Edit) -> Merge:
    """Return what readers see now merged with the reverse of a published edit (five queries).

    Raises:
        NothingChanged: the edit is the article's first.
    """
    if undone.replaces is None:
        raise NothingChanged(
            Sentence("This is the first revision; before it there was nothing to return to.")
        )
    found = article_snapshots([undone, undone.replaces])
    return merge_contents(
        found[undone.uid].content, found[undone.replaces.uid].content, article.content()
    )


def rollback(
    article: Article,
    last: Edit,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Take back the last run of edits of whoever made the edit that readers see: `last`.

    Raises as `save_edit`; EditRefused where `last` is not what readers see any more, or where
    nobody else ever edited the article.
    """
    permissions.require_reviewer(editor)
    published = _require_seen(article, last, editor)
    if published.pk != last.pk:
        raise EditRefused(
            Sentence(
                "%(editor)s published an edit since, so nothing was rolled back. Look at it first.",
                editor=published.shown_editor,
            )
        )
    first, before = run_of(published)
    content = article_snapshots([before])[before.uid].content
    return save_edit(
        article,
        Proposal(content),
        base=published,
        editor=editor,
        summary=summary,
        submission=submission,
        deed=Deed.ROLLBACK,
        target=first,
    )


def run_of(last: Edit) -> tuple[Edit, Edit]:
    """Return the first edit of the run that ends with this one, and the edit of somebody else
    that readers saw before (two queries).

    Raises:
        EditRefused: nobody else edited the article.
    """
    edits = Edit.objects.filter(article=last.article_id, status=Status.PUBLISHED)
    in_order = edits.order_by("-published_at", "-id")
    own = (
        Q(editor=last.editor_id) if last.editor_id else Q(editor=None, editor_name=last.editor_name)
    )
    before = in_order.exclude(own).first()
    first = before and Edit.objects.filter(replaces=before).first()
    if before is None or first is None:
        raise EditRefused(
            Sentence("Nobody else edited this article, so there is nothing to roll back to.")
        )
    return first, before


def _require_seen(article: Article, edit: Edit, editor: User) -> Edit:
    """Return the edit that readers see now. Raises UnknownBase, NothingChanged."""
    if edit.article_id != article.pk or not permissions.may_see(edit, editor):
        raise UnknownBase(Sentence("There is no such revision of this article."))
    if article.published_edit is None:
        raise NothingChanged(Sentence("This article has no published revision to replace."))
    return article.published_edit
