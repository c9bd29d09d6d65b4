"""Reviewing: what becomes of an edit that waits. Each edit waits alone.

A decision names the hash of the snapshot that the reviewer saw, so that an edit sent again
meanwhile is not accepted unseen; where two decide at once, the lock lets one of them.
"""

from articles.reviewing.accepting import accept, accept_with_correction, settle
from articles.reviewing.again import MOST_DAYS, confirm, plan_review, send_on
from articles.reviewing.sending_back import ask_for_changes, reject

__all__ = [
    "MOST_DAYS",
    "accept",
    "accept_with_correction",
    "ask_for_changes",
    "confirm",
    "plan_review",
    "reject",
    "send_on",
    "settle",
]
