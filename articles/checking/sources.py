"""The rows of sources and infobox kinds beside their published snapshots."""

from __future__ import annotations

from collections.abc import Iterator

from articles.citing import identities
from articles.models import InfoboxKind, Source, SourceIdentifier
from articles.revisions import kind_snapshots, source_snapshots


def source_unlike(source: Source) -> Iterator[str]:
    """Yield what differs between a source's rows and the record that was published of it."""
    edit = source.published_edit
    if edit is None:
        yield "a source has no published record."
        return
    record = source_snapshots([edit])[edit.uid].record
    if source.csl != record.to_csl():
        yield "its record is not the published one."
    yield from _owners_unlike(source, set(identities(record)))
    named = set(identities(record))
    for merged in source.merged.all():
        named |= set(identities(merged.record))
    for row in source.identifiers.all():
        if (row.scheme, row.value) not in named:
            yield f"it owns “{row}”, which its record does not name."


def _owners_unlike(source: Source, named: set[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with who owns the identifiers that the record names."""
    merger, owners = source.merged_into, set()
    for scheme, value in sorted(named):
        rows = SourceIdentifier.objects.filter(scheme=scheme, value=value)
        owner = rows.values_list("source__uid", flat=True).first()
        if owner is None:
            yield f"“{scheme}:{value}” leads to no source."
        owners.add(owner)
    if merger is None:
        if owners - {source.uid, None}:
            yield "another source has its identifiers, and it is not merged into that."
    elif merger.uid not in owners:
        yield "it is merged into a source that shares none of its identifiers."
    elif merger.merged_into_id:
        yield "it is merged into a source that is merged itself."


def kind_unlike(kind: InfoboxKind) -> Iterator[str]:
    """Yield what differs between an infobox kind's rows and the shape that was published."""
    edit = kind.published_edit
    if edit is None:
        yield "an infobox kind has no published shape."
    elif kind.shape() != kind_snapshots([edit])[edit.uid].kind:
        yield "its fields are not the published ones."
