"""Looking at an edit before it is saved: its preview, its changes, and what a conflict is about.

The same parsing, surroundings and rendering as when it is published, so that preview and page
cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import comparing, markup, proposing, publishing, sourcing
from articles.comparing import Choice, Merge
from articles.content import ArticleContent, Proposal, SourceRecord
from articles.errors import ContentRefused
from articles.forms import Base, EditForm, revision_base
from articles.markup import Counts
from articles.models import Edit
from articles.pages.body import ArticleBody, rendered_body
from articles.pages.changes import Group, groups
from articles.pages.diff import totals
from articles.pages.effects import numbers_in_words


@dataclass(frozen=True, slots=True)
class Preview:
    """An article as it would be.

    Attributes:
        warnings: sentences about what can be mended; none of it hinders anything.
    """

    shown: ArticleBody
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, as the part that shows a difference takes it.

    Attributes:
        effect: "+212 words, +2 citations, −1 marker"; empty where no number changed.
        totals: each number that changed, before and after.
    """

    groups: tuple[Group, ...]
    effect: str
    totals: tuple[str, ...]
    is_empty: bool


def preview_of(title: str, form: EditForm) -> Preview | None:
    """Return what the article would be; None where it cannot, and the form says why."""
    if not form.check(may_wait=True):
        return None
    try:
        content, around, document = _rendered(title, form.base.content, form.proposal())
    except ContentRefused as refusal:
        form.refuse(refusal.problems)
        return None
    return Preview(
        shown=rendered_body(title, content, document, around.kind.label if around.kind else ""),
        warnings=tuple(map(_warning, document.errors)),
    )


def changes_of(title: str, form: EditForm) -> Changes | None:
    """Return what the form changes in its base; None where it is refused, and the form says why."""
    if not form.check(may_wait=True):
        return None
    try:
        return changes_from(title, form.base, form.proposal())
    except ContentRefused as refusal:
        form.refuse(refusal.problems)
        return None


def changes_from(title: str, base: Base, proposal: Proposal) -> Changes:
    """Return what the proposal changes in the base (five queries).

    Raises:
        ContentRefused: the proposal cannot be rendered.
    """
    before = base.content
    after, around, document = _rendered(title, before, proposal)
    records = around.records()
    return _compared(
        before,
        after,
        records_before={**_gone(before, after), **records, **base.new_sources},
        records_after={**proposal.new_sources, **records},
        counts=(_counts_of(base), document.counts),
    )


def changes_between(before: Base, after: Base) -> Changes:
    """Return what changed between two revisions that were saved (one query)."""
    records = shown_records(
        entry.source for base in (before, after) for entry in base.content.references
    )
    return _compared(
        before.content,
        after.content,
        records_before={**before.new_sources, **records},
        records_after={**after.new_sources, **records},
        counts=(_counts_of(before), _counts_of(after)),
    )


def joined_changes(
    title: str, published: Edit, merge: Merge, new_sources: Mapping[str, SourceRecord]
) -> Changes | None:
    """Return what a merge changes in the published edit without being asked: where it clashes,
    theirs stands. None where that cannot be rendered, or where it changes nothing.
    """
    content = merge.settled([Choice("theirs")] * len(merge.clashes))
    try:
        found = changes_from(title, revision_base(published), Proposal(content, new_sources))
    except ContentRefused:
        return None
    return None if found.is_empty else found


def _rendered(
    title: str, before: ArticleContent, proposal: Proposal
) -> tuple[ArticleContent, publishing.Surroundings, markup.Document]:
    """Do what saving does up to the document. Raises ContentRefused."""
    content = proposing.dated(proposal.content, before, f"{timezone.now():%Y-%m}")
    parsed = markup.parse(content)
    around = publishing.surroundings(content, proposal.new_sources)
    return content, around, publishing.render(title, parsed, around, proposal.new_sources)


def _compared(
    before: ArticleContent,
    after: ArticleContent,
    *,
    records_before: Mapping[str, SourceRecord],
    records_after: Mapping[str, SourceRecord],
    counts: tuple[Counts, Counts],
) -> Changes:
    found = comparing.compare(
        before, after, sources_before=records_before, sources_after=records_after, counts=counts
    )
    return Changes(
        groups=groups(found),
        effect=numbers_in_words(found.words, found.citations, found.markers),
        totals=totals(found),
        is_empty=found.is_empty,
    )


def _gone(before: ArticleContent, after: ArticleContent) -> dict[str, SourceRecord]:
    """Return the records of the sources that only the content before names."""
    kept = {entry.source for entry in after.references}
    uids = {entry.source for entry in before.references} - kept
    return shown_records(uids) if uids else {}


def shown_records(uids: Iterable[str]) -> dict[str, SourceRecord]:
    """Return the records of sources as readers see them today, by uid (one query)."""
    sources = sourcing.by_uid(uids)
    return {uid: sourcing.shown_record(source) for uid, source in sources.items()}


def _counts_of(base: Base) -> Counts:
    """Return the numbers that were counted when the base was saved."""
    edit = base.edit
    return Counts(edit.words, edit.citations, edit.markers) if edit else Counts()


def _warning(error: markup.MarkupError) -> str:
    words = error.sentence.translated(_)
    if not error.line:
        return words
    return _("Line %(line)d: %(words)s") % {"line": error.line, "words": words}
