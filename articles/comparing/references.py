"""What changed in the list of references, and in the records of the sources behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from articles.citing import printed_text
from articles.comparing.matching import Effort
from articles.comparing.words import Pieces, diff_words, whole
from articles.content import Name, ReferenceEntry, SourceRecord


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One changed variable of a source's record.

    Attributes:
        name: attribute of SourceRecord; for a custom variable, its name.
        label: what readers see, in English ("Published in").
        before, after: pieces of its text; names are parted by "; ".
    """

    name: str
    label: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """What changed in one reference.

    Attributes:
        kind: "added", "removed", "renamed" (another key for the same source), "replaced"
            (another source under the same key) or "repaired" (the source's record changed).
        key: its key after; of a removed one, before.
        key_before: its key before; empty for an added one.
        source: uid of the source after; of a removed one, before.
        source_before: uid of the source before; empty for an added one.
        before, after: pieces of the printed form; empty on a side that has none. The key
            alone where the caller handed over no record.
        fields: what changed in the record, for "replaced" and "repaired", and for a "renamed"
            one whose record changed too.
    """

    kind: str
    key: str
    key_before: str
    source: str
    source_before: str
    before: Pieces
    after: Pieces
    fields: tuple[RecordChange, ...] = ()


Records = Mapping[str, SourceRecord]


def reference_changes(
    before: tuple[ReferenceEntry, ...],
    after: tuple[ReferenceEntry, ...],
    records_before: Records,
    records_after: Records,
    effort: Effort,
) -> tuple[ReferenceChange, ...]:
    """Return the changed references: those of the list after in its order, then removed ones."""
    old = {entry.key: entry.source for entry in before}
    new = {entry.key: entry.source for entry in after}
    freed: dict[str, list[str]] = {}
    for key in reversed(old):
        if key not in new:
            freed.setdefault(old[key], []).append(key)
    found = []
    for key, source in new.items():
        key_before = key if key in old else freed[source].pop() if freed.get(source) else ""
        if not key_before:
            text = _printed(key, records_after.get(source))
            found.append(ReferenceChange("added", key, "", source, "", (), whole(text, "inserted")))
            continue
        one = (key_before, old[key_before], records_before.get(old[key_before]))
        found += _change(one, (key, source, records_after.get(source)), effort)
    left = {key for keys in freed.values() for key in keys}
    for key, source in old.items():
        if key in left:
            gone = whole(_printed(key, records_before.get(source)), "deleted")
            found.append(ReferenceChange("removed", key, key, source, source, gone, ()))
    return tuple(found)


Entry = tuple[str, str, SourceRecord | None]
"""Key, uid and record of one reference."""


def _change(old: Entry, new: Entry, effort: Effort) -> Iterator[ReferenceChange]:
    """Yield the change, if there is one. A record known on one side only counts as unchanged."""
    (key_before, source_before, record_before), (key, source, record) = old, new
    is_known = record_before is not None and record is not None
    is_repaired = is_known and record_before is not record and record_before != record
    if key_before != key:
        kind = "renamed"
    elif source_before != source:
        kind = "replaced"
    elif is_repaired:
        kind = "repaired"
    else:
        return
    pieces = diff_words(_printed(key_before, record_before), _printed(key, record), effort)
    parts = record_changes(record_before, record, effort) if record_before and record else ()
    yield ReferenceChange(kind, key, key_before, source, source_before, *pieces, parts)


def record_changes(
    before: SourceRecord, after: SourceRecord, effort: Effort | None = None
) -> tuple[RecordChange, ...]:
    """Return the variables that differ, in the record's order, custom ones last."""
    effort = effort or Effort()
    old, new = _variables(before), _variables(after)
    return tuple(
        RecordChange(
            name,
            record_label(name),
            *diff_words(_shown(old.get(name, "")), _shown(new.get(name, "")), effort),
        )
        for name in {**old, **new}
        if old.get(name, "") != new.get(name, "")
    )


def record_label(name: str) -> str:
    """Return what readers see for a variable of a record: "publisher" gives "Publisher"."""
    return _LABELS.get(name) or name.replace("_", " ").replace("-", " ").capitalize()


_LABELS = {
    "container_title": "Published in",
    "collection_title": "Series",
    "publisher_place": "Place",
    "event_title": "Event",
    "issued": "Date",
    "original_date": "First published",
    "accessed": "Retrieved",
    "url": "Address",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "arxiv": "arXiv",
    "archive_url": "Address of the archived copy",
    "archived": "Date of the archived copy",
    "status": "State of the address",
    "date_style": "Style of dates",
}


def _variables(record: SourceRecord) -> dict[str, str | tuple[Name, ...]]:
    """Return all variables, empty ones too, so that their order is the record's."""
    own = {one.name: getattr(record, one.name) for one in fields(record) if one.name != "custom"}
    return own | {f"custom {name}" if name in own else name: text for name, text in record.custom}


def _shown(value: str | tuple[Name, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(map(_name, value))


def _name(name: Name) -> str:
    family = " ".join(filter(None, (name.particle, name.family)))
    return name.literal or ", ".join(filter(None, (family, name.given, name.suffix)))


def _printed(key: str, record: SourceRecord | None) -> str:
    return key if record is None else printed_text(record) or key
