"""The page of an article, and of a redirect to one. Reading costs one query and no parsing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article, Marker
from articles.models.articles import address
from articles.pages.body import ArticleBody, published_body
from articles.pages.finding import Found, find
from articles.pages.own_notices import waiting_notices
from articles.pages.parts import Link, Notice
from articles.pages.standing import ASK_FOR_A_SOURCE, Standing, standing_of

if TYPE_CHECKING:
    from articles.permissions import Reader

_SHOWN = (
    *("uid", "title", "short_description", "language", "pending"),
    *(f"rendering__{part}" for part in ("lead", "infobox", "body", "notes", "references")),
    *(f"rendering__{part}" for part in ("outline", "categories", "kind_label")),
    *(f"rendering__{part}" for part in ("citations", "markers")),
    *(f"published_edit__{part}" for part in ("uid", "published_at", "made_at", "summary")),
    *("published_edit__editor_name", "published_edit__editor__username"),
    *("published_edit__is_editor_hidden", "published_edit__editor__is_name_hidden"),
    "published_edit__editor__is_anonymised",
    *("published_edit__is_summary_hidden", "published_edit__reviewed_at"),
    *("published_edit__published_as", "published_edit__reviewed_by__username"),
    "published_edit__reviewed_by__is_name_hidden",
)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The page of an article.

    Attributes:
        shown: the article itself.
        redirected_from: the redirect by which the reader came, as the page of it alone; or None.
        notices: what waits for review, for contributors.
    """

    shown: ArticleBody
    address: str
    edit_address: str
    history_address: str
    standing: Standing
    redirected_from: Link | None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """A title that leads to an article of another title."""

    title: str
    target: Link


def find_to_read(path: str, reader: Reader) -> Found | None:
    """Return the article with all that its page shows, or None (one query).

    Raises TitleRefused: no article can have such a title.
    """
    return find(path, reader, _rows())


@cache
def _rows() -> QuerySet[Article]:
    """Return the query of an article with all its page shows. Making it anew costs half a read."""
    asking = Marker.objects.filter(article=OuterRef("pk"), kind=ASK_FOR_A_SOURCE)
    counted = asking.order_by().values("article").annotate(count=Count("pk")).values("count")
    rows = Article.objects.select_related(
        "rendering", "published_edit__editor", "published_edit__reviewed_by"
    ).only(*_SHOWN)
    return rows.annotate(needs_source=Coalesce(Subquery(counted, IntegerField()), 0))


def article_page(found: Found, reader: Reader) -> ArticlePage:
    """Return the page of an article that `find_to_read` found (no query; one more for who is
    signed in, where edits wait).
    """
    article, came_by = found.article, None
    if found.is_redirect:
        came_by = Link(found.title, f"{found.address('article')}?redirect=no")
    return ArticlePage(
        shown=published_body(article, article.rendering),
        address=address("article", article.title),
        edit_address=address("edit", article.title),
        history_address=address("history", article.title),
        standing=_standing(article),
        redirected_from=came_by,
        notices=waiting_notices(article, reader),
    )


def redirect_page(found: Found) -> RedirectPage:
    """Return the page of the redirect itself."""
    article = found.article
    return RedirectPage(found.title, Link(article.title, address("article", article.title)))


def _standing(article: Article) -> Standing:
    if article.published_edit is None:
        raise TypeError("what readers see has a published edit")
    rendering = article.rendering
    return standing_of(
        article.published_edit,
        citations=rendering.citations,
        markers=rendering.markers,
        needs_source=getattr(article, "needs_source"),  # noqa: B009  # an annotation
    )
