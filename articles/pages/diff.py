"""The difference between two revisions of an article or a source: three queries at most for
readers, whatever their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from articles import permissions
from articles.comparing import Difference, compare, record_changes
from articles.content import SourceRecord
from articles.markup import Counts
from articles.models import Article, Edit, Source
from articles.models.articles import address
from articles.pages.changes import Group, groups, record_groups
from articles.pages.effects import numbers_in_words
from articles.pages.history_rows import Pair as Chosen
from articles.pages.history_rows import Reading
from articles.pages.languages import direction
from articles.pages.moments import Made, made, time_of
from articles.pages.own import Badge, badge_of
from articles.pages.parts import Link
from articles.pages.source import name_of
from articles.revisions import ArticleSnapshot, article_snapshots, records_at, source_snapshots

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Pair:
    """Two edits of one article or source, the older first; what nobody published comes last."""

    before: Edit
    after: Edit


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison.

    Attributes:
        badge: what became of an edit that readers do not see; None of those they saw.
    """

    made: Made
    is_minor: bool
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class DiffPage:
    """What changed from one revision to another.

    Attributes:
        address: of the article, or of the source.
        history_address, edit_address: of the article; empty of a source.
        older_address: the difference before this one; empty where there is none to read.
        newer_address: the difference after it; empty where there is none to read.
        ways_on: what the reader may do with the newer side.
        effect: "+212 words, +2 citations, −1 marker"; empty where no number changed.
        totals: each number before and after: "12 citations before, 14 after".
        is_empty: whether nothing changed.
    """

    title: str
    language: str
    direction: str
    address: str
    history_address: str
    edit_address: str
    before: Side
    after: Side
    older_address: str
    newer_address: str
    ways_on: tuple[Link, ...]
    effect: str
    totals: tuple[str, ...]
    groups: tuple[Group, ...]
    is_empty: bool


def find_pair(before: str, after: str, reader: Reader) -> Pair | None:
    """Return the two edits, or None unless the reader may read both and both are of one article
    or source (one query).
    """
    edits = (
        permissions.visible_edits(Edit.objects.filter(infobox_kind=None), reader)
        .filter(uid__in={before, after}, is_erased=False)
        .select_related("editor", "article", "source", "replaces", "replaced_by")
        .defer("article__text", "article__options")
    )
    found = {edit.uid: edit for edit in edits}
    if before not in found or after not in found:
        return None
    one, other = sorted((found[before], found[after]), key=_place)
    if (one.article_id, one.source_id) != (other.article_id, other.source_id):
        return None
    return Pair(one, other)


def diff_page(pair: Pair, reader: Reader) -> DiffPage:
    """Return the page of the difference (two queries, and two to ask what an editor may do)."""
    if pair.before.article:
        return _diff_of_article(pair, pair.before.article, reader)
    if pair.before.source:
        return _diff_of_source(pair, pair.before.source, reader)
    raise TypeError("diff_page() takes edits of articles and sources")


def _place(edit: Edit) -> tuple[object, ...]:
    return (edit.published_at is None, time_of(edit), edit.pk)


def _diff_of_article(pair: Pair, article: Article, reader: Reader) -> DiffPage:
    before, after = pair.before, pair.after
    snapshots = article_snapshots([before, after])
    found = difference(
        snapshots[before.uid], snapshots[after.uid], (counts_of(before), counts_of(after))
    )
    older_address, newer_address = _steps(pair, reader)
    return DiffPage(
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        address=address("article", article.title),
        history_address=address("history", article.title),
        edit_address=address("edit", article.title),
        before=_side(before),
        after=_side(after),
        older_address=older_address,
        newer_address=newer_address,
        ways_on=tuple(_ways_on(pair, article, reader)),
        effect=numbers_in_words(found.words, found.citations, found.markers),
        totals=totals(found),
        groups=groups(found),
        is_empty=found.is_empty,
    )


def _diff_of_source(pair: Pair, source: Source, reader: Reader) -> DiffPage:
    before, after = pair.before, pair.after
    snapshots = source_snapshots([before, after])
    changes = record_changes(snapshots[before.uid].record, snapshots[after.uid].record)
    older_address, newer_address = _steps(pair, reader)
    return DiffPage(
        title=name_of(snapshots[after.uid].record) or source.uid,
        language="",
        direction="auto",
        address=source.get_absolute_url(),
        history_address="",
        edit_address="",
        before=_side(before),
        after=_side(after),
        older_address=older_address,
        newer_address=newer_address,
        ways_on=(),
        effect="",
        totals=(),
        groups=record_groups(changes),
        is_empty=not changes,
    )


def _side(edit: Edit) -> Side:
    return Side(made(edit), edit.is_minor, None if edit.published_at else badge_of(edit))


def _steps(pair: Pair, reader: Reader) -> tuple[str, str]:
    """Return the addresses of the differences before and after this one."""
    reading = Reading(permissions.is_administrator(reader), Chosen())
    newer: Edit | None = getattr(pair.after, "replaced_by", None)
    return (
        reading.changes(pair.before.replaces, pair.before),
        reading.changes(pair.after, newer) if newer else "",
    )


def _ways_on(pair: Pair, article: Article, reader: Reader) -> Iterator[Link]:
    """Yield the way to undo what one edit changed, where that is what the page shows."""
    if pair.after.replaces_id == pair.before.pk and permissions.may_edit(article, reader):
        to_undo = reverse("articles:undo", args=[pair.after.uid])
        yield Link(_("Undo this edit"), to_undo, "undo")


def difference(
    before: ArticleSnapshot, after: ArticleSnapshot, counts: tuple[Counts, Counts]
) -> Difference:
    """Return what changed between two snapshots (one query if records of sources differ)."""
    entries = _entries(before), _entries(after)
    numbers: dict[str, list[int]] = {}
    for snapshot, differing in (
        (before, entries[0] - entries[1]),
        (after, entries[1] - entries[0]),
    ):
        for _key, uid, number in differing:
            if uid not in snapshot.new_sources:
                numbers.setdefault(uid, []).append(number)
    records = records_at(numbers)
    return compare(
        before.content,
        after.content,
        sources_before=_records(before, entries[0] - entries[1], records),
        sources_after=_records(after, entries[1] - entries[0], records),
        counts=counts,
    )


def counts_of(edit: Edit) -> Counts:
    """Return the numbers that were counted when the edit was saved."""
    return Counts(words=edit.words, citations=edit.citations, markers=edit.markers)


def totals(found: Difference) -> tuple[str, ...]:
    """Return each number that changed, before and after."""
    rows = (
        (found.before.words, found.after.words, _WORDS),
        (found.before.citations, found.after.citations, _CITATIONS),
        (found.before.markers, found.after.markers, _MARKERS),
    )
    return tuple(
        text % {"before": before, "after": after} for before, after, text in rows if before != after
    )


_WORDS = ngettext_lazy("%(before)s → %(after)s word", "%(before)s → %(after)s words", "after")
_CITATIONS = ngettext_lazy(
    "%(before)s → %(after)s citation", "%(before)s → %(after)s citations", "after"
)
_MARKERS = ngettext_lazy("%(before)s → %(after)s marker", "%(before)s → %(after)s markers", "after")


Entries = set[tuple[str, str, int]]
"""Key, source uid and number of the source's revision."""


def _entries(snapshot: ArticleSnapshot) -> Entries:
    # A source that the edit itself made has no number there; the record it made is number 1.
    return {
        (entry.key, entry.source, snapshot.sources.get(entry.source, 1))
        for entry in snapshot.content.references
    }


def _records(
    snapshot: ArticleSnapshot, entries: Entries, found: Mapping[tuple[str, int], SourceRecord]
) -> dict[str, SourceRecord]:
    records = {uid: found.get((uid, number)) for _key, uid, number in entries}
    return {
        uid: record
        for uid, one in records.items()
        if (record := snapshot.new_sources.get(uid) or one) is not None
    }
