"""The article itself, as the page of today and the page of an old revision both show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.content import ArticleContent
from articles.markup import Document
from articles.models import Article, Rendering
from articles.models.articles import category_address
from articles.pages.languages import direction
from articles.pages.parts import Link
from articles.pages.stored import stored_html

COLUMNS_FROM = 10
"""References from which their list stands in columns."""
NOTES, REFERENCES = "list--notes", "list--references"
"""Ids of the two lists; the ids of sections never hold two hyphens in a row."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents.

    Attributes:
        words: the heading's.
        anchor: id of the section in the page.
        level: 2 for a section, 3 for one inside it, and so on to 6.
        is_written: whether an editor wrote the heading, in the article's language.
    """

    words: str
    anchor: str
    level: int
    is_written: bool


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """All that editors wrote of an article, and its language.

    Attributes:
        language, direction: of the text, for `lang` and `dir`.
        kind_label: what the infobox is of ("Event"); empty without one.
        infobox, lead, body, notes, references: HTML; each empty where there is none.
        has_columns: whether the references are many enough for columns.
        contents: empty where the article has no section.
    """

    title: str
    short_description: str
    language: str
    direction: str
    kind_label: str
    infobox: SafeString
    lead: SafeString
    body: SafeString
    notes: SafeString
    references: SafeString
    has_columns: bool
    contents: tuple[ContentsEntry, ...]
    categories: tuple[Link, ...]


def published_body(article: Article, rendering: Rendering) -> ArticleBody:
    """Return the article as readers see it, from its stored rendering."""
    return ArticleBody(
        title=article.title,
        short_description=article.short_description,
        language=article.language,
        direction=direction(article.language),
        kind_label=rendering.kind_label,
        infobox=stored_html(rendering.infobox),
        lead=stored_html(rendering.lead),
        body=stored_html(rendering.body),
        notes=stored_html(rendering.notes),
        references=stored_html(rendering.references),
        has_columns=_are_many(rendering.references),
        contents=contents(rendering.outline, rendering.notes, rendering.references),
        categories=category_links(rendering.categories),
    )


def rendered_body(
    title: str, content: ArticleContent, document: Document, kind_label: str
) -> ArticleBody:
    """Return an article that was rendered just now: an old revision, or a preview."""
    outline = [asdict(heading) for heading in document.outline]
    return ArticleBody(
        title=title,
        short_description=content.short_description,
        language=content.language,
        direction=direction(content.language),
        kind_label=kind_label,
        infobox=stored_html(document.infobox),
        lead=stored_html(document.lead),
        body=stored_html(document.body),
        notes=stored_html(document.notes),
        references=stored_html(document.references),
        has_columns=_are_many(document.references),
        contents=contents(outline, document.notes, document.references),
        categories=category_links(content.categories),
    )


def contents(
    outline: Sequence[Mapping[str, Any]], notes: str = "", references: str = ""
) -> tuple[ContentsEntry, ...]:
    """Return the contents: the sections of the outline, then notes and references."""
    entries = [
        ContentsEntry(row["text"], row["id"], row["level"], True) for row in outline if row["id"]
    ]
    if not entries:
        return ()
    if notes:
        entries.append(ContentsEntry(_("Notes"), NOTES, 2, False))
    if references:
        entries.append(ContentsEntry(_("References"), REFERENCES, 2, False))
    return tuple(entries)


def category_links(names: Iterable[str]) -> tuple[Link, ...]:
    """Return the categories with the addresses of their pages."""
    return tuple(Link(name, category_address(name)) for name in names)


def _are_many(references: str) -> bool:
    return references.count('<li id="ref--') >= COLUMNS_FROM
