"""The snapshot format: what a revision keeps. Every schema ever written stays readable."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.content import JSON, ArticleContent, SourceRecord, canonical_json
from articles.markup import FieldShape, KindShape

SCHEMA = 1
COMPRESS_ABOVE = 8 * 1024
"""Bytes of UTF-8 above which a snapshot is stored compressed."""
_COMPRESSED = "zlib:"


@dataclass(frozen=True, slots=True)
class ArticleSnapshot:
    """An article as an edit left it, and the sources as they were shown then.

    Attributes:
        title: shown form.
        content: what the edit proposed.
        sources: number of the source's revision shown then, by the uid that the content names.
        new_sources: records of the sources that the edit made.
        infobox_kind: number of the kind's revision; 0 without an infobox.
    """

    title: str
    content: ArticleContent
    sources: Mapping[str, int] = field(default_factory=dict)
    new_sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    infobox_kind: int = 0

    def to_json(self) -> dict[str, JSON]:
        return {
            "schema": SCHEMA,
            "title": self.title,
            "content": self.content.to_json(),
            "sources": dict(self.sources),
            "new_sources": {uid: record.to_csl() for uid, record in self.new_sources.items()},
            "infobox_kind": self.infobox_kind,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ArticleSnapshot:
        _require_known(value)
        return cls(
            title=value["title"],
            content=ArticleContent.from_json(value["content"]),
            sources=value["sources"],
            new_sources={
                uid: SourceRecord.from_csl(record) for uid, record in value["new_sources"].items()
            },
            infobox_kind=value["infobox_kind"],
        )


@dataclass(frozen=True, slots=True)
class SourceSnapshot:
    """A source's record as an edit left it."""

    record: SourceRecord

    def to_json(self) -> dict[str, JSON]:
        return {"schema": SCHEMA, "record": self.record.to_csl()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> SourceSnapshot:
        _require_known(value)
        return cls(SourceRecord.from_csl(value["record"]))


@dataclass(frozen=True, slots=True)
class KindSnapshot:
    """An infobox kind as an edit left it."""

    kind: KindShape

    def to_json(self) -> dict[str, JSON]:
        return {
            "schema": SCHEMA,
            "kind": {
                "name": self.kind.name,
                "label": self.kind.label,
                "fields": [
                    {
                        "name": row.name,
                        "label": row.label,
                        "type": row.type,
                        "required": row.required,
                        "citation_required": row.citation_required,
                        **({"hint": row.hint} if row.hint else {}),
                    }
                    for row in self.kind.fields
                ],
            },
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> KindSnapshot:
        _require_known(value)
        kind = value["kind"]
        return cls(
            KindShape(
                name=kind["name"],
                label=kind["label"],
                fields=tuple(FieldShape(**row) for row in kind["fields"]),
            )
        )


Snapshot = ArticleSnapshot | SourceSnapshot | KindSnapshot


def snapshot_text(snapshot: Snapshot) -> str:
    """Return the text that is hashed: canonical JSON, before compression."""
    return canonical_json(snapshot.to_json())


def stored_form(text: str) -> str:
    """Return the text as it is stored: above 8 kB as base 64 of zlib."""
    data = text.encode()
    if len(data) <= COMPRESS_ABOVE:
        return text
    return _COMPRESSED + base64.b64encode(zlib.compress(data, 6)).decode("ascii")


def text_of(stored: str) -> str:
    """Return the text whose `stored_form` this is."""
    if stored.startswith(_COMPRESSED):
        return zlib.decompress(base64.b64decode(stored[len(_COMPRESSED) :])).decode()
    return stored


def value_of(stored: str) -> dict[str, Any]:
    """Return the JSON value of a stored snapshot."""
    value: dict[str, Any] = json.loads(text_of(stored))
    return value


def _require_known(value: Mapping[str, Any]) -> None:
    if value["schema"] != SCHEMA:
        raise ValueError(f"Snapshot schema {value['schema']} is newer than this software reads.")
