"""From the title in an address to the article it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

from articles import permissions
from articles.content import title_from_path, title_key, title_path
from articles.models import Article
from articles.models.articles import address

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and the title by which it was asked for.

    Attributes:
        article: as the caller's query selects it.
        title: the shown form of the title asked for.
        is_redirect: whether that title is not the article's own.
        is_canonical: whether the address spells the title as it is shown.
    """

    article: Article
    title: str
    is_redirect: bool
    is_canonical: bool

    def address(self, view: str) -> str:
        """Return the address of one of the article's pages under the title asked for."""
        return address(view, self.title)


def find(path: str, reader: Reader, articles: QuerySet[Article] | None = None) -> Found | None:
    """Return the article to which the title in an address leads, or None (one query).

    Args:
        path: title as it stands in the address, percent signs decoded.
        articles: the query to find it in, which says what is selected with it.

    Raises:
        TitleRefused: no article can have such a title.
    """
    title_from_path(path)
    rows = Article.objects.all() if articles is None else articles
    found = (
        permissions.visible_articles(rows, reader)
        .filter(titles__key=title_key(path))
        .annotate(asked_title=F("titles__shown"), asked_redirect=F("titles__is_redirect"))
    )
    # Not first(): it orders, and so would have the database copy a whole page to sort one row.
    article = next(iter(found), None)
    if article is None:
        return None
    return Found(
        article=article,
        title=article.asked_title,
        is_redirect=article.asked_redirect,
        is_canonical=title_path(article.asked_title) == path,
    )
