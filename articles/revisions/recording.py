"""Writing history: one Version row and one Edit for every edit, and the act that says so."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import reversion
from django.utils import timezone

from articles.content import JSON, new_uid
from articles.models import (
    Article,
    Deed,
    Edit,
    InfoboxKind,
    PublishedAs,
    Source,
    Status,
    Subject,
)
from articles.revisions.chain import append_act, fact_time, salted_hash
from articles.revisions.snapshots import ArticleSnapshot, Snapshot, snapshot_text, stored_form

if TYPE_CHECKING:
    from articles.markup import Counts
    from encyclopedia.accounts.models import User


@dataclass(frozen=True, slots=True)
class About:
    """What is said of an edit beside its snapshot.

    Attributes:
        editor: the account; None for what the software itself or an import made.
        editor_name: shown where there is no account.
        summary: one line, at most 500 characters.
        submission: the form's own id, so that a form sent twice is one edit.
        stated_at: the time an imported revision claims.
    """

    editor: User | None
    editor_name: str = ""
    summary: str = ""
    is_minor: bool = False
    submission: UUID | None = None
    stated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """From which other edits of the subject an edit comes.

    Attributes:
        base: the edit that readers saw, which it changes.
        continues: the unpublished edit that it takes the place of.
        merges: the pending edit whose merge with what readers see it is.
        target: the edit that it undoes, the first that it rolls back, or the one returned to.
    """

    base: Edit | None = None
    continues: Edit | None = None
    merges: Edit | None = None
    target: Edit | None = None

    def facts(self) -> dict[str, JSON]:
        """Return the uids of those there are."""
        named = {
            "base": self.base,
            "continues": self.continues,
            "merges": self.merges,
            "target": self.target,
        }
        return {name: one.uid if one else None for name, one in named.items()}


FOUNDING = Lineage()


def register_subjects() -> None:
    """Tell reversion about the three subjects; called once, when the app is ready."""
    for model in (Article, Source, InfoboxKind):
        reversion.register(model, fields=(), format="snapshot")


def record(
    subject: Subject,
    snapshot: Snapshot,
    about: About,
    *,
    deed: Deed,
    lineage: Lineage = FOUNDING,
    counts: Counts | None = None,
    state: Status = Status.PENDING,
) -> Edit:
    """Record an edit of the subject, pending or a draft, and its act, and return the edit. No row
    of the subject but its counters is touched: what readers see stays. The edit that it continues
    is superseded; the one that it merges is merged.

    The caller is in a transaction and holds the subject's lock; the subject's row exists.

    Raises:
        RuntimeError: a reversion block is open, or reversion dropped the version.
    """
    if reversion.is_active():
        raise RuntimeError("record() opens a reversion block of its own; none may be open.")
    text = snapshot_text(snapshot)
    title = snapshot.title if isinstance(snapshot, ArticleSnapshot) else str(subject)[:255]
    carrier = type(subject)(**_shown_form(subject, title))
    carrier.pk = subject.pk
    carrier.snapshot = stored_form(text)
    at, salt, uid = timezone.now(), secrets.token_hex(16), new_uid()
    content = snapshot.content.digest() if isinstance(snapshot, ArticleSnapshot) else ""
    with reversion.create_revision(manage_manually=True):
        reversion.add_to_revision(carrier)
        reversion.set_user(about.editor)
        reversion.set_comment(about.summary)
        reversion.set_date_created(at)
        reversion.add_meta(
            Edit,
            **{subject.edit_relation: subject},
            uid=uid,
            number=subject.last_number + 1,
            deed=deed,
            status=state,
            title=title,
            editor=about.editor,
            editor_name=about.editor_name,
            made_at=at,
            stated_at=about.stated_at,
            summary=about.summary,
            is_minor=about.is_minor,
            submission=about.submission or uuid4(),
            base=lineage.base,
            continues=lineage.continues,
            merges=lineage.merges,
            target=lineage.target,
            **_sent(state, lineage.continues, at),
            salt=salt,
            snapshot_hash=salted_hash(salt, text),
            content_hash=content,
            words=counts.words if counts else 0,
            citations=counts.citations if counts else 0,
            markers=counts.markers if counts else 0,
        )
    edit = Edit.objects.filter(uid=uid).first()
    if edit is None:
        raise RuntimeError(f"Nothing was recorded: {subject!r} has no row.")
    setattr(edit, subject.edit_relation, subject)
    subject.last_number = edit.number
    if state == Status.PENDING:
        count_pending(subject, +1)
    if lineage.continues:
        leave(lineage.continues, subject, Status.SUPERSEDED)
    if lineage.merges:
        leave(lineage.merges, subject, Status.MERGED)
    append_act(
        subject,
        "edit",
        actor=about.editor,
        at=at,
        edit=edit,
        details={
            "deed": str(deed),
            "number": edit.number,
            "state": str(edit.status),
            "minor": about.is_minor,
            "summary": salted_hash(salt, about.summary),
            "snapshot": edit.snapshot_hash,
            "stated_at": fact_time(about.stated_at) if about.stated_at else None,
            **lineage.facts(),
        },
    )
    return edit


def mark_published(
    edit: Edit, *, actor: User | None, published_as: PublishedAs | None = None
) -> None:
    """Make the edit the one that readers see: its state, what it replaces, the act that says so.

    `published_as` says what let its editor publish it; None where a reviewer accepted it. The
    caller holds the subject's lock, and writes the rows that the snapshot describes. When the
    next review is due passes on to the edit, for whoever publishes reviews nothing by that.
    """
    subject = edit.subject
    replaced = subject.published_edit
    count_pending(subject, -1)
    edit.status, edit.published_at = Status.PUBLISHED, timezone.now()
    edit.published_as = published_as or ""
    edit.replaces = replaced
    edit.waiting_since = None
    if replaced and replaced.waiting_since:
        edit.waiting_since, replaced.waiting_since = replaced.waiting_since, None
        replaced.save(update_fields=["waiting_since"])
    edit.save(update_fields=["status", "published_at", "published_as", "replaces", "waiting_since"])
    edit.parts.update(published_at=edit.published_at)
    subject.published_edit = edit
    subject.save(update_fields=["published_edit"])
    append_act(
        subject,
        "publish",
        actor=actor,
        at=edit.published_at,
        edit=edit,
        details={
            "snapshot": edit.snapshot_hash,
            "replaces": replaced.uid if replaced else None,
            "as": edit.published_as,
        },
    )


def leave(edit: Edit, subject: Subject, status: Status) -> None:
    """Give the subject's edit the status for which it leaves its own, waiting no longer."""
    if edit.status == Status.PENDING:
        count_pending(subject, -1)
    edit.status, edit.waiting_since = status, None
    edit.save(update_fields=["status", "waiting_since"])


def count_pending(subject: Subject, change: int) -> None:
    """Count one pending edit of an article more or less; the act that follows saves it."""
    if isinstance(subject, Article):
        subject.pending += change


def _sent(state: Status, continued: Edit | None, at: datetime) -> dict[str, datetime | None]:
    """Return since when an edit waits. One that was changed while it waited keeps its place."""
    if state != Status.PENDING:
        return {"sent_at": None, "waiting_since": None}
    since = continued.waiting_since if continued else None
    return {"sent_at": since or at, "waiting_since": since or at}


def _shown_form(subject: Subject, title: str) -> dict[str, object]:
    """Return what the throw-away instance needs so that reversion can name it."""
    match subject:
        case Article():
            return {"title": title}
        case InfoboxKind():
            return {"label": subject.label}
        case _:
            return {"uid": subject.uid, "csl": {"title": title}}
