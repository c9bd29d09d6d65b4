"""The list of the titles that lead to an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from articles import permissions
from articles.content import title_key
from articles.models import Article, Title
from articles.models.articles import address
from articles.pages.managing import ArticleHead, article_head
from articles.pages.paging import Order, window

if TYPE_CHECKING:
    from articles.permissions import Reader

ROWS = 100
BY_TITLE = Order(("key",))


@dataclass(frozen=True, slots=True)
class RedirectRow:
    """One title that leads to the article.

    Attributes:
        address: of the redirect itself, which leads nowhere further.
        change_address: the form that changes it; empty for who may not.
    """

    title: str
    address: str
    change_address: str


@dataclass(frozen=True, slots=True)
class RedirectsPage:
    """The titles that lead to an article, by title.

    Attributes:
        earlier, later: keys at which the page before, the page after begins; empty if none.
    """

    head: ArticleHead
    address: str
    rows: tuple[RedirectRow, ...]
    earlier: str
    later: str


def redirects_page(
    article: Article, reader: Reader, after: str = "", before: str = ""
) -> RedirectsPage:
    """Return one page of the redirects to an article."""
    here = address("redirects", article.title)
    may_change = permissions.may_move(article, reader)
    seen = window(
        Title.objects.filter(article=article, is_redirect=True),
        BY_TITLE,
        ROWS,
        below=(title_key(after),) if after else (),
        above=(title_key(before),) if before and not after else (),
    )

    def row(one: Title) -> RedirectRow:
        return RedirectRow(
            title=one.shown,
            address=f"{address('article', one.shown)}?redirect=no",
            change_address=f"{here}?{urlencode({'change': one.shown})}" if may_change else "",
        )

    return RedirectsPage(
        head=article_head(article),
        address=here,
        rows=tuple(map(row, seen.rows)),
        earlier=seen.rows[0].key if seen.rows and seen.has_earlier else "",
        later=seen.rows[-1].key if seen.rows and seen.has_later else "",
    )


def find_redirect(title: str, article: Article) -> Title | None:
    """Return the redirect of this title to the article, or None (one query)."""
    rows = Title.objects.select_related("article").filter(article=article, is_redirect=True)
    return rows.filter(key=title_key(title)).first()
