"""The home page: what this place is, in figures and by example. A bounded number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles import permissions
from articles.models import Article, Citation, Edit, Marker, Source, Title
from articles.models.articles import address
from articles.pages.effects import effect_in_words
from articles.pages.languages import direction
from articles.pages.listed import ListedArticle
from articles.pages.moments import Made, made
from articles.pages.queue import MOST_COUNTED, waiting_count
from articles.pages.standing import ASK_FOR_A_SOURCE
from articles.pages.stored import stored_html

if TYPE_CHECKING:
    from articles.permissions import Reader

NEWEST = 6
CHOSEN_FROM = 20
"""The first articles of the encyclopedia, the best sourced of which is shown."""
LOOKED_AT = 20
"""Markers among which one with words is looked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How much there is of one thing today: "1,204" "citations"."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article shown with its lead and facts. Attributes as in ArticlePage."""

    title: str
    href: str
    short_description: str
    language: str
    direction: str
    kind: str
    lead: SafeString
    infobox: SafeString


@dataclass(frozen=True, slots=True)
class NewestEdit:
    """An edit and the article it is of."""

    title: str
    href: str
    made: Made
    effect: str


@dataclass(frozen=True, slots=True)
class OpenMarker:
    """A statement that needs a source.

    Attributes:
        words: those that need it; empty where the marker stands on a point.
        since: "2026-11", or empty.
        href: the place in the article.
    """

    words: str
    reason: str
    since: str
    title: str
    href: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page; `chosen` and `marker` are None where there is none."""

    figures: tuple[Figure, ...]
    chosen: Chosen | None
    newest_articles: tuple[ListedArticle, ...]
    newest_edits: tuple[NewestEdit, ...]
    marker: OpenMarker | None


def home_page(reader: Reader) -> HomePage:
    """Return the home page (eight queries, of a reviewer nine)."""
    return HomePage(
        figures=(*_figures(), *_figures_of_reviewers(reader)),
        chosen=_chosen(reader),
        newest_articles=_newest_articles(reader),
        newest_edits=_newest_edits(reader),
        marker=_open_marker(reader),
    )


def _figures() -> tuple[Figure, ...]:
    articles = Title.objects.filter(is_redirect=False).count()
    citations = Citation.objects.count()
    sources = Source.objects.filter(merged_into=None).count()
    open_markers = Marker.objects.filter(kind=ASK_FOR_A_SOURCE).count()
    return (
        _figure(articles, ngettext("article", "articles", articles)),
        _figure(citations, ngettext("citation", "citations", citations)),
        _figure(sources, ngettext("source", "sources", sources)),
        _figure(
            open_markers,
            ngettext("statement needs a source", "statements need a source", open_markers),
        ),
    )


def _figures_of_reviewers(reader: Reader) -> tuple[Figure, ...]:
    if not permissions.is_reviewer(reader):
        return ()
    waiting = waiting_count(reader)
    figure = _figure(waiting, ngettext("waits for review", "wait for review", waiting))
    return (figure,) if waiting < MOST_COUNTED else (Figure(f"{figure.number}+", figure.words),)


def _figure(count: int, words: str) -> Figure:
    return Figure(number_format(count, force_grouping=True), words)


def _chosen(reader: Reader) -> Chosen | None:
    first = permissions.visible_articles(Article.objects.order_by("pk"), reader)
    article = (
        Article.objects.filter(pk__in=first.values("pk")[:CHOSEN_FROM])
        .select_related("rendering")
        .only(
            *("title", "short_description", "language"),
            *("rendering__lead", "rendering__infobox", "rendering__kind_label"),
        )
        .order_by("-published_edit__citations", "pk")
        .first()
    )
    if article is None:
        return None
    return Chosen(
        title=article.title,
        href=article.get_absolute_url(),
        short_description=article.short_description,
        language=article.language,
        direction=direction(article.language),
        kind=article.rendering.kind_label,
        lead=_leading_there(article.rendering.lead, article),
        infobox=_leading_there(article.rendering.infobox, article),
    )


def _leading_there(html: str, article: Article) -> SafeString:
    """Return part of an article for another page: its links to its own places lead there."""
    return stored_html(html.replace('href="#', f'href="{escape(article.get_absolute_url())}#'))


def _newest_articles(reader: Reader) -> tuple[ListedArticle, ...]:
    named = Article.objects.filter(titles__is_redirect=False).order_by("-titles__pk")
    rows = permissions.visible_articles(named, reader).only(
        "title", "short_description", "language"
    )
    return tuple(
        ListedArticle(
            title=article.title,
            href=article.get_absolute_url(),
            short_description=article.short_description,
            language=article.language,
            direction=direction(article.language),
        )
        for article in rows[:NEWEST]
    )


def _newest_edits(reader: Reader) -> tuple[NewestEdit, ...]:
    edits = Edit.objects.exclude(article=None).exclude(published_at=None)
    rows = (
        permissions.listed_edits(edits, reader)
        .select_related("editor", "replaces")
        .annotate(article_title=F("article__title"))
        .order_by("-pk")[:NEWEST]
    )
    return tuple(
        NewestEdit(
            title=edit.article_title,
            href=address("article", edit.article_title),
            made=made(edit),
            effect=effect_in_words(edit, edit.replaces),
        )
        for edit in rows
    )


def _open_marker(reader: Reader) -> OpenMarker | None:
    """Return one of the newest that ask for a source, with words if one of them has any."""
    asking = Article.objects.filter(markers__kind=ASK_FOR_A_SOURCE)
    newest = permissions.visible_articles(asking, reader).order_by(
        "-markers__since", "-markers__pk"
    )
    rows = newest.values_list(
        *("markers__claim", "markers__reason", "markers__since", "markers__section"),
        *("title", "language"),
    )[:LOOKED_AT]
    found = sorted(rows, key=lambda row: not row[0])
    if not found:
        return None
    claim, reason, since, section, title, language = found[0]
    return OpenMarker(
        words=claim,
        reason=reason,
        since=since,
        title=title,
        href=address("article", title) + (f"#{section}" if section else ""),
        language=language,
        direction=direction(language),
    )
