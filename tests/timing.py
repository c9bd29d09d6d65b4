"""How long something may take on a machine that others use as well."""

from __future__ import annotations

import time
from collections.abc import Callable

_ROUNDS = 300_000
_USUAL = 0.016
"""Processor seconds that the rounds take on a quiet machine of the kind the limits are for."""


def allowed(seconds: float) -> float:
    """Return the processor seconds to allow just now for what takes at most `seconds` when quiet.

    More only while the machine is slower than usual, since cores share what they have.
    """
    start = time.process_time()
    total = 0
    for number in range(_ROUNDS):
        total += number * number % 7
    return seconds * max(1.0, (time.process_time() - start) / _USUAL)


def least_time(deed: Callable[[], object]) -> float:
    """Return the processor seconds that the quicker of two takes: others may slow one down."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        deed()
        taken.append(time.process_time() - start)
    return min(taken)
