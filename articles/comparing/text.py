"""The changes of a text by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.comparing.headings import Section, sections
from articles.comparing.lines import NOWHERE, Alignment, align
from articles.comparing.matching import Effort, Pair
from articles.comparing.rows import Row, Rows


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What changed in one section.

    Attributes:
        heading: as it reads after (of a removed section, before); empty for the lead.
        heading_before: the heading before, where it reads otherwise; else empty.
        level: 1 to 6; 0 for the lead.
        state: "added", "removed" or "renamed" where the section was; else empty.
        rows: in order; at least one of them neither same nor folded.
        changes: number of rows that are neither same nor folded, blank lines left out where
            anything else changed.
    """

    heading: str
    heading_before: str
    level: int
    state: str
    rows: tuple[Row, ...]
    changes: int


def diff_text(before: str, after: str, effort: Effort | None = None) -> tuple[SectionChange, ...]:
    """Return what changed, section by section in reading order; sections without change left out.

    Lines that went out of a section that is no more stand under that section's name, at the
    place where they stood.
    """
    if before == after:
        return ()
    effort = effort or Effort()
    return tuple(_BySection(align(before, after, effort), effort).changes())


class _BySection:
    """Groups the steps of an alignment by the section they belong to."""

    def __init__(self, alignment: Alignment, effort: Effort) -> None:
        self.rows = Rows(alignment, effort, self)
        self.steps = alignment.steps
        self.old = sections(alignment.before)
        self.new = sections(alignment.after)
        self.home_before = _homes(self.old, len(alignment.before))
        self.home_after = _homes(self.new, len(alignment.after))
        self.became = self._became()
        self.earlier = {after: before for before, after in self.became.items()}

    def before(self, line: int) -> str:
        """Return the heading of the section that the line before stands in."""
        return self.old[self.home_before[line]].heading

    def after(self, line: int) -> str:
        """Return the heading of the section that the line after stands in."""
        return self.new[self.home_after[line]].heading

    def changes(self) -> Iterator[SectionChange]:
        """Yield the sections that changed; the rest of a too large comparison is the last."""
        groups = [(home, list(run)) for home, run in groupby(self.steps, key=self._home)]
        for place, (home, steps) in enumerate(groups):
            if all(map(self.rows.is_same, steps)):
                continue
            if self.rows.rows_left <= 0:
                steps = [step for _, more in groups[place:] for step in more]
            rows = tuple(self.rows.of(steps))
            yield self._section(home, rows)
            if self.rows.rows_left <= 0 and rows[-1].kind == "rest":
                return

    def _home(self, step: Pair) -> tuple[bool, int]:
        """Return whether the step's section is one of the text after, and its place there."""
        i, j = step
        if j != NOWHERE:
            return (True, self.home_after[j])
        home = self.home_before[i]
        return (True, self.became[home]) if home in self.became else (False, home)

    def _became(self) -> dict[int, int]:
        """Return which section after each section before is: by heading line, else by words."""
        by_line = {section.line: n for n, section in enumerate(self.new) if n}
        lines = dict(self.steps)
        became = {0: 0} | {
            n: by_line[lines[section.line]]
            for n, section in enumerate(self.old)
            if n and lines.get(section.line, NOWHERE) in by_line
        }
        taken = set(became.values())
        left: dict[str, int] = {}
        for n, section in enumerate(self.new):
            if n not in taken:
                left.setdefault(section.source, n)
        for n, section in enumerate(self.old):
            if n not in became and section.source in left:
                became[n] = left.pop(section.source)
        return became

    def _section(self, home: tuple[bool, int], rows: tuple[Row, ...]) -> SectionChange:
        is_after, place = home
        section: Section = (self.new if is_after else self.old)[place]
        heading_before, state = "", ""
        if not is_after:
            state = "removed"
        elif place not in self.earlier:
            state = "added"
        elif self.old[self.earlier[place]].source != section.source:
            state, heading_before = "renamed", self.old[self.earlier[place]].heading
        changed = [row for row in rows if row.kind not in {"same", "folded"}]
        changes = sum(not row.is_blank for row in changed) or len(changed)
        return SectionChange(section.heading, heading_before, section.level, state, rows, changes)


def _homes(found: Sequence[Section], count: int) -> list[int]:
    """Return for each line the place of its section."""
    homes = [0] * count
    for place, section in enumerate(found):
        end = found[place + 1].line if place + 1 < len(found) else count
        for line in range(max(section.line, 0), end):
            homes[line] = place
    return homes
