"""What a pending edit would make of its article: joined with what readers see, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles import markup, proposing, publishing, sourcing
from articles.citing import identities, printed_html
from articles.comparing import Clash, Merge, compare, merge_contents, record_changes
from articles.content import ArticleContent, SourceRecord
from articles.errors import EditRefused, Problem
from articles.markup import Counts
from articles.models import Article, Edit, SourceIdentifier
from articles.pages.body import ArticleBody, rendered_body
from articles.pages.changes import ChangeRow, Group, groups, pieces_html
from articles.pages.diff import totals
from articles.pages.effects import numbers_in_words
from articles.pages.stored import stored_html


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that the edit brings, and that the encyclopedia has already.

    Attributes:
        key: of its reference.
        printed: HTML of the source that is there, which the article would cite.
        address: its page.
        rows: where the record that the edit brings differs, before; and the one that is there.
    """

    key: str
    printed: str
    address: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A pending edit upon what readers see now.

    Attributes:
        is_joined: whether the article moved on since its base, and both are joined here.
        clashes: where they cannot be; then the rest is the edit upon its own base.
        touching: excerpts of places where both changed sentences that touch.
        groups, effect, totals: as parts/diff.html takes them.
        shown: the article as it would be; None where it cannot be published as it is.
        problems: why not.
        warnings: sentences about what can be mended.
        known: new sources that are known already.
    """

    is_joined: bool
    clashes: tuple[Clash, ...]
    touching: tuple[str, ...]
    groups: tuple[Group, ...]
    effect: str
    totals: tuple[str, ...]
    shown: ArticleBody | None
    problems: tuple[Problem, ...]
    warnings: tuple[markup.MarkupError, ...]
    known: tuple[KnownSource, ...]


@dataclass(frozen=True, slots=True)
class _Joined:
    before: ArticleContent
    counts: Counts
    prepared: proposing.Prepared
    merge: Merge | None


def proposed(edit: Edit, article: Article) -> Proposed:
    """Return what the edit would make of its article (at most fifteen queries)."""
    joined = _joined(edit, article)
    content, merge = joined.prepared.content, joined.merge
    new_sources = joined.prepared.new_sources
    try:
        around = publishing.surroundings(content, new_sources)
    except EditRefused as refusal:
        return Proposed(False, (), (), (), "", (), None, refusal.problems, (), ())
    document = publishing.render(article.title, joined.prepared.parsed, around, new_sources)
    records = around.records()
    found = compare(
        joined.before,
        content,
        sources_before={**_gone(joined.before, content), **records},
        sources_after={**new_sources, **records},
        counts=(joined.counts, document.counts),
    )
    kind = around.kind.label if around.kind else ""
    return Proposed(
        is_joined=merge is not None,
        clashes=merge.clashes if merge else (),
        touching=merge.touching if merge and merge.is_clean else (),
        groups=groups(found),
        effect=numbers_in_words(found.words, found.citations, found.markers),
        totals=totals(found),
        shown=rendered_body(article.title, content, document, kind),
        problems=(),
        warnings=document.errors,
        known=_known(content, new_sources),
    )


def _joined(edit: Edit, article: Article) -> _Joined:
    """Return the edit with its base: what readers see now, unless the two clash."""
    own, published = proposing.stored(edit), article.published_edit
    ancestor = proposing.published_ancestor(edit.base)
    if published is None:
        return _Joined(ArticleContent(), Counts(), own, None)
    now = article.content()
    if ancestor is None or ancestor == published:
        return _Joined(now, _counts(published), own, None)
    before = proposing.shown_content(ancestor)
    merge = merge_contents(before, own.content, now)
    if merge.clashes:
        return _Joined(before, _counts(ancestor), own, merge)
    return _Joined(now, _counts(published), proposing.joined(own, merge), merge)


def _counts(edit: Edit) -> Counts:
    return Counts(edit.words, edit.citations, edit.markers)


def _gone(before: ArticleContent, after: ArticleContent) -> dict[str, SourceRecord]:
    """Return the records of the sources that only the content before names (one query)."""
    uids = {entry.source for entry in before.references}
    uids -= {entry.source for entry in after.references}
    found = sourcing.by_uid(uids) if uids else {}
    return {uid: sourcing.shown_record(source) for uid, source in found.items()}


def _known(
    content: ArticleContent, new_sources: Mapping[str, SourceRecord]
) -> tuple[KnownSource, ...]:
    """Return those of the new sources that have the identity of one that is there (one query)."""
    claimed = {uid: identities(record) for uid, record in new_sources.items()}
    owners = _owners(pair for pairs in claimed.values() for pair in pairs)
    found = []
    for entry in content.references:
        for pair in claimed.get(entry.source, ()):
            if owner := owners.get(pair):
                found.append(_known_source(entry.key, new_sources[entry.source], owner))
                break
    return tuple(found)


def _owners(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], SourceIdentifier]:
    wanted = set(pairs)
    if not wanted:
        return {}
    rows = SourceIdentifier.objects.filter(
        scheme__in={scheme for scheme, _value in wanted}, value__in={value for _, value in wanted}
    )
    found = {(row.scheme, row.value): row for row in rows.select_related("source__merged_into")}
    return {pair: row for pair, row in found.items() if pair in wanted}


def _known_source(key: str, record: SourceRecord, owner: SourceIdentifier) -> KnownSource:
    there = sourcing.shown_record(owner.source)
    return KnownSource(
        key=key,
        printed=stored_html(printed_html(there)),
        address=(owner.source.merged_into or owner.source).get_absolute_url(),
        rows=tuple(
            ChangeRow("changed", pieces_html(one.before), pieces_html(one.after), label=one.label)
            for one in record_changes(record, there)
        ),
    )
