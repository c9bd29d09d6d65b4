"""What is counted of an account beside what was decided on its edits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Max, Q

from articles.models import Act, Edit, Status, Trust
from articles.revisions import Finding

AT_ONCE = timedelta(minutes=1)
"""Decisions so near each other may have been counted in another order than they were made."""
ACCEPTED = (Status.PUBLISHED, Status.MERGED)
Decisions = list[tuple[datetime, bool]]


def trust_unlike(trust: Trust) -> Iterator[str]:
    """Yield what differs between the counters of an account's edits and the decisions on them."""
    decisions = _decisions(trust)
    accepted = sum(is_accepted for _, is_accepted in decisions)
    if (trust.accepted, trust.rejected) != (accepted, len(decisions) - accepted):
        yield "it counts other decisions on the account's edits than there are."
        return
    if _are_in_doubt(decisions):
        return
    row = _row_of(decisions, True)
    if trust.accepted_in_a_row != len(row):
        yield "it counts another row of accepted edits than there is."
    elif not _is_about(trust.row_began_at, row[0] if row else None):
        yield "its row of accepted edits began at another time."
    against = [at for at in _row_of(decisions, False) if not trust.since or at > trust.since]
    if trust.rejected_in_a_row != len(against):
        yield "it counts another row of rejected edits than there is."


def uncounted() -> Iterator[Finding]:
    """Yield the accounts on whose edits somebody decided, though nothing is kept of them."""
    edits = Edit.objects.filter(article__isnull=False, editor__isnull=False, editor__trust=None)
    decided = edits.filter(Q(status__in=ACCEPTED, accepted__gt=0) | Q(status=Status.REJECTED))
    for uid in decided.values_list("editor__uid", flat=True).distinct().order_by("editor__uid"):
        yield Finding(
            uid, "nothing is counted of the account's edits, though some were decided on."
        )


def _decisions(trust: Trust) -> Decisions:
    """Return when each of the account's edits was accepted for good, or rejected, in order."""
    edits = Edit.objects.filter(editor=trust.account_id, article__isnull=False)
    accepted = edits.filter(status__in=ACCEPTED, accepted__gt=0)
    last = Act.objects.filter(edit__in=accepted, name="accept").values("edit").annotate(Max("at"))
    rejected = Act.objects.filter(edit__in=edits, name="reject")
    return sorted(
        [(row["at__max"], True) for row in last]
        + [(at, False) for at in rejected.values_list("at", flat=True)]
    )


def _are_in_doubt(decisions: Decisions) -> bool:
    return any(
        one[1] != other[1] and other[0] - one[0] < AT_ONCE for one, other in pairwise(decisions)
    )


def _row_of(decisions: Decisions, is_accepted: bool) -> list[datetime]:
    """Return the times of the last decisions, as many as there were of this kind in a row."""
    row: list[datetime] = []
    for at, kind in reversed(decisions):
        if kind != is_accepted:
            break
        row.insert(0, at)
    return row


def _is_about(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < AT_ONCE
