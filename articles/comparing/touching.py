"""Places where both sides changed sentences that touch: merged, but to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.comparing.atoms import SAME_LINE, Atoms
from articles.comparing.hunks import Hunk, Side
from articles.comparing.steps import Step

LONGEST_EXCERPT = 200
MOST_EXCERPTS = 50


def excerpt(text: str) -> str:
    """Return the words on one line, cut to the length of an excerpt."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_EXCERPT else words[: LONGEST_EXCERPT - 1] + "…"


def touching(base: Atoms, mine: Side, theirs: Side, steps: Sequence[Step]) -> Iterator[str]:
    """Yield an excerpt of each place where a change of mine touches one of theirs."""
    sides = {"mine": mine.atoms, "theirs": theirs.atoms}
    for one, other in pairwise(steps):
        if {one.kind, other.kind} != {"mine", "theirs"} or one.end != other.start:
            continue
        left, right = sides[one.kind], sides[other.kind]
        if _touch(base, left, _own(one), right, _own(other)):
            yield _around(base, left, _own(one), right, _own(other))


def _own(step: Step) -> Hunk:
    return step.mine if step.kind == "mine" else step.theirs


def _touch(base: Atoms, left: Atoms, one: Hunk, right: Atoms, other: Hunk) -> bool:
    """Say whether the two changes lie in one paragraph."""
    if other.is_insertion:
        return right.strengths[other.first] == SAME_LINE or right.continues[other.first]
    if one.is_insertion:
        return left.strengths[one.last] == SAME_LINE or left.continues[one.last]
    return base.continues[other.start]


def _around(base: Atoms, left: Atoms, one: Hunk, right: Atoms, other: Hunk) -> str:
    """Return what stands on both sides of the place, now."""
    before = left.text(one.first, one.last) or base.text(max(one.start - 1, 0), one.start)
    after = right.text(other.first, other.last) or base.text(
        other.end, min(other.end + 1, len(base))
    )
    half = LONGEST_EXCERPT // 2 - 1
    before, after = " ".join(before.split()), " ".join(after.split())
    before = before if len(before) <= half else "…" + before[1 - half :]
    after = after if len(after) <= half else after[: half - 1] + "…"
    return f"{before} {after}".strip()
