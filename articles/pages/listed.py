"""Lists of articles by title, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from articles.models import Article
from articles.pages.languages import direction
from articles.pages.paging import Order, window

ROWS = 100
BY_TITLE = Order(("title",))


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article in a list. `count` is what the list counts of it; 0 where it counts nothing."""

    title: str
    href: str
    short_description: str
    language: str
    direction: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class TitleList:
    """Part of a list of articles.

    Attributes:
        rows: by title.
        earlier, later: title at which the page before, the page after begins; empty if none.
    """

    rows: tuple[ListedArticle, ...]
    earlier: str
    later: str


def title_list(articles: QuerySet[Article], after: str = "", before: str = "") -> TitleList:
    """Return the articles whose titles follow one, or go before one (one query).

    An annotation `count` on the articles is taken over.
    """
    seen = window(
        articles.only("title", "short_description", "language"),
        BY_TITLE,
        ROWS,
        below=(after,) if after else (),
        above=(before,) if before and not after else (),
    )
    return TitleList(
        rows=tuple(map(_listed, seen.rows)),
        earlier=seen.rows[0].title if seen.rows and seen.has_earlier else "",
        later=seen.rows[-1].title if seen.rows and seen.has_later else "",
    )


def _listed(article: Article) -> ListedArticle:
    return ListedArticle(
        title=article.title,
        href=article.get_absolute_url(),
        short_description=article.short_description,
        language=article.language,
        direction=direction(article.language),
        count=getattr(article, "count", 0),
    )
