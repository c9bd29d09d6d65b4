"""What people do in any order; the whole drill is tests/bench/sequences.py."""

from __future__ import annotations

from tests.drills.sequences import run


def test_no_sequence_of_actions_leaves_the_diagram_or_loses_an_edit(db: None) -> None:
    run(25, steps=20)
