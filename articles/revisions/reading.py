"""Reading history back: the snapshots of edits, and source records as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from articles.content import SourceRecord
from articles.models import Edit
from articles.revisions.snapshots import (
    ArticleSnapshot,
    KindSnapshot,
    SourceSnapshot,
    value_of,
)


def article_snapshots(edits: Iterable[Edit]) -> dict[str, ArticleSnapshot]:
    """Return the snapshots of edits of articles, by the edit's uid, those that were erased left
    out (one query).
    """
    return {uid: ArticleSnapshot.from_json(value_of(text)) for uid, text in _stored(edits)}


def source_snapshots(edits: Iterable[Edit]) -> dict[str, SourceSnapshot]:
    """Return the snapshots of edits of sources, by the edit's uid (one query)."""
    return {uid: SourceSnapshot.from_json(value_of(text)) for uid, text in _stored(edits)}


def kind_snapshots(edits: Iterable[Edit]) -> dict[str, KindSnapshot]:
    """Return the snapshots of edits of infobox kinds, by the edit's uid (one query)."""
    return {uid: KindSnapshot.from_json(value_of(text)) for uid, text in _stored(edits)}


def records_at(numbers: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], SourceRecord]:
    """Return the records of sources, by uid, at these revision numbers (at most one query)."""
    wanted = {(uid, number) for uid, several in numbers.items() for number in several}
    if not wanted:
        return {}
    rows = Edit.objects.filter(
        source__uid__in={uid for uid, _ in wanted},
        number__in={number for _, number in wanted},
        is_erased=False,
    ).values_list("source__uid", "number", "revision__version__serialized_data")
    return {
        (uid, number): SourceSnapshot.from_json(value_of(text)).record
        for uid, number, text in rows
        if (uid, number) in wanted
    }


def _stored(edits: Iterable[Edit]) -> Iterable[tuple[str, str]]:
    stored = Edit.objects.filter(pk__in=[edit.pk for edit in edits], is_erased=False)
    return stored.values_list("uid", "revision__version__serialized_data")
