"""Honest histories: articles to which people did what the operations let them, at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from django.test import override_settings

from articles.models import Level
from tests.drills.play import ACTS, Cast, Play

T = TypeVar("T")


def chance_of(seed: int) -> random.Random:
    """Return what decides by chance, always alike for the same seed."""
    return random.Random(seed)  # noqa: S311 (nothing is kept secret by it)


def make_histories(count: int, *, steps: int, chance: random.Random) -> list[Play]:
    """Make articles, each by a cast of its own in `steps` steps, and return what was played."""
    plays = []
    for n in range(count):
        play = Play(Cast.hired(f"{n} "), _Picker(chance), f"Radium {n}")
        with override_settings(DEFAULT_PROTECTION=chance.choice(Level.values)):
            play.begin()
            for _ in range(steps):
                play.do(chance.choice(ACTS))
        plays.append(play)
    return plays


class _Picker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def __call__(self, of: Sequence[T]) -> T:
        return self._chance.choice(of)
