"""An older revision put in place again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from articles.content import Proposal
from articles.editing import save_edit
from articles.models import Article, Deed, Edit
from articles.returning.targets import require_shown, seen
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

    Keys and sources come back; their records are today's. Raises as `save_edit`; EditRefused
    where the text of that revision is hidden, or readers never saw it.
    """
    to, article, published = seen(article, to, editor)
    require_shown(to)
    return save_edit(
        article,
        Proposal(article_snapshots([to])[to.uid].content),
        base=published,
        editor=editor,
        summary=summary,
        submission=submission,
        deed=Deed.REVERT,
        target=to,
    )
