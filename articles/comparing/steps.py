"""Which changes of two sides stand apart, which are alike, and which clash."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from articles.comparing.atoms import Atoms
from articles.comparing.hunks import Hunk, Side

_NOTE = re.compile(r"\[\^[^\s\[\]^]+\]:| {4}")


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the base, in order.

    Attributes:
        kind: who made it; "alike" where both made the same.
        mine, theirs: what became of the place on each side. The places in the base are the same
            in both.
    """

    kind: Literal["mine", "theirs", "alike", "clash"]
    mine: Hunk
    theirs: Hunk

    @property
    def start(self) -> int:
        """Place of the first atom of the base that it changes."""
        return self.mine.start

    @property
    def end(self) -> int:
        """Place behind the last atom of the base that it changes."""
        return self.mine.end


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch of the base in which every change is a clash.

    With `edges`, so is what came just before or behind it.
    """

    start: int
    end: int
    edges: bool = True

    def meets(self, hunk: Hunk) -> bool:
        """Say whether the hunk changes the stretch."""
        if not hunk.is_insertion:
            return max(hunk.start, self.start) < min(hunk.end, self.end)
        return self.start - self.edges < hunk.start < self.end + self.edges

    def joined(self, other: Held | None) -> Held:
        """Return the stretch that covers both."""
        if other is None:
            return self
        edges = self.edges or other.edges
        return Held(min(self.start, other.start), max(self.end, other.end), edges)


class Steps:
    """Lays the hunks of both sides beside each other."""

    def __init__(self, base: Atoms, mine: Side, theirs: Side, held: Sequence[Held] = ()) -> None:
        """Begin; whatever touches one of the stretches of the base in `held` clashes."""
        self.base = base
        self.sides = (mine, theirs)
        self.held = _disjoint(held)
        self.held_ends = [one.end for one in self.held]

    def found(self) -> list[Step]:
        """Return the steps, in order."""
        return [step for group in self._groups() for step in self._steps(*group)]

    def _groups(self) -> Iterator[tuple[list[Hunk], list[Hunk], Held | None]]:
        """Yield the hunks of both that depend on each other, and the held stretch they touch."""
        left = [list(reversed(side.hunks)) for side in self.sides]
        while left[0] or left[1]:
            first = self._first(left)
            group: tuple[list[Hunk], list[Hunk]] = ([], [])
            group[first].append(left[first].pop())
            held = self._held(group[first][0], None)
            while True:
                taken = self._next(left, group, held)
                if taken is None:
                    break
                hunk = left[taken].pop()
                group[taken].append(hunk)
                held = self._held(hunk, held)
            yield (*group, held)

    def _first(self, left: list[list[Hunk]]) -> int:
        if not (left[0] and left[1]):
            return 0 if left[0] else 1
        mine, theirs = left[0][-1], left[1][-1]
        if mine.is_insertion and theirs.is_insertion and mine.start == theirs.start:
            return int(self._rank(0, mine) > self._rank(1, theirs))
        return int((mine.start, mine.end) > (theirs.start, theirs.end))

    def _next(
        self, left: list[list[Hunk]], group: tuple[list[Hunk], list[Hunk]], held: Held | None
    ) -> int | None:
        """Return the side whose next hunk depends on those in the group, or None."""
        for side in (0, 1):
            if not left[side]:
                continue
            hunk = left[side][-1]
            if held and held.meets(hunk):
                return side
            for other in group[1 - side]:
                pair = (hunk, other) if side == 0 else (other, hunk)
                if self._depend(*pair):
                    return side
        return None

    def _depend(self, mine: Hunk, theirs: Hunk) -> bool:
        """Say whether one cannot be applied beside the other."""
        if mine.is_insertion and theirs.is_insertion:
            return mine.start == theirs.start and self._rank(0, mine) == self._rank(1, theirs)
        if mine.is_insertion:
            return self._falls(0, mine, theirs)
        if theirs.is_insertion:
            return self._falls(1, theirs, mine)
        return max(mine.start, theirs.start) < min(mine.end, theirs.end)

    def _falls(self, side: int, come: Hunk, change: Hunk) -> bool:
        """Say whether what came stands within the change, or belongs to a block that it takes."""
        place = come.start
        if change.start < place < change.end:
            return True
        if not change.is_deletion or place not in (change.start, change.end):
            return False
        if place == change.end and any(self.base.headings[change.start : change.end]):
            return not self.sides[side].atoms.headings[come.first]
        level, _ = self._rank(side, come)
        beside = place - 1 if place == change.end else place
        start, end = self.base.block_ends[self.base.blocks[beside]]
        belongs = level == (0 if place == change.end else 2)
        return belongs and change.start <= start and end <= change.end

    def _rank(self, side: int, come: Hunk) -> tuple[int, int]:
        """Return what orders two insertions at one place; equal where nothing does.

        What goes on with the line or block before comes first, what leads to the next last.
        """
        strengths = self.sides[side].atoms.strengths
        before, after = strengths[come.first], strengths[come.last]
        if before < after:
            return (0, before)
        return (1, 0) if before == after else (2, -after)

    def _held(self, hunk: Hunk, held: Held | None) -> Held | None:
        """Return the stretch that is held, with what the hunk adds to it."""
        for one in islice(self.held, bisect_left(self.held_ends, hunk.start), None):
            if one.start > hunk.end:
                break
            if one.meets(hunk):
                held = one.joined(held)
        return held

    def _steps(self, mine: list[Hunk], theirs: list[Hunk], held: Held | None) -> Iterator[Step]:
        if not held and not theirs:
            yield from (Step("mine", hunk, self._untouched(1, hunk)) for hunk in mine)
            return
        if not held and not mine:
            yield from (Step("theirs", self._untouched(0, hunk), hunk) for hunk in theirs)
            return
        bounds = [(one.start, one.end) for one in (*mine, *theirs)]
        bounds += [(held.start, held.end)] if held else []
        start, end = min(one for one, _ in bounds), max(one for _, one in bounds)
        one, other = self._range(0, mine, start, end), self._range(1, theirs, start, end)
        if self._cores(0, one) == self._cores(1, other):
            yield Step("alike", one, other)
        elif start == end and not held:
            yield from self._two_insertions(one, other)
        else:
            yield Step("clash", one, other)

    def _two_insertions(self, mine: Hunk, theirs: Hunk) -> Iterator[Step]:
        """Yield what both added alike, and what one added behind or before it."""
        one, other = self._cores(0, mine), self._cores(1, theirs)
        size = min(len(one), len(other))
        if one[:size] == other[:size]:
            heads = [Hunk(h.start, h.end, h.first, h.first + size) for h in (mine, theirs)]
            tails = [Hunk(h.start, h.end, h.first + size, h.last) for h in (mine, theirs)]
            yield Step("alike", *heads)
            yield Step("mine" if len(one) > size else "theirs", *tails)
        elif one[-size:] == other[-size:]:
            heads = [Hunk(h.start, h.end, h.first, h.last - size) for h in (mine, theirs)]
            tails = [Hunk(h.start, h.end, h.last - size, h.last) for h in (mine, theirs)]
            yield Step("mine" if len(one) > size else "theirs", *heads)
            yield Step("alike", *tails)
        elif self._are_notes(0, mine) and self._are_notes(1, theirs):
            yield Step("mine", mine, self._untouched(1, mine))
            yield Step("theirs", self._untouched(0, theirs), theirs)
        else:
            yield Step("clash", mine, theirs)

    def _are_notes(self, side: int, come: Hunk) -> bool:
        """Say whether what came is definitions of notes alone, whose order means nothing."""
        atoms = self.sides[side].atoms
        return atoms.cores[come.first].startswith("[^") and all(
            atoms.continues[place] or _NOTE.match(atoms.cores[place])
            for place in range(come.first, come.last)
        )

    def _cores(self, side: int, hunk: Hunk) -> list[str]:
        return self.sides[side].atoms.cores[hunk.first : hunk.last]

    def _range(self, side: int, hunks: list[Hunk], start: int, end: int) -> Hunk:
        """Return the whole stretch as one hunk of that side."""
        if not hunks:
            return self._untouched(side, Hunk(start, end, 0, 0))
        first, last = hunks[0], hunks[-1]
        return Hunk(start, end, first.first - (first.start - start), last.last + (end - last.end))

    def _untouched(self, side: int, hunk: Hunk) -> Hunk:
        """Return the stretch that the hunk of the other side changes, as this side has it."""
        became = self.sides[side].became
        if hunk.is_insertion:
            return Hunk(hunk.start, hunk.end, 0, 0)
        first = became.get(hunk.start, 0)
        return Hunk(hunk.start, hunk.end, first, first + hunk.end - hunk.start)


def _disjoint(held: Sequence[Held]) -> list[Held]:
    """Return the stretches in order, those that overlap joined."""
    found: list[Held] = []
    for one in sorted(held, key=lambda one: (one.start, one.end, one.edges)):
        if found and one.start < found[-1].end:
            found[-1] = found[-1].joined(one)
        else:
            found.append(one)
    return found
