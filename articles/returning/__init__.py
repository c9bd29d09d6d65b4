"""Returning: an edit undone, a run of edits rolled back, an older revision put in place again.

Each is an ordinary edit with its kind and its target, under the same review as any other.
"""

from articles.returning.reverting import revert
from articles.returning.rolling_back import Run, rollback, rolling_back, run_of
from articles.returning.undoing import Reverse, reverse_of, settle_undo, undo

__all__ = [
    "Reverse",
    "Run",
    "reverse_of",
    "revert",
    "rollback",
    "rolling_back",
    "run_of",
    "settle_undo",
    "undo",
]
