"""docs/permissions.md as the test takes it: who may do a deed, in which states, at which levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"
STATES = (
    *("draft", "pending", "published", "changes asked", "rejected"),
    *("withdrawn", "superseded", "merged", "hidden"),
)
LEVELS = ("open", "reviewed", "strict", "closed", "deleted")
PERSONS = (
    *("anonymous", "contributor", "trusted", "its editor"),
    *("shown", "blocked", "reviewer", "administrator"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """In which states of the edit, and at which levels of the article, somebody may do a deed."""

    states: frozenset[str]
    levels: frozenset[str]

    @classmethod
    def read(cls, text: str) -> Cell:
        """Return what a cell says."""
        if text == "–":
            return cls(frozenset(), frozenset())
        words = {word.strip() for word in text.split(",")}
        unknown = words - {"yes", "always", *STATES, *LEVELS}
        if unknown:
            raise ValueError(f"The table says {unknown}.")
        states = words & set(STATES) or set(STATES)
        everywhere = set(LEVELS) if "always" in words else set(LEVELS) - {"deleted"}
        levels = words & set(LEVELS) or everywhere
        return cls(frozenset(states), frozenset(levels))

    def allows(self, state: str, level: str) -> bool:
        """Say whether it is allowed then."""
        return state in self.states and level in self.levels


def deeds() -> dict[str, dict[str, Cell]]:
    """Return the cells of the second table by deed and person."""
    rows = list(_rows("## What somebody may do"))
    assert tuple(rows[0][1:]) == PERSONS
    return {
        name: dict(zip(PERSONS, map(Cell.read, cells), strict=True)) for name, *cells in rows[1:]
    }


def _rows(heading: str) -> Iterator[list[str]]:
    after = DOCUMENT.read_text().split(heading, 1)[1].split("\n## ", 1)[0]
    for line in after.splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]
