"""A pending edit sent back for changes, or rejected; and what becomes of it then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from articles import reviewing
from articles.errors import AlreadyDecided, EditRefused, NotAllowed, Resubmitted
from articles.models import Act, Article, Edit, Status
from articles.revisions import verify
from encyclopedia.accounts.models import User
from tests.people_and_articles import propose, save
from tests.reviewing.conftest import PENDING_TEXT

SendBack = Callable[..., Edit]
BOTH = pytest.mark.parametrize("send_back", [reviewing.ask_for_changes, reviewing.reject])


def test_asking_for_changes_sends_it_back_with_the_note(
    pending: Edit, reviewed: Article, editor: User, reviewer: User
) -> None:
    reviewing.ask_for_changes(
        pending, reviewer=reviewer, seen=pending.snapshot_hash, note="Which signs?\r\nWhere?"
    )
    pending.refresh_from_db()
    assert pending.status == Status.CHANGES_ASKED
    assert pending.waiting_since is None
    assert Act.objects.get(edit=pending, name="ask").note == "Which signs?\nWhere?"
    editor.refresh_from_db()
    assert editor.unread_decisions == 1
    reviewed.refresh_from_db()
    assert reviewed.pending == 0
    assert list(verify()) == []


def test_what_was_sent_back_waits_again_once_it_is_changed(
    pending: Edit, reviewed: Article, editor: User, reviewer: User
) -> None:
    reviewing.ask_for_changes(
        pending, reviewer=reviewer, seen=pending.snapshot_hash, note="Which signs?"
    )
    changed = propose(reviewed, PENDING_TEXT.replace("signs", "exit signs"))
    newer = save(reviewed, changed, editor, base=pending)
    assert newer.status == Status.PENDING
    assert newer.continues == pending
    pending.refresh_from_db()
    assert pending.status == Status.SUPERSEDED


def test_a_rejected_edit_is_counted_and_not_lost(
    pending: Edit, editor: User, reviewer: User
) -> None:
    reviewing.reject(pending, reviewer=reviewer, seen=pending.snapshot_hash, note="No source.")
    pending.refresh_from_db()
    assert pending.status == Status.REJECTED
    assert editor.trust.rejected == 1
    assert list(verify()) == []


@BOTH
@pytest.mark.parametrize("note", ["", " \n\t", "\u2028"])
def test_a_note_is_asked_for(pending: Edit, reviewer: User, send_back: SendBack, note: str) -> None:
    with pytest.raises(EditRefused, match="Say why"):
        send_back(pending, reviewer=reviewer, seen=pending.snapshot_hash, note=note)
    pending.refresh_from_db()
    assert pending.status == Status.PENDING


@BOTH
def test_only_another_reviewer_sends_back(pending: Edit, editor: User, send_back: SendBack) -> None:
    for person in (editor, User.objects.create_user("Henri")):
        with pytest.raises(NotAllowed):
            send_back(pending, reviewer=person, seen=pending.snapshot_hash, note="No.")


@BOTH
def test_what_was_not_seen_is_not_sent_back(
    pending: Edit, reviewed: Article, editor: User, reviewer: User, send_back: SendBack
) -> None:
    newer = save(reviewed, propose(reviewed, f"{PENDING_TEXT}\nMore."), editor, base=pending)
    with pytest.raises(Resubmitted) as refusal:
        send_back(pending, reviewer=reviewer, seen=pending.snapshot_hash, note="No.")
    assert refusal.value.newest == newer


@BOTH
def test_of_two_verdicts_the_first_counts(
    pending: Edit, reviewer: User, second: User, send_back: SendBack
) -> None:
    reviewing.accept(pending, reviewer=second, seen=pending.snapshot_hash)
    with pytest.raises(AlreadyDecided, match="Frédéric accepted"):
        send_back(pending, reviewer=reviewer, seen=pending.snapshot_hash, note="No.")
    pending.refresh_from_db()
    assert pending.status == Status.PUBLISHED


def test_who_withdrew_or_was_sent_back_can_take_the_text_up_again(
    pending: Edit, reviewed: Article, editor: User, reviewer: User
) -> None:
    reviewing.reject(pending, reviewer=reviewer, seen=pending.snapshot_hash, note="No source.")
    again = save(reviewed, propose(reviewed, PENDING_TEXT), editor)
    assert again.status == Status.PENDING
    assert again.content_hash == pending.content_hash
