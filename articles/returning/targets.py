"""Which edits can be taken back or returned to: those that readers saw, and nobody hid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles import permissions
from articles.errors import EditRefused, NothingChanged, Sentence, UnknownBase
from articles.models import Article, Edit

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def seen(article: Article, edit: Edit, editor: User) -> tuple[Edit, Article, Edit]:
    """Return the edit, its article, and the edit that readers see, all as they are now (one
    query).

    Raises:
        UnknownBase: the editor sees no such edit of the article.
        NothingChanged: readers see nothing of the article.
        EditRefused: readers never saw the edit.
    """
    edits = Edit.objects.select_related("editor", "replaces", "article__published_edit__editor")
    now = edits.filter(pk=edit.pk, article=article).first()
    if now is None or now.article is None or not permissions.may_see(now, editor):
        raise UnknownBase(Sentence("There is no such revision of this article."))
    if now.article.published_edit is None:
        raise NothingChanged(Sentence("This article has no published revision to replace."))
    if now.published_at is None:
        raise EditRefused(
            Sentence("Readers never saw this edit, so there is nothing to take back.")
        )
    return now, now.article, now.article.published_edit


def require_shown(edit: Edit) -> None:
    """Refuse to publish again what is hidden, whoever asks. Raises EditRefused."""
    if edit.is_text_hidden or edit.is_erased:
        raise EditRefused(
            Sentence(
                "The text of the revision to return to is hidden, so it is not published again. "
                "Choose another revision."
            )
        )
