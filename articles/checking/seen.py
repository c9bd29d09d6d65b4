"""What readers see of an article beside the edit that was published: rows and rendering."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import Any

from articles import markup, publishing, rows, tasks
from articles.content import ArticleContent, title_key
from articles.errors import ContentRefused
from articles.models import (
    Article,
    Citation,
    Edit,
    InfoboxKind,
    InfoboxKindField,
    Marker,
    PageLink,
    Rendering,
)
from articles.models.articles import address
from articles.revisions import article_snapshots, kind_snapshots

DERIVED = (Citation, PageLink, Marker)
DIGITS = 15
"""Digits of a bound that SQLite keeps."""


def article_unlike(article: Article) -> Iterator[str]:
    """Yield what differs between what readers see of an article and its published edit."""
    edit = article.published_edit
    content = _published_content(edit)
    try:
        around = publishing.surroundings(content, {})
    except ContentRefused as refusal:
        yield str(refusal)
        return
    unlike = list(_unlike(article, edit, content, around))
    if unlike and _is_as_before(article, edit, content, around):
        return
    yield from unlike


def _unlike(
    article: Article, edit: Edit | None, content: ArticleContent, around: publishing.Surroundings
) -> Iterator[str]:
    columns = rows.own_columns(content, around.kind)
    if edit is None:  # its language is that of the edit that waits
        del columns["language"]
    for name, value in columns.items():
        if getattr(article, name) != value:
            yield f"its {name} is not the published one."
    # What a kind says of values is looked up anew when a deleted article comes back.
    without = frozenset(("low", "high") if article.is_deleted else ())
    own = rows.own_rows(content, around.kind, around.sources)
    yield from _rows_unlike(article, own, without=without)
    if edit is None or article.is_deleted:
        yield from _left_behind(article)
    else:
        yield from _derived_unlike(article, edit, content, around)


def _is_as_before(
    article: Article, edit: Edit | None, content: ArticleContent, around: publishing.Surroundings
) -> bool:
    """Say whether all is as an earlier shape of the infobox kind gave it, and the task waits that
    makes it anew.
    """
    kind = around.kind
    if kind is None or tasks.kinds_to_refresh().get(kind.pk, article.pk) >= article.pk:
        return False
    shapes = kind_snapshots(kind.edits.filter(is_erased=False).exclude(published_at=None))
    return any(
        not list(_unlike(article, edit, content, replace(around, kind=_then(kind, one.kind))))
        for one in shapes.values()
    )


def _then(kind: InfoboxKind, shape: markup.KindShape) -> InfoboxKind:
    """Return the kind as it was when it had this shape; not to be saved."""
    then = copy(kind)
    then.label = shape.label
    fields = [
        InfoboxKindField(
            name=row.name,
            label=row.label,
            type=row.type,
            is_required=row.required,
            needs_citation=row.citation_required,
        )
        for row in shape.fields
    ]
    vars(then)["_prefetched_objects_cache"] = {"fields": fields}  # as prefetching leaves it
    return then


def _published_content(edit: Edit | None) -> ArticleContent:
    """Return the content that readers see; an empty one where there is none, or it was erased."""
    snapshot = article_snapshots([edit]).get(edit.uid) if edit else None
    return snapshot.content if snapshot else ArticleContent()


def _derived_unlike(
    article: Article, edit: Edit, content: ArticleContent, around: publishing.Surroundings
) -> Iterator[str]:
    parsed, stored = markup.parse(content), Rendering.objects.filter(article=article).first()
    if stored is None:
        yield "it has no rendering."
        return
    existing = _existing_as_rendered(parsed, stored)
    document = publishing.render(article.title, parsed, around, existing=existing)
    yield from _rows_unlike(article, rows.derived_rows(content, document, around.sources))
    for name, value in rows.rendering_columns(content, document, around.kind).items():
        if getattr(stored, name) != json.loads(json.dumps(value)):
            yield f"the {name} of its rendering is not what its text gives."
    counts = document.counts
    if (edit.words, edit.citations) != (counts.words, counts.citations):
        yield "its published edit counts other words or citations than there are."


def _existing_as_rendered(parsed: markup.Parsed, stored: Rendering) -> set[str]:
    """Return the keys of the linked titles that lead somewhere, as the rendering has to show them.

    That is: as they do now; only where the task that follows a new or a lost title still waits,
    as the stored rendering shows the link to it.
    """
    existing = publishing.linked_titles(parsed)
    late = tasks.links_to_refresh()
    html = "".join(getattr(stored, part) for part in rows.PARTS)
    for title in parsed.links:
        key = title_key(title)
        if key in late and stored.article_id > late[key]:
            is_red = f'class="missing" href="{escape(address("edit", title))}"' in html
            existing = existing - {key} if is_red else existing | {key}
    return existing


def _rows_unlike(
    article: Article, wanted: rows.Rows, *, without: frozenset[str] = frozenset()
) -> Iterator[str]:
    for model, several in wanted.items():
        columns = [one.attname for one in model._meta.concrete_fields]
        names = [one for one in columns if one not in {"id", "article_id", *without}]
        there = model._default_manager.filter(article_id=article.pk).values_list(*names)
        told = [tuple(row[name] for name in names) for row in several]
        if sorted(map(_comparable, there)) != sorted(map(_comparable, told)):
            yield f"its {model._meta.verbose_name_plural} are not what its published text gives."


def _comparable(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(
        f"{one.normalize():.{DIGITS}g}" if isinstance(one, Decimal) else repr(one) for one in row
    )


def _left_behind(article: Article) -> Iterator[str]:
    """Yield what is there of an article that readers do not see, and leads them to it."""
    for model in (*DERIVED, Rendering):
        if model._default_manager.filter(article=article).exists():
            yield f"readers do not see it, but its {model._meta.verbose_name_plural} are there."
