"""Reviewing: what becomes of an edit that waits. Each edit waits alone.

A decision names the hash of the snapshot that the reviewer saw, so that an edit sent again
meanwhile is not accepted unseen; where two decide at once, the lock lets one of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from articles import editing, permissions, telling, trusting
from articles.content import Proposal, new_uid
from articles.drafting import checked_note, locked
from articles.errors import AlreadyDecided, EditRefused, NotAllowed, Resubmitted, Sentence
from articles.models import Act, Article, Deed, Edit, Status
from articles.proposing import about, prepare, rebased, record_edit, reread, stored
from articles.revisions import About, Lineage, append_act, decide

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def accept(edit: Edit, *, reviewer: User, seen: str, note: str = "") -> Edit:
    """Accept a pending edit, and return what came of it: the published edit, which is the merge
    where the article has moved on; or the pending edit, where another reviewer must accept too.

    Args:
        seen: the hash of the snapshot that the reviewer saw.

    Raises (all are EditRefused):
        NotAllowed: the person does not review, made the edit, or accepted it before.
        Resubmitted: the edit was changed meanwhile. AlreadyDecided: somebody was first.
        EditConflict: what was published meanwhile touches the same places.
        ContentRefused, TitleTaken: it cannot be published as it is any more.
    """
    permissions.require_review(edit, reviewer)
    note = checked_note(note)
    prepared = stored(edit)
    with transaction.atomic():
        article, edit = _undecided(edit, reviewer, seen)
        asked = permissions.acceptances_asked(article)
        if asked > 1 and permissions.has_accepted(edit, reviewer):
            raise NotAllowed(Sentence("You accepted this edit. Another reviewer must, too."))
        if edit.accepted + 1 >= asked:
            now = rebased(article, prepared, edit.base, reviewer)
        edit.accepted += 1
        edit.save(update_fields=["accepted"])
        act = decide(edit, "accept", actor=reviewer, note=note, details={"asked": asked})
        if edit.accepted < asked:
            return edit
        if now is prepared:
            accepted = reread(edit, prepared)
        else:
            said = About(edit.editor, edit.editor_name, edit.summary, edit.is_minor)
            lineage = Lineage(base=article.published_edit, merges=edit)
            accepted = record_edit(article, now, said, Deed.MERGE, lineage)
        accepted.publish(actor=reviewer)
        _mark_reviewed(accepted.edit, reviewer, act.at)
        _answer(edit, act)
        return accepted.edit


def accept_with_correction(
    edit: Edit,
    proposal: Proposal,
    *,
    reviewer: User,
    seen: str,
    note: str = "",
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Accept a pending edit and publish the reviewer's own edit upon it, which is returned.

    `proposal` is the accepted content as the reviewer corrected it. Raises as `accept` and
    `editing.save_edit`; NotAllowed where review is strict, for then the correction is to wait.
    """
    if permissions.acceptances_asked(edit.article) > 1:
        raise NotAllowed(
            Sentence("Under strict review ask for changes: a correction would wait, too.")
        )
    with transaction.atomic():
        accepted = accept(edit, reviewer=reviewer, seen=seen, note=note)
        article = accepted.article
        if article is None:
            raise TypeError("accept() returns edits of articles")
        return editing.save_edit(
            article,
            proposal,
            base=accepted,
            editor=reviewer,
            summary=summary,
            submission=submission,
        )


def settle(
    edit: Edit,
    proposal: Proposal,
    *,
    base: Edit,
    reviewer: User,
    seen: str,
    note: str = "",
    summary: str = "",
) -> Edit:
    """Accept a pending edit that clashes with what readers see, in the reviewer's own words where
    it does, and return the merge, whose editor is the reviewer.

    Args:
        base: the edit that readers saw when the reviewer settled the clashes.

    Raises (all are EditRefused): as `accept`; NotAllowed where review is strict.
    """
    permissions.require_review(edit, reviewer)
    note = checked_note(note)
    prepared = prepare(proposal, base.article.content() if base.article else proposal.content)
    with transaction.atomic():
        article, edit = _undecided(edit, reviewer, seen)
        if permissions.acceptances_asked(article) > 1:
            raise NotAllowed(
                Sentence("Under strict review ask for changes: its editor settles the clashes.")
            )
        prepared = rebased(article, prepared, base, reviewer)
        act = decide(edit, "accept", actor=reviewer, note=note, details={"asked": 1})
        lineage = Lineage(base=article.published_edit, merges=edit)
        merged = record_edit(article, prepared, about(reviewer, summary), Deed.MERGE, lineage)
        merged.publish(actor=reviewer, published_as=permissions.publishes_as(article, reviewer))
        _answer(edit, act)
        return merged.edit


def ask_for_changes(edit: Edit, *, reviewer: User, seen: str, note: str) -> Edit:
    """Send a pending edit back to its editor, with a note that says what to change.

    Raises as `accept`; EditRefused: there is no note.
    """
    return _send_back(edit, "ask", Status.CHANGES_ASKED, reviewer, seen, note)


def reject(edit: Edit, *, reviewer: User, seen: str, note: str) -> Edit:
    """Reject a pending edit, with a note that says why. Raises as `ask_for_changes`."""
    return _send_back(edit, "reject", Status.REJECTED, reviewer, seen, note)


def confirm(edit: Edit, *, reviewer: User, note: str = "") -> Edit:
    """Say of the edit that readers see that it holds: reviewed now.

    Raises (both are EditRefused):
        NotAllowed: the person does not review, or made the edit.
        AlreadyDecided: readers see another by now.
    """
    permissions.require_review(edit, reviewer)
    note = checked_note(note)
    with transaction.atomic():
        article, edit = _still_published(edit, reviewer)
        act = decide(edit, "confirm", actor=reviewer, note=note)
        _mark_reviewed(edit, reviewer, act.at)
        article.stamp = new_uid()
        article.save(update_fields=["stamp"])
    return edit


def send_on(edit: Edit, *, reviewer: User, note: str) -> Edit:
    """Leave an article that is due again to another reviewer, with a note; it stays due, at the
    end of the queue. Raises as `confirm`; EditRefused: there is no note.
    """
    permissions.require_review(edit, reviewer)
    note = checked_note(note, required=True)
    with transaction.atomic():
        _article, edit = _still_published(edit, reviewer)
        act = decide(edit, "send_on", actor=reviewer, note=note)
        edit.waiting_since = act.at
        edit.save(update_fields=["waiting_since"])
    return edit


def plan_review(
    article: Article, *, reviewer: User, due: datetime | None, every: int | None, note: str = ""
) -> None:
    """Say when the article is due for review again, and after how many days from each review on.

    Raises (both are EditRefused):
        NotAllowed: the person does not review.
        EditRefused: the article is not published, or the interval is out of 1 to 3,650 days.
    """
    permissions.require_reviewer(reviewer)
    note = checked_note(note)
    if every is not None and not 1 <= every <= MOST_DAYS:
        raise EditRefused(
            Sentence("An interval is from 1 to %(most)d days long.", most=MOST_DAYS), "every"
        )
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        published = article.published_edit
        if published is None or article.is_deleted:
            raise EditRefused(Sentence("Only an article that readers see can be due for review."))
        now = timezone.now()
        if due is None and every is not None:
            due = (published.reviewed_at or now) + timedelta(days=every)
        article.review_every = every
        article.save(update_fields=["review_every"])
        published.waiting_since = due
        published.save(update_fields=["waiting_since"])
        append_act(
            article,
            "plan_review",
            actor=reviewer,
            at=now,
            note=note,
            details={"every": every, "due": due.isoformat() if due else None},
        )


MOST_DAYS = 3650


def _send_back(edit: Edit, name: str, to: Status, reviewer: User, seen: str, note: str) -> Edit:
    permissions.require_review(edit, reviewer)
    note = checked_note(note, required=True)
    with transaction.atomic():
        _article, edit = _undecided(edit, reviewer, seen)
        act = decide(edit, name, actor=reviewer, to=to, note=note)
        _answer(edit, act)
    return edit


def _undecided(edit: Edit, reviewer: User, seen: str) -> tuple[Article, Edit]:
    """Lock the article; return it and the edit as they are now, if the edit still waits as seen."""
    article, edit = locked(edit)
    permissions.require_review(edit, reviewer)
    if edit.status == Status.SUPERSEDED:
        newest = edit
        while following := newest.continued_by.first():
            newest = following
        raise Resubmitted(
            Sentence("Its editor changed this edit meanwhile. Look at what it is now."), newest
        )
    if edit.snapshot_hash != seen:
        raise Resubmitted(Sentence("This is not the edit that you saw. Look at it again."), edit)
    if edit.status != Status.PENDING:
        raise AlreadyDecided(_decided_sentence(edit))
    return article, edit


def _still_published(edit: Edit, reviewer: User) -> tuple[Article, Edit]:
    article, edit = locked(edit)
    permissions.require_review(edit, reviewer)
    if article.published_edit_id != edit.pk:
        raise AlreadyDecided(Sentence("Readers see another revision by now. Look at that one."))
    return article, edit


def _decided_sentence(edit: Edit) -> Sentence:
    act = Act.objects.filter(edit=edit).select_related("actor").order_by("-n").first()
    actor = act.actor.get_username() if act and act.actor else ""
    match edit.status:
        case Status.WITHDRAWN:
            return Sentence("Its editor withdrew this edit a moment ago.")
        case Status.REJECTED:
            words = "%(name)s rejected this a moment ago; your note was not needed."
        case Status.CHANGES_ASKED:
            words = "%(name)s asked for changes a moment ago; your note was not needed."
        case Status.DRAFT:
            return Sentence("This edit was not sent for review.")
        case _:
            words = "%(name)s accepted this a moment ago; your note was not needed."
    return Sentence(words, name=actor)


def _mark_reviewed(edit: Edit, reviewer: User, at: datetime) -> None:
    """Note who reviewed the edit that readers see, and when the next review is due."""
    every = edit.article.review_every if edit.article else None
    edit.reviewed_by, edit.reviewed_at = reviewer, at
    edit.waiting_since = at + timedelta(days=every) if every else None
    edit.save(update_fields=["reviewed_by", "reviewed_at", "waiting_since"])


def _answer(edit: Edit, act: Act) -> None:
    """Tell the editor what was decided, and count it where it is final."""
    if edit.editor is None:
        return
    telling.tell_editor(edit, act)
    if act.name == "accept":
        trusting.count_accepted(edit.editor)
    elif act.name == "reject":
        trusting.count_rejected(edit.editor)
