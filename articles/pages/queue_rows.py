"""The rows of the queue: who did what, how long it waits, and what it does to sourcing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from articles import permissions
from articles.models import Act, Deed, Edit, Protection, Status, Trust
from articles.pages.effects import numbers_in_words
from articles.pages.moments import day_of, editor_address
from articles.pages.queue_filters import Filters, review_address

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

_SHOWN = (
    *("uid", "deed", "status", "title", "editor_name", "waiting_since", "summary", "is_minor"),
    *("accepted", "words", "is_editor_hidden", "is_summary_hidden"),
    *("citations_added", "citations_removed", "references_dropped", "markers_added"),
    *("markers_cleared", "is_by_newcomer", "reviewed_at", "article_id"),
    *("editor__username", "editor__is_name_hidden", "editor__is_anonymised", "editor__uid"),
    *("editor__trust__is_trusted", "editor__trust__accepted", "editor__trust__rejected"),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that an edit does to sourcing: "+", "2 citations"; `kind` as of a badge."""

    kind: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class QueueBadge:
    """A state in a word, as parts/badge.html takes it."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One edit that waits, or one article that is due again.

    Attributes:
        uid: of the edit; address: where it is decided on.
        age: "3 days"; since: when it began to wait.
        editor, record: name, and what became of their edits before; editor_address: of their page,
            empty where readers may not know who it is.
        size: "+212 words"; empty where the number is the same.
        effect: what it does to sourcing.
        is_own: whether the reader made it, and so cannot decide on it.
    """

    uid: str
    address: str
    title: str
    age: str
    since: datetime
    badges: tuple[QueueBadge, ...]
    editor: str
    editor_address: str
    record: str
    summary: str
    size: str
    effect: tuple[Sign, ...]
    is_own: bool


def drawn(edits: QuerySet[Edit], reviewer: User) -> QuerySet[Edit]:
    """Return the edits with all that their rows show. What is one value is no row of its own: to
    make that costs more than to fetch it.
    """
    own = Act.objects.filter(edit=OuterRef("pk"), name="accept", actor=reviewer)
    related = edits.select_related("editor__trust").only(*_SHOWN)
    return related.annotate(
        was_accepted_by_reader=Exists(own),
        words_before=F("base__words"),
        own_level=F("article__protection__level"),
        own_level_until=F("article__protection__until"),
    )


def queue_rows(edits: Iterable[Edit], filters: Filters, reviewer: User) -> tuple[QueueRow, ...]:
    """Return the rows of edits that `drawn` found, whose addresses carry the filters (no query)."""
    same = _Same.of(filters, reviewer)
    return tuple(_row(edit, same) for edit in edits)


@dataclass(frozen=True, slots=True)
class _Same:
    """What all rows of a page share, found once: 50 times it would take a third of its time.

    Attributes:
        address: of a row, with _ANY_UID for the uid.
        asked: how many reviewers accept where the article has no level of its own.
    """

    reviewer: User
    address: str
    now: datetime
    asked: int

    @classmethod
    def of(cls, filters: Filters, reviewer: User) -> _Same:
        asked = permissions.acceptances_under(permissions.holding(None))
        return cls(reviewer, review_address(_ANY_UID, filters), timezone.now(), asked)


_ANY_UID = "a" * 16


def _row(edit: Edit, same: _Same) -> QueueRow:
    since = edit.waiting_since or same.now
    is_due = edit.status == Status.PUBLISHED
    return QueueRow(
        uid=edit.uid,
        address=same.address.replace(_ANY_UID, edit.uid, 1),
        title=edit.title,
        age=age_in_words(same.now - since),
        since=since,
        badges=tuple(_badges(edit, same)),
        editor=edit.shown_editor,
        editor_address=editor_address(edit),
        record="" if is_due or edit.is_editor_hidden else record_in_words(edit),
        summary=edit.shown_summary,
        size="" if is_due else _size(edit),
        effect=() if is_due else tuple(signs(edit)),
        is_own=edit.editor_id == same.reviewer.pk,
    )


def age_in_words(age: timedelta) -> str:
    """Return for how long something has waited, in its largest unit: "3 days"."""
    minutes = max(0, age // timedelta(minutes=1))
    if not minutes:
        return _("less than a minute")
    if minutes >= 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if minutes >= 60:
        return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def _badges(edit: Edit, same: _Same) -> Iterator[QueueBadge]:
    if edit.status == Status.PUBLISHED:
        yield QueueBadge("ask", "history", _("due again"))
        last = edit.reviewed_at
        yield QueueBadge(
            "plain",
            "",
            _("reviewed %(day)s") % {"day": day_of(last)} if last else _("never reviewed"),
        )
        return
    if edit.editor_id == same.reviewer.pk:
        yield QueueBadge("plain", "account", _("your own"))
    yield QueueBadge("wait", "history", _("pending"))
    if edit.deed == Deed.CREATE:
        yield QueueBadge("plain", "add", _("new article"))
    elif edit.deed != Deed.EDIT:
        yield QueueBadge("plain", "", str(edit.get_deed_display()))
    if edit.is_minor:
        yield QueueBadge("plain", "", _("minor"))
    if part := acceptances_in_words(edit, _asked(edit, same)):
        is_mine = getattr(edit, "was_accepted_by_reader")  # noqa: B009  # an annotation, as below
        words = _("%(part)s, one of them you") % {"part": part} if is_mine else part
        yield QueueBadge("yes" if edit.accepted else "plain", "check", words)


def _asked(edit: Edit, same: _Same) -> int:
    level: str | None = getattr(edit, "own_level")  # noqa: B009
    if level is None:
        return same.asked
    own = Protection(level=level, until=getattr(edit, "own_level_until"))  # noqa: B009
    return permissions.acceptances_under(permissions.holding(own))


def acceptances_in_words(edit: Edit, asked: int) -> str:
    """Return "1 of 2" of an edit that several reviewers must accept; empty of any other."""
    return _("%(n)d of %(asked)d") % {"n": edit.accepted, "asked": asked} if asked > 1 else ""


def record_in_words(edit: Edit) -> str:
    """Return what became of the editor's edits before: "trusted, 12 accepted, 1 rejected" (no
    query where their trust is selected with the edit).
    """
    if edit.editor is None:
        return _("no account")
    trust: Trust | None = getattr(edit.editor, "trust", None)
    if trust is None or not (trust.accepted or trust.rejected or trust.is_trusted):
        return _("new: nothing accepted or rejected yet")
    parts = [_("trusted")] if trust.is_trusted else []
    parts.append(
        ngettext("%(n)d accepted", "%(n)d accepted", trust.accepted) % {"n": trust.accepted}
    )
    parts.append(
        ngettext("%(n)d rejected", "%(n)d rejected", trust.rejected) % {"n": trust.rejected}
    )
    return _(", ").join(parts)


def _size(edit: Edit) -> str:
    before: int | None = getattr(edit, "words_before")  # noqa: B009  # an annotation
    return numbers_in_words(edit.words - (before or 0), 0, 0)


def signs(edit: Edit) -> Iterator[Sign]:
    """Yield what an edit does to the sourcing of what readers see."""
    effect = (
        (edit.citations_added, "yes", "+", _CITATIONS),
        (edit.citations_removed, "no", "−", _CITATIONS),
        (edit.references_dropped, "no", "−", _REFERENCES),
        (edit.markers_added, "wait", "+", _MARKERS),
        (edit.markers_cleared, "yes", "−", _MARKERS),
    )
    for count, kind, sign, words in effect:
        if count:
            yield Sign(kind, sign, words % {"n": count})


_CITATIONS = ngettext_lazy("%(n)d citation", "%(n)d citations", "n")
_REFERENCES = ngettext_lazy("%(n)d reference", "%(n)d references", "n")
_MARKERS = ngettext_lazy("%(n)d marker", "%(n)d markers", "n")
