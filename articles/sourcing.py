"""Finding and making sources: the only writer of Source rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from articles.citing import identities
from articles.content import SourceRecord
from articles.models import Deed, Edit, Source, SourceIdentifier
from articles.revisions import About, SourceSnapshot, mark_published, record


def by_uid(uids: Iterable[str]) -> dict[str, Source]:
    """Return the sources that exist, by uid, with their merger and published edit (one query)."""
    rows = Source.objects.filter(uid__in=set(uids)).select_related("merged_into", "published_edit")
    # Articles have hundreds of sources, and a save needs no more of each.
    needed = rows.only("uid", "csl", "merged_into__csl", "published_edit__number")
    return {source.uid: source for source in needed}


def shown_record(source: Source) -> SourceRecord:
    """Return the record that readers see of this source: the merger's, if it is merged."""
    return (source.merged_into or source).record


def make(records: Mapping[str, SourceRecord], edit: Edit) -> dict[str, Source]:
    """Make the sources that a published edit of an article brings, and return them by uid.

    A source whose identity exists by now is made as merged into the existing one. Identifiers are
    taken in one order everywhere, so that two edits that bring the same works wait, not deadlock.
    The caller is in the transaction that publishes the edit.
    """
    in_order = sorted(records.items(), key=lambda pair: (identities(pair[1]), pair[0]))
    return {uid: _make_one(uid, source_record, edit) for uid, source_record in in_order}


def _make_one(uid: str, source_record: SourceRecord, edit: Edit) -> Source:
    source = Source.objects.create(uid=uid, csl=source_record.to_csl())
    owner = _claim(source, identities(source_record))
    if owner != source:
        source.merged_into = owner.merged_into or owner
        source.save(update_fields=["merged_into"])
        source.identifiers.update(source=source.merged_into)
    about = About(
        editor=edit.editor,
        editor_name=edit.editor_name,
        summary=f"Made with edit {edit.number} of {edit.title}",
    )
    first = record(source, SourceSnapshot(source_record), about, deed=Deed.CREATE)
    mark_published(first, actor=edit.editor)
    return source


def _claim(source: Source, wanted: tuple[tuple[str, str], ...]) -> Source:
    """Take the identifiers for the source where they are free; return who owns one of them."""
    if not wanted:
        return source
    pairs = sorted(wanted)
    SourceIdentifier.objects.bulk_create(
        (SourceIdentifier(source=source, scheme=scheme, value=value) for scheme, value in pairs),
        ignore_conflicts=True,
    )
    for scheme, value in pairs:
        owner = Source.objects.get(identifiers__scheme=scheme, identifiers__value=value)
        if owner != source:
            return owner
    return source
