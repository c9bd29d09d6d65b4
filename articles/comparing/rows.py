"""The rows of a text comparison, ready to print: what changed, with context and folds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from articles.comparing.lines import NOWHERE, Alignment, align
from articles.comparing.matching import Effort, Pair
from articles.comparing.words import Pieces, diff_words, whole

CONTEXT = 2
"""Unchanged lines shown on either side of a change."""
LEAST_FOLDED = 2
"""Unchanged lines that are worth folding."""
MOST_ROWS = 3_000
"""Rows of one comparison; what comes after them is shown as two wholes."""
MOST_PIECES = 30_000
"""Pieces of one comparison; lines after them are shown changed as wholes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a line before, a line after, or both.

    Attributes:
        kind: "same" (context), "folded" (unchanged lines to be opened), "changed", "removed",
            "added", "moved_to" (a line at the place it left), "moved_from" (the line at its new
            place), or "rest" (the last row of a comparison too large to be shown line by line:
            all that follows, whole, before and after).
        before, after: pieces of the line on each side; empty where that side has no line, and
            in a folded row.
        before_line, after_line: number of the line, from 1; 0 where that side has none. Of a
            folded row and the rest: of its first line.
        lines: the lines of a folded row; else empty.
        moved_id, other_id: of the first row of a moved stretch, its own id for HTML and the id
            of the other place; empty for every other row.
        other_line: number of the line at the other place, of every moved row; else 0.
        other_section: heading of the other place's section; empty for the lead.
    """

    kind: str
    before: Pieces = ()
    after: Pieces = ()
    before_line: int = 0
    after_line: int = 0
    lines: tuple[str, ...] = ()
    moved_id: str = ""
    other_id: str = ""
    other_line: int = 0
    other_section: str = ""

    @property
    def before_text(self) -> str:
        """The row's text before; of several lines in a folded row and the rest."""
        return "\n".join(self.lines) or "".join(piece.text for piece in self.before)

    @property
    def after_text(self) -> str:
        """The row's text after."""
        return "\n".join(self.lines) or "".join(piece.text for piece in self.after)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to see on either side but spaces."""
        return not (self.before_text.strip() or self.after_text.strip())

    @property
    def is_moved(self) -> bool:
        """Whether the line moved unaltered."""
        return self.kind in {"moved_to", "moved_from"}


def diff_lines(before: str, after: str, effort: Effort | None = None) -> tuple[Row, ...]:
    """Return the rows of the whole texts: joined, each side's rows are exactly its text."""
    effort = effort or Effort()
    alignment = align(before, after, effort)
    return tuple(Rows(alignment, effort).of(alignment.steps))


class Headings(Protocol):
    """Names the sections of both texts."""

    def before(self, line: int) -> str:
        """Return the heading of the section that the line before stands in."""

    def after(self, line: int) -> str:
        """Return the heading of the section that the line after stands in."""


class Rows:
    """Makes rows of the steps of one alignment, and keeps count of them."""

    def __init__(
        self, alignment: Alignment, effort: Effort, headings: Headings | None = None
    ) -> None:
        self.alignment = alignment
        self.effort = effort
        self.rows_left = MOST_ROWS
        self.pieces_left = MOST_PIECES
        self.moved_back = {after: before for before, after in alignment.moved.items()}
        self.stretches = _stretches(alignment)
        self.headings = headings

    def is_same(self, step: Pair) -> bool:
        """Say whether the step's line stays as it is."""
        i, j = step
        return NOWHERE not in step and self.alignment.before[i] == self.alignment.after[j]

    def of(self, steps: Sequence[Pair]) -> Iterator[Row]:
        """Yield the rows of the steps; unchanged lines away from a change are folded."""
        place = 0
        while place < len(steps):
            end = place
            while end < len(steps) and self.is_same(steps[end]):
                end += 1
            if end > place:
                yield from self._unchanged(steps[place:end], not place, end == len(steps))
            if end == len(steps):
                return
            if self.rows_left <= 0:
                yield self._rest(steps[end:])
                return
            yield self._change(steps[end])
            place = end + 1

    def _unchanged(self, run: Sequence[Pair], is_first: bool, is_last: bool) -> Iterator[Row]:
        head = 0 if is_first else CONTEXT
        tail = len(run) if is_last else max(len(run) - CONTEXT, 0)
        if tail - head < LEAST_FOLDED:
            head = tail = 0
        yield from map(self._same, run[:head])
        if tail > head:
            i, j = run[head]
            lines = self.alignment.after[j : j + tail - head]
            self.rows_left -= 1
            yield Row("folded", before_line=i + 1, after_line=j + 1, lines=lines)
        yield from map(self._same, run[tail:])

    def _same(self, step: Pair) -> Row:
        i, j = step
        pieces = whole(self.alignment.after[j], "same")
        self.rows_left -= 1
        return Row("same", pieces, pieces, i + 1, j + 1)

    def _change(self, step: Pair) -> Row:
        i, j = step
        self.rows_left -= 1
        if j == NOWHERE:
            return self._gone(i)
        return self._come(j) if i == NOWHERE else self._changed(i, j)

    def _gone(self, i: int) -> Row:
        pieces = whole(self.alignment.before[i], "deleted")
        other = self.alignment.moved.get(i, NOWHERE)
        if other == NOWHERE:
            return Row("removed", before=pieces, before_line=i + 1)
        own, far = self._ids(i, "from", "to")
        there = self.headings.after(other) if self.headings else ""
        return Row("moved_to", pieces, (), i + 1, 0, (), own, far, other + 1, there)

    def _come(self, j: int) -> Row:
        pieces = whole(self.alignment.after[j], "inserted")
        other = self.moved_back.get(j, NOWHERE)
        if other == NOWHERE:
            return Row("added", after=pieces, after_line=j + 1)
        own, far = self._ids(other, "to", "from")
        there = self.headings.before(other) if self.headings else ""
        return Row("moved_from", (), pieces, 0, j + 1, (), own, far, other + 1, there)

    def _changed(self, i: int, j: int) -> Row:
        old, new = self.alignment.before[i], self.alignment.after[j]
        if self.pieces_left > 0:
            before, after = diff_words(old, new, self.effort)
            self.pieces_left -= len(before) + len(after)
        else:
            before, after = whole(old, "deleted"), whole(new, "inserted")
        return Row("changed", before, after, i + 1, j + 1)

    def _ids(self, moved_before: int, own: str, other: str) -> tuple[str, str]:
        number = self.stretches.get(moved_before)
        return (f"moved-{number}-{own}", f"moved-{number}-{other}") if number else ("", "")

    def _rest(self, steps: Sequence[Pair]) -> Row:
        old = [i for i, _ in steps if i != NOWHERE]
        new = [j for _, j in steps if j != NOWHERE]
        return Row(
            "rest",
            whole("\n".join(self.alignment.before[i] for i in old), "deleted"),
            whole("\n".join(self.alignment.after[j] for j in new), "inserted"),
            old[0] + 1 if old else 0,
            new[0] + 1 if new else 0,
        )


def _stretches(alignment: Alignment) -> dict[int, int]:
    """Number the moved stretches from 1, by the place before of the first line of each.

    Lines that moved together, blank lines between them, are one stretch.
    """
    order_before = _order(alignment.before)
    order_after = _order(alignment.after)
    numbers: dict[int, int] = {}
    last = (NOWHERE, NOWHERE)
    for i, j in alignment.moved.items():
        here = (order_before[i], order_after[j])
        if here != (last[0] + 1, last[1] + 1):
            numbers[i] = len(numbers) + 1
        last = here
    return numbers


def _order(lines: Sequence[str]) -> list[int]:
    """Return for each line how many lines before it are not blank."""
    count, order = 0, []
    for line in lines:
        order.append(count)
        count += bool(line.strip())
    return order
