"""From an edit to what readers see: rows, derived rows, rendering. The only writer of those."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from articles import markup, rows, sourcing, tasks
from articles.content import ArticleContent, SourceRecord, new_uid, title_key
from articles.errors import ContentRefused, Problem, Sentence, TitleTaken
from articles.models import (
    Article,
    Citation,
    Edit,
    InfoboxKind,
    Marker,
    PageLink,
    PublishedAs,
    Rendering,
    Source,
    Title,
)
from articles.models.articles import address
from articles.revisions import mark_published

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

REFRESHED_AT_ONCE = 10
"""Articles that one task renders anew; the largest take 0.2 s each."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a content names beside itself, as rows.

    Attributes:
        kind: the infobox kind; None without an infobox.
        sources: by the uid that the content names; new ones are not among them.
    """

    kind: InfoboxKind | None
    sources: Mapping[str, Source]

    def records(self) -> dict[str, SourceRecord]:
        """Return the records to print, by the uid that the content names."""
        return {uid: sourcing.shown_record(source) for uid, source in self.sources.items()}


def surroundings(content: ArticleContent, new_sources: Mapping[str, SourceRecord]) -> Surroundings:
    """Return the rows that the content names (three queries).

    Raises:
        ContentRefused: it names a source or an infobox kind that does not exist.
    """
    kind = None
    problems = []
    if content.infobox.kind:
        kind = (
            InfoboxKind.objects.prefetch_related("fields")
            .filter(name=content.infobox.kind)
            .select_related("published_edit")
            .first()
        )
        if kind is None:
            problems.append(
                Problem(
                    "infobox",
                    Sentence(
                        "There is no infobox kind “%(name)s”. Choose one of the list.",
                        name=content.infobox.kind[:64],
                    ),
                )
            )
    sources = sourcing.by_uid(entry.source for entry in content.references)
    for entry in content.references:
        if entry.source not in sources and entry.source not in new_sources:
            problems.append(
                Problem(
                    "references",
                    Sentence(
                        "The reference “%(key)s” names a source that does not exist. Remove it.",
                        key=entry.key,
                    ),
                )
            )
    if problems:
        raise ContentRefused(problems)
    return Surroundings(kind, sources)


def render(
    title: str,
    parsed: markup.Parsed,
    around: Surroundings,
    new_sources: Mapping[str, SourceRecord] | None = None,
    *,
    existing: Set[str] | None = None,
) -> markup.Document:
    """Return the parsed content as a document for the page of this title (one query).

    `existing` are the keys of the titles to which it links as leading somewhere, where they are
    not those that do now.
    """
    if existing is None:
        existing = linked_titles(parsed)
    return markup.render(
        parsed,
        sources={**(new_sources or {}), **around.records()},
        existing=existing | {title_key(title)},
        kind=around.kind.shape() if around.kind else markup.KindShape(),
        edit_address=address("edit", title),
    )


def linked_titles(parsed: markup.Parsed) -> set[str]:
    """Return the keys of those titles to which the content links that lead somewhere now."""
    keys = {title_key(link) for link in parsed.links}
    return set(Title.objects.filter(key__in=keys).values_list("key", flat=True))


def publish(
    edit: Edit,
    content: ArticleContent,
    new_sources: Mapping[str, SourceRecord],
    parsed: markup.Parsed,
    document: markup.Document,
    around: Surroundings,
    *,
    actor: User | None,
    published_as: PublishedAs | None = None,
) -> None:
    """Make the edit what readers see: rows, derived rows, rendering, stamp and act.

    `document` is `parsed` rendered with `around` and the new sources. The caller is in a
    transaction and holds the article's lock.

    Raises:
        TitleTaken: another article was published under the title.
    """
    article = edit.article
    if article is None:
        raise TypeError("publish() takes edits of articles")
    is_first = article.published_edit_id is None
    made = sourcing.make(new_sources, edit)
    around = Surroundings(around.kind, {**around.sources, **made})
    if any(source.merged_into for source in made.values()):
        document = render(article.title, parsed, around)  # prints the sources that were there
    _write_rows(article, content, around)
    write_derived(article, content, document, around)
    mark_published(edit, actor=actor, published_as=published_as)
    if is_first:
        _take_title(article)


def write_derived(
    article: Article, content: ArticleContent, document: markup.Document, around: Surroundings
) -> None:
    """Write what is derived from the published content, and give the article a new stamp."""
    _replace_all(article, rows.derived_rows(content, document, around.sources))
    _write_rendering(article, content, document, around)


def refresh(article_id: int) -> None:
    """Render a published article anew, since what surrounds it changed."""
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).filter(pk=article_id).first()
        if article is None or article.published_edit_id is None or article.is_deleted:
            return
        content = article.content()
        around = surroundings(content, {})
        document = render(article.title, markup.parse(content), around)
        _replace_all(article, rows.own_rows(content, around.kind, around.sources))
        write_derived(article, content, document, around)


def refresh_articles_of(kind_id: int, after: int = 0) -> None:
    """Render anew the published articles with an infobox of the kind, and bound its values as it
    says now; the rest by a task of its own.
    """
    of_kind = Article.objects.filter(infobox_kind_id=kind_id, pk__gt=after)
    ids = list(of_kind.order_by("pk").values_list("pk", flat=True)[:REFRESHED_AT_ONCE])
    for article_id in ids:
        refresh(article_id)
    if len(ids) == REFRESHED_AT_ONCE:
        tasks.refresh_articles_of(kind_id, ids[-1])


def take_away(article: Article) -> None:
    """Take all that leads readers to a deleted article from it: titles, and what is derived.

    The caller holds the article's lock. `refresh` derives it anew.
    """
    for model in (Title, Citation, PageLink, Marker, Rendering):
        model._default_manager.filter(article=article).delete()


def clear(article: Article) -> None:
    """Empty the rows of a deleted article whose last text is being erased.

    The caller holds the article's lock.
    """
    _write_rows(article, ArticleContent(), Surroundings(None, {}))


def refresh_links_to(key: str, after: int = 0) -> None:
    """Render anew the published articles that link to a title; the rest by a task of its own."""
    linking = PageLink.objects.filter(key=key, article_id__gt=after).order_by("article_id")
    ids = list(linking.values_list("article_id", flat=True)[:REFRESHED_AT_ONCE])
    for article_id in ids:
        refresh(article_id)
    if len(ids) == REFRESHED_AT_ONCE:
        tasks.refresh_links_to(key, ids[-1])


def _write_rows(article: Article, content: ArticleContent, around: Surroundings) -> None:
    columns = rows.own_columns(content, around.kind)
    for name, value in columns.items():
        setattr(article, name, value)
    article.save(update_fields=list(columns))
    _replace_all(article, rows.own_rows(content, around.kind, around.sources))


def _replace_all(article: Article, wanted: rows.Rows) -> None:
    """Make these the article's rows of each model, whole; rows that are the same already stay."""
    for model, several in wanted.items():
        manager = model._default_manager
        names = list(several[0]) if several else []
        if names:
            there = manager.filter(article_id=article.pk).order_by("pk").values_list(*names)
            if list(there) == [tuple(row.values()) for row in several]:
                continue
        manager.filter(article_id=article.pk).delete()
        manager.bulk_create(model(article_id=article.pk, **row) for row in several)


def _write_rendering(
    article: Article, content: ArticleContent, document: markup.Document, around: Surroundings
) -> None:
    columns = rows.rendering_columns(content, document, around.kind)
    Rendering.objects.update_or_create(article=article, defaults=columns)
    article.stamp = new_uid()
    article.save(update_fields=["stamp"])


def _take_title(article: Article) -> None:
    """Give the article its title, and turn the red links to it blue.

    Raises:
        TitleTaken: the title leads somewhere already.
    """
    key = title_key(article.title)
    try:
        with transaction.atomic():
            Title.objects.create(key=key, shown=article.title, article=article)
    except IntegrityError:
        raise TitleTaken(article.title) from None
    tasks.refresh_links_to(key)
