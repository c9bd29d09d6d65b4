"""From content to a file."""

from __future__ import annotations

from collections.abc import Mapping

from articles.content import (
    JSON,
    ArticleContent,
    InfoboxField,
    ReferenceEntry,
    SourceRecord,
    field_name,
)
from articles.files.front_matter import dump

FENCE = "---"


def to_markdown(title: str, content: ArticleContent, sources: Mapping[str, SourceRecord]) -> str:
    """Return the article as one file: a YAML header, then the text as it stands.

    `from_markdown` gives back title, content and records exactly, when all three are
    normalised. Records of sources that the content does not name are left out; a reference
    whose record is not given names its uid alone.
    Source: Pandoc manual, extension yaml_metadata_block, `references` and `lang`.
    """
    header: dict[str, JSON] = {"title": title, "lang": content.language}
    if content.short_description:
        header["short_description"] = content.short_description
    if content.options:
        header["options"] = list[JSON](sorted(content.options))
    if content.infobox.kind or content.infobox.fields:
        header["infobox"] = {
            "kind": content.infobox.kind,
            "fields": [_field(row) for row in content.infobox.fields],
        }
    if content.categories:
        header["categories"] = list[JSON](content.categories)
    if content.references:
        header["references"] = [_reference(entry, sources) for entry in content.references]
    return f"{FENCE}\n{dump(header)}{FENCE}\n{content.text}"


def _field(row: InfoboxField) -> JSON:
    """Return label and values; the name only where the label does not give it."""
    values: list[JSON] = [
        one.text if one.rank == "normal" else {"text": one.text, "rank": one.rank}
        for one in row.values
    ]
    name: dict[str, JSON] = {} if row.name == field_name(row.label) else {"name": row.name}
    only = values[0] if len(values) == 1 else None
    return {"label": row.label, **name, "values": only if isinstance(only, str) else values}


def _reference(entry: ReferenceEntry, sources: Mapping[str, SourceRecord]) -> JSON:
    record = sources.get(entry.source)
    item = record.to_csl() if record else {}
    custom = item.pop("custom", {})
    return {
        "id": entry.key,
        **item,
        "custom": {"uid": entry.source, **(custom if isinstance(custom, dict) else {})},
    }
