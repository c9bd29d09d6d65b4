"""Reviewing: what becomes of an edit that waits. Each edit waits alone.

A decision names the hash of the snapshot that the reviewer saw, so that an edit sent again
meanwhile is not accepted unseen; where two decide at once, the lock lets one of them.
"""

from articles.reviewing.accepting import (
    NO_CORRECTION,
    accept,
    accept_with_correction,
    content_upon,
    settle,
)
from articles.reviewing.again import MOST_DAYS, confirm, plan_review, send_on
from articles.reviewing.sending_back import ask_for_changes, reject
from articles.reviewing.waiting import decided_sentence

__all__ = [
    "MOST_DAYS",
    "NO_CORRECTION",
    "accept",
    "accept_with_correction",
    "ask_for_changes",
    "confirm",
    "content_upon",
    "decided_sentence",
    "plan_review",
    "reject",
    "send_on",
    "settle",
]
