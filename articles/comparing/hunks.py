"""What one side changed, atom by atom: hunks, and stretches that moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from articles.comparing.atoms import Atoms
from articles.comparing.lines import changed_lines, moved_lines
from articles.comparing.matching import Effort, Pair, matched

MOST_MOVES = 50
"""Moved stretches of one side that changes of the other follow."""


@dataclass(frozen=True, slots=True, order=True)
class Hunk:
    """Atoms of the base, from `start` up to `end`, that became others, from `first` up to `last`.

    Either may be none: then something came, or went.
    """

    start: int
    end: int
    first: int
    last: int

    @property
    def is_insertion(self) -> bool:
        """Whether nothing went."""
        return self.start == self.end

    @property
    def is_deletion(self) -> bool:
        """Whether nothing came."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Side:
    """What one editor made of the base.

    Attributes:
        atoms: of the text.
        hunks: in order; none overlap.
        became: place in the base to place here, of atoms that stayed or changed one to one.
        moves: hunks of a stretch that left one place and came, unaltered, to another.
    """

    atoms: Atoms
    hunks: list[Hunk]
    became: dict[int, int]
    moves: list[Hunk]


def side_of(base: Atoms, atoms: Atoms, effort: Effort) -> Side:
    """Return what became of the base."""
    old, new = base.cores, atoms.cores
    pairs = matched(old, new, effort)
    gone = moved_lines(old, new, pairs)
    altered = list(changed_lines(old, new, pairs, gone, effort))
    anchors = sorted([*pairs, *altered])
    return Side(
        atoms,
        list(_hunks(anchors, set(altered), len(old), len(new))),
        dict(anchors),
        list(islice(_stretches(base, atoms, gone, dict(anchors)), MOST_MOVES)),
    )


def _hunks(anchors: list[Pair], altered: set[Pair], before: int, after: int) -> Iterator[Hunk]:
    for (i, j), (i_end, j_end) in pairwise([(-1, -1), *anchors, (before, after)]):
        if i + 1 < i_end or j + 1 < j_end:
            yield Hunk(i + 1, i_end, j + 1, j_end)
        if (i_end, j_end) in altered:
            yield Hunk(i_end, i_end + 1, j_end, j_end + 1)


def _stretches(
    base: Atoms, side: Atoms, gone: dict[int, int], stay: dict[int, int]
) -> Iterator[Hunk]:
    """Yield the moved stretches, each with the equal atoms around it, however short they are."""
    come = set(stay.values())
    done = -1
    for i, j in sorted(gone.items()):
        if i < done or i in stay or j in come:
            continue
        start, first = i, j
        while start - 1 >= max(done, 0) and first and _alike(base, side, start - 1, first - 1):
            if start - 1 in stay or first - 1 in come:
                break
            start, first = start - 1, first - 1
        end, last = i + 1, j + 1
        while end < len(base) and last < len(side) and _alike(base, side, end, last):
            if end in stay or last in come:
                break
            end, last = end + 1, last + 1
        done = end
        yield Hunk(start, end, first, last)


def _alike(base: Atoms, side: Atoms, i: int, j: int) -> bool:
    return base.cores[i] == side.cores[j]
