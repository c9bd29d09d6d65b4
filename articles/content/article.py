"""ArticleContent: what an edit of an article may change. The title is not content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.content.canonical import JSON, canonical_json, sha256
from articles.content.normal import one_line, plain_text
from articles.content.source import SourceRecord
from articles.content.titles import capitalised, title_key

RANKS = ("preferred", "normal", "deprecated")
"""Ranks of an infobox value, best first. Source: Wikibase data model, Ranks."""


def field_name(label: str) -> str:
    """Return the stable name for a field that an editor labels: "Part of" gives "part_of"."""
    return re.sub(r"\W+", "_", one_line(label).casefold()).strip("_")[:64] or "field"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value of an infobox field.

    Attributes:
        text: Markdown of one paragraph, citations and markers included.
        rank: one of RANKS.
    """

    text: str
    rank: str = "normal"


@dataclass(frozen=True, slots=True)
class InfoboxField:
    """One labelled row of an infobox.

    Attributes:
        name: stable name, unique in the infobox (`deaths`); the kind's, or made from the label.
        label: what readers see ("Deaths").
        values: at least one, in order.
    """

    name: str
    label: str
    values: tuple[FieldValue, ...]


@dataclass(frozen=True, slots=True)
class Infobox:
    """The summary table. An empty kind with no fields means that the article has none.

    Attributes:
        kind: name of the InfoboxKind ("event"), or empty.
        fields: rows in shown order.
    """

    kind: str = ""
    fields: tuple[InfoboxField, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """An article's entry for a source: the readable key, and the uid of the source it names."""

    key: str
    source: str


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """One state of an article, as `normalised` leaves it.

    Attributes:
        short_description: one line, no markup.
        text: the Markdown as saved.
        infobox: kind and fields.
        references: entries in the order they are kept; numbering follows the citations.
        categories: shown names, in order, no two with the same key.
        language: BCP 47 tag of the article's text.
        options: names of switches; so far `subreferences`.
    """

    short_description: str = ""
    text: str = ""
    infobox: Infobox = Infobox()
    references: tuple[ReferenceEntry, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = "en"
    options: frozenset[str] = frozenset()

    def normalised(self) -> ArticleContent:
        """Return the content as it is let in: normal text, no empty value, no repeated category."""
        categories: dict[str, str] = {}
        for name in filter(None, map(_category, self.categories)):
            categories.setdefault(title_key(name), name)
        return ArticleContent(
            short_description=one_line(self.short_description),
            text=plain_text(self.text),
            infobox=_normal_infobox(self.infobox),
            references=tuple(
                ReferenceEntry(one_line(entry.key), one_line(entry.source))
                for entry in self.references
            ),
            categories=tuple(categories.values()),
            language=one_line(self.language) or "en",
            options=frozenset(map(one_line, self.options)) - {""},
        )

    def to_json(self) -> dict[str, JSON]:
        """Return the content as JSON values; `from_json` gives it back."""
        return {
            "short_description": self.short_description,
            "text": self.text,
            "infobox": {
                "kind": self.infobox.kind,
                "fields": [
                    {
                        "name": row.name,
                        "label": row.label,
                        "values": [{"text": one.text, "rank": one.rank} for one in row.values],
                    }
                    for row in self.infobox.fields
                ],
            },
            "references": [[entry.key, entry.source] for entry in self.references],
            "categories": list(self.categories),
            "language": self.language,
            "options": sorted(self.options),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ArticleContent:
        """Return the content that `to_json` wrote."""
        return cls(
            short_description=value["short_description"],
            text=value["text"],
            infobox=Infobox(
                value["infobox"]["kind"],
                tuple(
                    InfoboxField(
                        row["name"],
                        row["label"],
                        tuple(FieldValue(one["text"], one["rank"]) for one in row["values"]),
                    )
                    for row in value["infobox"]["fields"]
                ),
            ),
            references=tuple(ReferenceEntry(key, source) for key, source in value["references"]),
            categories=tuple(value["categories"]),
            language=value["language"],
            options=frozenset(value["options"]),
        )

    def canonical(self) -> str:
        """Return the canonical JSON text."""
        return canonical_json(self.to_json())

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON text."""
        return sha256(self.canonical())


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an editor asks for.

    Attributes:
        content: the article as it shall be.
        new_sources: records of the sources that this edit makes, by fresh uid. A uid that
            `content.references` does not name is left out when the proposal is saved.
    """

    content: ArticleContent
    new_sources: Mapping[str, SourceRecord] = field(default_factory=dict)

    def normalised(self) -> Proposal:
        """Return the proposal with normal content and records, and only new sources it names."""
        content = self.content.normalised()
        named = {entry.source for entry in content.references}
        return Proposal(
            content,
            {uid: record.normalised() for uid, record in self.new_sources.items() if uid in named},
        )


def _category(name: str) -> str:
    return capitalised(one_line(name.replace("_", " ")))


def _normal_infobox(infobox: Infobox) -> Infobox:
    rows = []
    for row in infobox.fields:
        values = tuple(
            FieldValue(text, one.rank) for one in row.values if (text := one_line(one.text))
        )
        if values:
            rows.append(InfoboxField(one_line(row.name), one_line(row.label), values))
    return Infobox(one_line(infobox.kind), tuple(rows))
