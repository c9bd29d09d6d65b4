"""What becomes of a recorded edit: its status, and the act that says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone

from articles.content import JSON
from articles.models import Act, Edit, Status
from articles.revisions.chain import NO_DETAILS, append_act
from articles.revisions.recording import count_pending, leave

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def decide(
    edit: Edit,
    act: str,
    *,
    actor: User | None,
    to: Status | None = None,
    note: str = "",
    details: Mapping[str, JSON] = NO_DETAILS,
) -> Act:
    """Append an act about the edit, which takes it to another status where one is named.

    The snapshot's hash stands in the act, so it says what was decided on. The caller holds the
    lock of `edit.subject`, and has read the edit since.
    """
    at = timezone.now()
    if to == Status.PENDING:
        edit.status, edit.sent_at, edit.waiting_since = to, at, at
        edit.save(update_fields=["status", "sent_at", "waiting_since"])
        count_pending(edit.subject, +1)
    elif to is not None:
        leave(edit, edit.subject, to)
    return append_act(
        edit.subject,
        act,
        actor=actor,
        at=at,
        edit=edit,
        note=note,
        details={"snapshot": edit.snapshot_hash, **details},
    )
