"""The rows of a history: one a revision, those of a run behind its newest, by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Deed, Edit, PublishedAs
from articles.pages.effects import difference_address, effect_in_words
from articles.pages.moments import Made, day_of, made, time_of

RUN = timedelta(hours=1)
"""How long a run of one editor's edits lasts that folds to one line."""
SHOWN = (
    *("uid", "deed", "status", "made_at", "published_at", "summary", "is_minor", "editor_name"),
    *("words", "citations", "markers", "article_id", "published_as"),
    *("is_editor_hidden", "is_summary_hidden", "is_text_hidden"),
    *("editor__username", "editor__is_name_hidden", "editor__is_anonymised"),
    *("reviewed_by__username", "reviewed_by__is_name_hidden"),
    *("replaces__uid", "replaces__words", "replaces__citations", "replaces__markers"),
    "replaces__is_text_hidden",
)
"""All that a row needs of an edit."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Uids of the two revisions that are chosen to be compared; each may be empty."""

    older: str = ""
    newer: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One revision in a list.

    Attributes:
        badges: kinds and words: what it did where that is not plain editing ("reverted"), whether
            it is minor, whether its text is hidden from readers.
        facts: "+212 words, +2 citations, −1 marker"; who reviewed it, or what let it be published
            unreviewed.
        changes_address: its difference from the one before; empty of the first, and where the
            reader may not read both.
        day: "22 November 2026".
        is_readable: whether the reader may read its text.
        is_summary_hidden: whether the summary is words of ours.
        is_from, is_to: whether it is chosen as the older, the newer side of a comparison.
    """

    made: Made
    day: str
    badges: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    changes_address: str
    is_readable: bool
    is_summary_hidden: bool
    is_from: bool
    is_to: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A revision, and behind it those before it that its editor made within the hour.

    Attributes:
        rest: the newest first; words: what they are: "3 edits more by Mina K. within the hour".
        changes_address: the difference that all of them made; may be empty.
        changes_words: "Changes of all 4".
        is_open: whether one of the rest is chosen for comparison.
    """

    row: HistoryRow
    rest: tuple[HistoryRow, ...] = ()
    words: str = ""
    changes_address: str = ""
    changes_words: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """The revisions of one day, the newest first."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader sees rows: whether hidden texts, too, and which two are chosen."""

    sees_hidden: bool
    pair: Pair

    def row(self, edit: Edit, day: str) -> HistoryRow:
        """Return the row of an edit selected with SHOWN (no query)."""
        before = edit.replaces
        return HistoryRow(
            made=made(edit),
            day=day,
            badges=tuple(_badges(edit)),
            facts=tuple(filter(None, (effect_in_words(edit, before), _standing(edit)))),
            changes_address=self.changes(before, edit),
            is_readable=self.may_read(edit),
            is_summary_hidden=edit.is_summary_hidden,
            is_from=edit.uid == self.pair.older,
            is_to=edit.uid == self.pair.newer,
        )

    def may_read(self, edit: Edit) -> bool:
        """Say whether the reader may read the text of a published edit."""
        return self.sees_hidden or not edit.is_text_hidden

    def changes(self, before: Edit | None, after: Edit) -> str:
        """Return the address of a difference; empty where one side may not be read."""
        if before is None or not (self.may_read(before) and self.may_read(after)):
            return ""
        return difference_address(before.uid, after.uid)

    def days(self, edits: Iterable[Edit]) -> Iterator[Day]:
        """Yield the edits, the newest first, by day."""
        for _date, of_day in groupby(edits, key=lambda edit: _date_of(edit)):
            runs = list(runs_of(of_day))
            day = day_of(time_of(runs[0][0]))
            yield Day(day, tuple(self._line(run, day) for run in runs))

    def _line(self, run: Sequence[Edit], day: str) -> Line:
        newest, *rest = (self.row(edit, day) for edit in run)
        if not rest:
            return Line(newest)
        words = ngettext(
            "%(count)d edit more by %(editor)s within the hour",
            "%(count)d edits more by %(editor)s within the hour",
            len(rest),
        )
        return Line(
            row=newest,
            rest=tuple(rest),
            words=words % {"count": len(rest), "editor": newest.made.editor},
            changes_address=self.changes(run[-1].replaces, run[0]),
            changes_words=_("Changes of all %(count)d") % {"count": len(run)},
            is_open=any(row.is_from or row.is_to for row in rest),
        )


def runs_of(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Yield edits, the newest first, in runs: one editor's within an hour, without another's
    between. Who has no name to be seen is in no run, so that no run tells two such apart.
    """
    run: list[Edit] = []
    for edit in edits:
        if run and not _is_of_run(run[0], edit):
            yield run
            run = []
        run.append(edit)
    if run:
        yield run


def _is_of_run(newest: Edit, edit: Edit) -> bool:
    if time_of(newest) - time_of(edit) > RUN or _is_nameless(newest) or _is_nameless(edit):
        return False
    return (newest.editor_id, newest.editor_name) == (edit.editor_id, edit.editor_name)


def _is_nameless(edit: Edit) -> bool:
    return edit.is_editor_hidden or (edit.editor is not None and edit.editor.is_name_hidden)


def _date_of(edit: Edit) -> object:
    return timezone.localtime(time_of(edit)).date()


def _badges(edit: Edit) -> Iterator[tuple[str, str]]:
    if edit.deed != Deed.EDIT:
        yield "plain", str(edit.get_deed_display())
    if edit.is_minor:
        yield "plain", _("minor")
    if edit.is_text_hidden:
        yield "no", _("text hidden")


def _standing(edit: Edit) -> str:
    if edit.reviewed_by:
        return _("Reviewed by %(name)s") % {"name": edit.reviewed_by.shown_name}
    if edit.published_as == PublishedAs.REVIEWER:
        return _("Published by a reviewer")
    if edit.published_as == PublishedAs.TRUSTED:
        return _("Published by a trusted contributor")
    return ""
