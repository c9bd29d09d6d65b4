"""The ways to what can be done with an article beside editing it, and the head of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Article, Edit
from articles.models.articles import address
from articles.pages.languages import direction
from articles.pages.parts import Link

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What stands above every page about one article."""

    title: str
    language: str
    direction: str
    address: str
    history_address: str
    edit_address: str


def article_head(article: Article) -> ArticleHead:
    """Return the head of a page about the article (no query)."""
    return ArticleHead(
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        address=address("article", article.title),
        history_address=address("history", article.title),
        edit_address=address("edit", article.title),
    )


def manage_links(article: Article, reader: Reader) -> tuple[Link, ...]:
    """Return the ways to what the reader's role can do with an article beside editing it (at most
    one query). The pages themselves say so where this article or a block forbids it.

    One at least: its redirects are for everybody to see. As parts/manage.html takes them.
    """
    reviews = permissions.is_reviewer(reader)
    links = [Link(_("Redirects"), address("redirects", article.title))]
    if reviews or permissions.is_trusted(reader):
        links.append(Link(_("Move"), address("move", article.title)))
    if reviews:
        links.append(Link(_("Plan a review"), address("plan_review", article.title)))
        links.append(Link(_("Protect"), address("protect", article.title)))
    if permissions.is_administrator(reader):
        links.append(Link(_("Delete"), address("delete", article.title)))
    return tuple(links)


def manage_links_of_edit(edit: Edit, reader: Reader) -> tuple[Link, ...]:
    """Return the ways to what the reader may do with a revision: none but for administrators."""
    if not permissions.is_administrator(reader):
        return ()
    return (Link(_("Hide or erase"), reverse("articles:hide", args=[edit.uid])),)
