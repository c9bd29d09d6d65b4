"""A pending edit sent back to its editor: for changes, or for good. Nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from articles import permissions
from articles.drafting import checked_note
from articles.models import Edit, Status
from articles.reviewing.waiting import answer_editor, undecided
from articles.revisions import decide

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def ask_for_changes(edit: Edit, *, reviewer: User, seen: str, note: str) -> Edit:
    """Send a pending edit back to its editor, with a note that says what to change.

    Raises (all are EditRefused):
        NotAllowed: the person does not review, or made the edit.
        Resubmitted: the edit was changed meanwhile. AlreadyDecided: somebody was first.
        EditRefused: there is no note.
    """
    return _send_back(edit, "ask", Status.CHANGES_ASKED, reviewer, seen, note)


def reject(edit: Edit, *, reviewer: User, seen: str, note: str) -> Edit:
    """Reject a pending edit, with a note that says why. Raises as `ask_for_changes`."""
    return _send_back(edit, "reject", Status.REJECTED, reviewer, seen, note)


def _send_back(edit: Edit, name: str, to: Status, reviewer: User, seen: str, note: str) -> Edit:
    permissions.require_review(edit, reviewer)
    note = checked_note(note, required=True)
    with transaction.atomic():
        _article, edit = undecided(edit, reviewer, seen)
        act = decide(edit, name, actor=reviewer, to=to, note=note)
        answer_editor(edit, act)
    return edit
