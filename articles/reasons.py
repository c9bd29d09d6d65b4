"""Why, and until when: what is asked of whoever protects, blocks, deletes or trusts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from articles.content import one_line
from articles.errors import EditRefused, Sentence

LONGEST_REASON = 500
LONGEST_TERM = timedelta(days=3650)


def checked_reason(reason: str) -> str:
    """Return a reason as it is kept: one line. Raises EditRefused: there is none, or too long."""
    reason = one_line(reason)
    if not reason:
        raise EditRefused(Sentence("Say why, in a sentence. It is kept in the log."), "reason")
    if len(reason) > LONGEST_REASON:
        raise EditRefused(
            Sentence(
                "This reason is %(size)d characters long; %(most)d is the most. Shorten it.",
                size=len(reason),
                most=LONGEST_REASON,
            ),
            "reason",
        )
    return reason


def checked_end(until: datetime | None) -> datetime | None:
    """Return when something ends by itself; None where it stays.

    Raises EditRefused: that is over, or more than ten years away.
    """
    if until is None:
        return None
    if until <= timezone.now():
        raise EditRefused(Sentence("This time is over. Choose one to come."), "until")
    if until - timezone.now() > LONGEST_TERM:
        raise EditRefused(
            Sentence("This is more than ten years away. Leave it empty for no end."), "until"
        )
    return until
