"""Looking at an edit before it is saved: its preview, its changes, and what a conflict is about.

The same parsing, surroundings and rendering as when it is published, so that preview and page
cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import comparing, editing, markup, publishing, sourcing
from articles.content import ArticleContent, Proposal
from articles.errors import ContentRefused
from articles.forms import EditForm
from articles.pages.body import ArticleBody, rendered_body
from articles.pages.changes import Group, groups
from articles.pages.diff import totals
from articles.pages.history import numbers_in_words


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
    proposal = form.proposal()
    try:
        content = editing.dated(proposal.content, form.base.content, f"{timezone.now():%Y-%m}")
        parsed = markup.parse(content)
        around = publishing.surroundings(content, proposal.new_sources)
        document = publishing.render(title, parsed, around, proposal.new_sources)
    except ContentRefused as refusal:
        form.refuse(refusal.problems)
        return None
    return Preview(
        shown=rendered_body(title, content, document, around.kind.label if around.kind else ""),
        warnings=tuple(map(_warning, document.errors)),
    )


def changes_of(form: EditForm) -> Changes | None:
    """Return what the form changes in its base; None where it is refused, and the form says why."""
    if not form.check(may_wait=True):
        return None
    try:
        return difference(form.base.content, form.proposal())
    except ContentRefused as refusal:
        form.refuse(refusal.problems)
        return None


def difference(before: ArticleContent, after: Proposal) -> Changes:
    """Return what changed (one query). Raises ContentRefused: a text costs too much to read."""
    sources = sourcing.by_uid(
        entry.source for content in (before, after.content) for entry in content.references
    )
    records = {uid: sourcing.shown_record(source) for uid, source in sources.items()}
    found = comparing.compare(
        before,
        after.content,
        sources_before=records,
        sources_after={**after.new_sources, **records},
    )
    return Changes(
        groups=groups(found),
        effect=numbers_in_words(found.words, found.citations, found.markers),
        totals=totals(found),
        is_empty=found.is_empty,
    )


def _warning(error: markup.MarkupError) -> str:
    words = error.sentence.translated(_)
    if not error.line:
        return words
    return _("Line %(line)d: %(words)s") % {"line": error.line, "words": words}
