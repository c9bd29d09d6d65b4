"""The rows that a content makes of an article: its own, and those derived from it.

Publishing writes them, and checking compares them with those there are. No database is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import Model

from articles import markup
from articles.content import ArticleContent, title_key
from articles.models import (
    ArticleCategory,
    Citation,
    InfoboxKind,
    InfoboxValue,
    Marker,
    PageLink,
    Reference,
    Source,
)

PARTS = ("lead", "infobox", "body", "notes", "references")
Rows = dict[type[Model], list[dict[str, Any]]]


def own_columns(content: ArticleContent, kind: InfoboxKind | None) -> dict[str, Any]:
    """Return what the article's row holds of its content."""
    return {
        "short_description": content.short_description,
        "text": content.text,
        "language": content.language,
        "options": sorted(content.options),
        "infobox_kind": kind,
    }


def own_rows(
    content: ArticleContent, kind: InfoboxKind | None, sources: Mapping[str, Source]
) -> Rows:
    """Return the rows that hold the rest of the content."""
    types = {row.name: row.type for row in (kind.shape().fields if kind else ())}
    return {
        InfoboxValue: _value_rows(content, types),
        Reference: [
            {"key": entry.key, "position": position, "source_id": sources[entry.source].pk}
            for position, entry in enumerate(content.references)
        ],
        ArticleCategory: [
            {"key": title_key(name), "name": name, "position": position}
            for position, name in enumerate(content.categories)
        ],
    }


def derived_rows(
    content: ArticleContent, document: markup.Document, sources: Mapping[str, Source]
) -> Rows:
    """Return the rows that are derived from the content; `document` is its rendering."""
    uids = {entry.key: entry.source for entry in content.references}
    links = {one.key: one.title for one in reversed(document.links)}
    return {
        Citation: [
            {
                "position": position,
                "source_id": sources[uids[one.key]].pk,
                "key": one.key,
                "locator": one.locator[:500],
                "place": one.place,
            }
            for position, one in enumerate(document.citations)
            if one.key in uids
        ],
        PageLink: [{"key": key, "title": title} for key, title in links.items()],
        Marker: _marker_rows(document),
    }


def rendering_columns(
    content: ArticleContent, document: markup.Document, kind: InfoboxKind | None
) -> dict[str, Any]:
    """Return what the row of the article's rendering holds."""
    return {
        **{part: compact(getattr(document, part)) for part in PARTS},
        "outline": [asdict(heading) for heading in document.outline],
        "entries": [entry.to_json() for entry in document.entries],
        "categories": list(content.categories),
        "kind_label": kind.label if kind else "",
        "words": document.counts.words,
        "citations": document.counts.citations,
        "markers": document.counts.markers,
    }


def compact(html: str) -> str:
    """Return the same HTML in ASCII, where few of its signs need a character reference for that.

    Python keeps a text in as many bytes a sign as its widest sign takes, and templates copy
    what they print several times: one arrow would double the cost of reading a long article.
    """
    plain = html.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return plain if len(plain) < len(html) * 2 else html


def _value_rows(content: ArticleContent, types: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = []
    for field_position, row in enumerate(content.infobox.fields):
        for value_position, value in enumerate(row.values):
            bounds = markup.typed_bounds(value.text, types.get(row.name, "text"))
            rows.append(
                {
                    "name": row.name,
                    "label": row.label,
                    "field_position": field_position,
                    "value_position": value_position,
                    "rank": value.rank,
                    "text": value.text,
                    "low": bounds.low,
                    "high": bounds.high,
                }
            )
    return rows


def _marker_rows(document: markup.Document) -> list[dict[str, Any]]:
    """Return the markers in reading order, then the banners, whose place is the text."""
    shared = ("kind", "reason", "since", "section")
    rows = [
        {**{name: getattr(one, name) for name in shared}, "claim": one.claim, "place": one.place}
        for one in document.markers
    ]
    rows += [
        {**{name: getattr(one, name) for name in shared}, "claim": "", "place": "text"}
        for one in document.banners
    ]
    return [{"position": position, **row} for position, row in enumerate(rows)]
