"""What an edit form begins from: the revision that supplies the references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from articles import permissions
from articles.content import ArticleContent, SourceRecord
from articles.errors import Sentence, UnknownBase
from articles.models import Article, Edit
from articles.revisions import article_snapshots

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Base:
    """The revision that an edit changes.

    Attributes:
        edit: None for an article that nobody has written yet.
        content: its content.
        new_sources: records that lie in the revision itself, since it was never published.
    """

    edit: Edit | None = None
    content: ArticleContent = field(default_factory=ArticleContent)
    new_sources: Mapping[str, SourceRecord] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        """The edit's uid; empty where there is none."""
        return self.edit.uid if self.edit else ""


def published_base(article: Article) -> Base:
    """Return what readers see now (four queries)."""
    return Base(article.published_edit, article.content())


def base_of(article: Article, uid: str, editor: Reader) -> Base:
    """Return the revision that a form began from.

    Raises:
        UnknownBase: it is none of this article that the editor may see.
    """
    if article.published_edit and article.published_edit.uid == uid:
        return published_base(article)
    edit = article.edits.select_related("editor").filter(uid=uid[:16]).first()
    if edit is None or not permissions.may_see(edit, editor):
        raise UnknownBase(
            Sentence(
                "The revision that this edit began from is not one of this article. Nothing you "
                "typed is lost: it stands below, upon what readers see now."
            )
        )
    return revision_base(edit)


def revision_base(edit: Edit) -> Base:
    """Return an edit of an article as its revision keeps it (one query)."""
    snapshot = article_snapshots([edit])[edit.uid]
    return Base(edit, snapshot.content, snapshot.new_sources)
