"""One edit undone, by the merge of its reverse; what came after it stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from articles.comparing import Merge, merge_contents
from articles.content import ArticleContent, Proposal
from articles.editing import save_edit
from articles.errors import EditConflict, EditRefused, NothingChanged, Sentence
from articles.models import Article, Deed, Edit
from articles.returning.targets import require_shown, seen
from articles.revisions import article_snapshots

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@dataclass(frozen=True, slots=True)
class Reverse:
    """What undoing an edit means.

    Attributes:
        article, published: the article, and the edit that readers see, as they are now.
        after, before: the content that the edit made, and the one that it changed.
    """

    article: Article
    published: Edit
    after: ArticleContent
    before: ArticleContent

    def merged(self) -> Merge:
        """Return what readers see merged with the reverse of the edit, which is mine in it."""
        return merge_contents(self.after, self.before, self.article.content())


def undo(
    article: Article,
    undone: Edit,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Take back what one published edit changed, and nothing that came after it.

    Raises as `save_edit` and `reverse_of`; EditConflict where later edits touch the same places:
    it carries the merge.
    """
    reverse = reverse_of(article, undone, editor=editor)
    merge = reverse.merged()
    if merge.clashes:
        raise EditConflict(
            Sentence(
                "Later edits changed the same words. Nothing was written: choose for each place."
            ),
            reverse.published,
            merge,
        )
    return settle_undo(
        article,
        undone,
        Proposal(merge.content),
        base=reverse.published,
        editor=editor,
        summary=summary,
        submission=submission,
    )


def settle_undo(
    article: Article,
    undone: Edit,
    proposal: Proposal,
    *,
    base: Edit,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Take back what one published edit changed, in the editor's own words where later edits
    touch the same places.

    Args:
        base: the edit that readers saw when the editor settled the clashes.

    Raises as `undo`.
    """
    _require_undoable(article, undone, editor)
    return save_edit(
        article,
        proposal,
        base=base,
        editor=editor,
        summary=summary,
        submission=submission,
        deed=Deed.UNDO,
        target=undone,
    )


def reverse_of(article: Article, undone: Edit, *, editor: User) -> Reverse:
    """Return what undoing a published edit means (two queries).

    Raises:
        UnknownBase: the editor sees no such edit of this article.
        NothingChanged: the edit is the article's first.
        EditRefused: readers never saw it, or the text before it is hidden.
    """
    article, published, before = _require_undoable(article, undone, editor)
    found = article_snapshots([undone, before])
    return Reverse(article, published, found[undone.uid].content, found[before.uid].content)


def _require_undoable(article: Article, undone: Edit, editor: User) -> tuple[Article, Edit, Edit]:
    """Return the article, the edit that readers see, and the one before the edit to undo.

    Raises as `reverse_of`.
    """
    undone, article, published = seen(article, undone, editor)
    if undone.replaces is None:
        raise NothingChanged(
            Sentence("This is the first revision; before it there was nothing to return to.")
        )
    require_shown(undone.replaces)
    if undone.is_erased:
        raise EditRefused(Sentence("The text of this edit is erased, so it cannot be undone."))
    return article, published, undone.replaces
