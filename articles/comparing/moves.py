"""A stretch that one side moved and the other changed: the change goes along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles.comparing.atoms import SAME_LINE, Atoms
from articles.comparing.hunks import Hunk, Side

Edit = tuple[int, int, str]
"""Atoms from a first up to a last, and the text that takes their place."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Both texts after changes were taken to where their words have moved.

    Attributes:
        mine, theirs: the texts.
        excerpts: stretches that one side moved and the other replaced.
    """

    mine: str
    theirs: str
    excerpts: tuple[str, ...]


def follow_moves(base: Atoms, mine: Side, theirs: Side) -> Followed:
    """Return the texts in which a change was made where the other side moved its words to."""
    edits: tuple[list[Edit], list[Edit]] = ([], [])
    excerpts: list[str] = []
    for here, (side, other) in enumerate(((mine, theirs), (theirs, mine))):
        own, others = edits[here], edits[1 - here]
        for move in side.moves:
            stretch = None if _moved_too(move, other) else _changed_within(move, other)
            if stretch is None:
                continue
            if any(place in other.became for place in range(move.start, move.end)):
                own.append((move.first, move.last, other.atoms.text(stretch.first, stretch.last)))
                others.append((stretch.first, stretch.last, base.text(move.start, move.end)))
            else:
                excerpts.append(base.text(move.start, move.end))
    return Followed(
        mine.atoms.edited(_apart(edits[0])),
        theirs.atoms.edited(_apart(edits[1])),
        tuple(excerpts),
    )


@dataclass(frozen=True, slots=True)
class Once:
    """Both sides, where each stretch that both moved comes to one place only.

    Attributes:
        mine, theirs: the sides.
        excerpts: the stretches that they moved to two places.
    """

    mine: Side
    theirs: Side
    excerpts: tuple[str, ...]


def moved_once(base: Atoms, mine: Side, theirs: Side) -> Once:
    """Return the sides with what both moved to two places at the first of both alone."""
    excerpts: list[str] = []
    sides = [mine, theirs]
    for here, (side, other) in enumerate(((mine, theirs), (theirs, mine))):
        for move in side.moves:
            copy = _moved_too(move, other)
            if copy and 0 <= _slot(side, move) < _slot(other, copy):
                hunks = [one for hunk in sides[1 - here].hunks for one in _without(hunk, copy)]
                sides[1 - here] = replace(sides[1 - here], hunks=hunks)
                excerpts.append(base.text(move.start, move.end))
    return Once(sides[0], sides[1], tuple(excerpts))


def _without(hunk: Hunk, copy: Hunk) -> Iterator[Hunk]:
    """Yield what is left of the hunk when what it has of the copy does not come."""
    if not hunk.first <= copy.first < copy.last <= hunk.last:
        yield hunk
        return
    if not hunk.is_insertion or hunk.first < copy.first:
        yield Hunk(hunk.start, hunk.end, hunk.first, copy.first)
    if copy.last < hunk.last:
        yield Hunk(hunk.end, hunk.end, copy.last, hunk.last)


def _moved_too(move: Hunk, other: Side) -> Hunk | None:
    """Return where the other side moved the whole stretch to."""
    for also in other.moves:
        if also.start <= move.start and move.end <= also.end:
            first = also.first + move.start - also.start
            return Hunk(move.start, move.end, first, first + move.end - move.start)
    return None


def _slot(side: Side, move: Hunk) -> int:
    """Return the place in the base at which the moved stretch came."""
    return next((hunk.end for hunk in side.hunks if hunk.first <= move.first < hunk.last), -1)


def _changed_within(move: Hunk, other: Side) -> Hunk | None:
    """Return what the other side made of the stretch; None where nothing, or more than of it."""
    inside: list[Hunk] = []
    for hunk in other.hunks:
        if hunk.is_insertion:
            belongs = move.start < hunk.start < move.end or _goes_on(hunk, move, other.atoms)
        else:
            belongs = max(hunk.start, move.start) < min(hunk.end, move.end)
        if belongs:
            inside.append(hunk)
    if not inside or inside[0].start < move.start or inside[-1].end > move.end:
        return None
    first, last = inside[0], inside[-1]
    return Hunk(
        move.start,
        move.end,
        first.first - (first.start - move.start),
        last.last + (move.end - last.end),
    )


def _goes_on(hunk: Hunk, move: Hunk, atoms: Atoms) -> bool:
    """Say whether what came stands on one line with the first or last atom of the stretch."""
    if hunk.start == move.end:
        return atoms.strengths[hunk.first] == SAME_LINE
    return hunk.start == move.start and atoms.strengths[hunk.last] == SAME_LINE


def _apart(edits: list[Edit]) -> list[Edit]:
    """Return the edits in order, without those that overlap an earlier one."""
    found: list[Edit] = []
    for edit in sorted(edits):
        if not found or found[-1][1] <= edit[0]:
            found.append(edit)
    return found
