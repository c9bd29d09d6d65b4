"""The difference between two revisions of an article: three queries, whatever their size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles import permissions
from articles.comparing import Difference, compare
from articles.content import SourceRecord
from articles.markup import Counts
from articles.models import Edit
from articles.models.articles import address
from articles.pages.changes import Group, groups
from articles.pages.effects import difference_address, numbers_in_words
from articles.pages.languages import direction
from articles.pages.moments import Made, made, time_of
from articles.revisions import ArticleSnapshot, article_snapshots, records_at

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Pair:
    """Two edits of one article, the older first."""

    before: Edit
    after: Edit


@dataclass(frozen=True, slots=True)
class DiffPage:
    """What changed from one revision to another.

    Attributes:
        older_address: the difference before this one; empty where there is none.
        newer_address: the difference after it; empty where there is none.
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
    before: Made
    after: Made
    before_is_minor: bool
    after_is_minor: bool
    older_address: str
    newer_address: str
    effect: str
    totals: tuple[str, ...]
    groups: tuple[Group, ...]
    is_empty: bool


def find_pair(before: str, after: str, reader: Reader) -> Pair | None:
    """Return the two edits, older first, or None unless both are of one article (one query)."""
    edits = (
        permissions.visible_edits(Edit.objects.exclude(article=None), reader)
        .filter(uid__in={before, after})
        .select_related("editor", "article", "replaces", "replaced_by")
        .defer("article__text", "article__options")
    )
    found = {edit.uid: edit for edit in edits}
    if before not in found or after not in found:
        return None
    one, other = found[before], found[after]
    if one.article_id != other.article_id:
        return None
    if (time_of(one), one.pk) > (time_of(other), other.pk):
        one, other = other, one
    return Pair(one, other)


def diff_page(pair: Pair) -> DiffPage:
    """Return the page of the difference (two queries)."""
    before, after = pair.before, pair.after
    article = before.article
    if article is None:
        raise TypeError("diff_page() takes edits of articles")
    snapshots = article_snapshots([before, after])
    found = difference(
        snapshots[before.uid], snapshots[after.uid], (counts_of(before), counts_of(after))
    )
    newer: Edit | None = getattr(after, "replaced_by", None)
    return DiffPage(
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        address=address("article", article.title),
        history_address=address("history", article.title),
        edit_address=address("edit", article.title),
        before=made(before),
        after=made(after),
        before_is_minor=before.is_minor,
        after_is_minor=after.is_minor,
        older_address=(
            difference_address(before.replaces.uid, before.uid) if before.replaces else ""
        ),
        newer_address=difference_address(after.uid, newer.uid) if newer else "",
        effect=numbers_in_words(found.words, found.citations, found.markers),
        totals=totals(found),
        groups=groups(found),
        is_empty=found.is_empty,
    )


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
        (found.before.words, found.after.words, _("%(before)s → %(after)s words")),
        (found.before.citations, found.after.citations, _("%(before)s → %(after)s citations")),
        (found.before.markers, found.after.markers, _("%(before)s → %(after)s markers")),
    )
    return tuple(
        text % {"before": before, "after": after} for before, after, text in rows if before != after
    )


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
