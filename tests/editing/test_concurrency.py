"""Editors who save at the same moment; the whole drill is tests/bench/concurrent_edits.py."""

from __future__ import annotations

from tests.bench.concurrent_edits import drill


def test_edits_made_at_once_are_all_there_once_and_history_is_whole() -> None:
    processes, edits = 4, 5
    outcome = drill(processes, edits)
    assert outcome.failures == []
    assert outcome.findings == []
    assert len(outcome.lines) == len(set(outcome.lines)) == processes * edits * 3
