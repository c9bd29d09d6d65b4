"""Random sequences of actions, as a hypothesis state machine: tests run some of them, and
`python -m tests.bench.sequences` a thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from articles import checking
from articles.models import Level
from tests.drills import claims
from tests.drills.play import ACTS, Cast, Pick, Play

STEPS = 25
T = TypeVar("T")


class Actions(RuleBasedStateMachine):
    """One article, six people, and whatever the operations let them do, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self._undone = transaction.atomic()
        self._undone.__enter__()

    @initialize(data=st.data(), level=st.sampled_from(Level))
    def begin(self, data: st.DataObject, level: Level) -> None:
        self._level = override_settings(DEFAULT_PROTECTION=level)
        self._level.enable()
        self.play = Play(Cast.hired(), picking(data))
        self.play.begin()
        self.statuses = claims.statuses(self.play)

    @rule(data=st.data(), act=st.sampled_from(ACTS))
    def act(self, data: st.DataObject, act: Callable[[Play], None]) -> None:
        self.play.pick = picking(data)
        self.play.do(act)
        now = claims.statuses(self.play)
        assert claims.outside_the_diagram(self.statuses, now) == []
        self.statuses = now

    def teardown(self) -> None:
        try:
            if hasattr(self, "play"):
                assert claims.own_acceptances() == 0
                assert claims.lost_or_doubled(self.play) == []
                assert [str(finding) for finding in checking.check()] == []
        finally:
            self._level.disable()
            transaction.set_rollback(True)
            self._undone.__exit__(None, None, None)


def run(sequences: int, *, steps: int = STEPS) -> None:
    """Run so many sequences of so many actions. Raises AssertionError with one that fails.

    The caller has a database at hand, and leaves no transaction open that should be kept.
    """
    run_state_machine_as_test(
        Actions,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            phases=[Phase.generate],  # a shorter sequence that fails is not worth minutes
        ),
    )


def picking(data: st.DataObject) -> Pick:
    """Return what chooses as hypothesis draws."""

    def pick(of: Sequence[T]) -> T:
        return data.draw(st.sampled_from(of))

    return pick
