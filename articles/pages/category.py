"""The page of a category: its members by title. A category is no row: it is its members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from articles import permissions
from articles.content import title_key
from articles.models import Article
from articles.models.articles import category_address
from articles.pages.listed import TitleList, title_list

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class CategoryPage:
    """A category and some of its members."""

    name: str
    address: str
    members: TitleList


def category_page(
    path: str, reader: Reader, after: str = "", before: str = ""
) -> CategoryPage | None:
    """Return the page of the category that an address names, or None if empty (two queries)."""
    key = title_key(path)
    articles = permissions.visible_articles(Article.objects.filter(categories__key=key), reader)
    name = next(iter(articles.values_list(F("categories__name"), flat=True)[:1]), None)
    if name is None:
        return None
    return CategoryPage(name, category_address(name), title_list(articles, after, before))
