"""Whether a merge that nobody looked at is sound Markdown, and points to what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from articles.markup.parser import read_blocks, words_within

MOST_READING = 900_000_000
"""Nanoseconds that one merge may spend on reading texts, in the worst case."""
_A_LINE, _A_SIGN = 12_000, 60
_NO_STRUCTURE = frozenset({"text", "text_special", "softbreak"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a text: their tokens, and what their words may refer to."""

    tokens: list[Token]
    env: dict[str, Any]

    @property
    def notes(self) -> set[str]:
        """The names of the notes that are defined."""
        return set(self.env["defined notes"])

    @property
    def addresses(self) -> frozenset[tuple[str, str]]:
        """What `[words][name]` may link to."""
        found = self.env.get("references", {})
        return frozenset((name, str(target)) for name, target in found.items())


class Readings:
    """Reads each text once, as long as that takes no longer than it may."""

    def __init__(self) -> None:
        self._known: dict[str, Reading] = {}
        self._left = MOST_READING

    def afford(self, *texts: str) -> bool:
        """Say whether the texts may still be read."""
        costs = (
            _A_LINE * text.count("\n") + _A_SIGN * len(text)
            for text in set(texts)
            if text not in self._known
        )
        return sum(costs) <= self._left

    def __getitem__(self, text: str) -> Reading:
        if text not in self._known:
            self._left -= _A_LINE * text.count("\n") + _A_SIGN * len(text)
            self._known[text] = Reading(*read_blocks(text))
        return self._known[text]


@dataclass(frozen=True, slots=True)
class Four:
    """A merged text, and what it was made of.

    Attributes:
        merged: with the changes of both.
        mine, theirs: with the changes of one, and those that both made alike.
        base: with those that both made alike.
    """

    merged: str
    mine: str
    theirs: str
    base: str


def is_balanced(four: Four, read: Readings) -> bool:
    """Say whether each kind of block and mark is there as often as the changes account for.

    Where it is not, the change of one side took the change of the other for something else: an
    unclosed fence, a note defined twice, the second half of a marker.
    """
    kinds: Counter[str] = Counter()
    words: Counter[tuple[str, frozenset[tuple[str, str]]]] = Counter()
    envs = {}
    for text, times in ((four.merged, 1), (four.mine, -1), (four.theirs, -1), (four.base, 1)):
        reading = read[text]
        addresses = reading.addresses
        envs[addresses] = reading.env
        for token in reading.tokens:
            kinds[token.type] += times
            if token.type == "inline":
                words[token.content, addresses] += times
    for (content, addresses), times in words.items():
        if times:
            for token in words_within(content, envs[addresses]):
                kinds[token.type] += times
    return not any(times for kind, times in kinds.items() if kind not in _NO_STRUCTURE)


def lost_notes(four: Four, read: Readings) -> Iterator[str]:
    """Yield the notes that one side took out while the other leads to them anew."""
    merged = read[four.merged].notes
    for kept, without in ((four.mine, four.theirs), (four.theirs, four.mine)):
        for name in sorted(read[kept].notes - merged - read[without].notes):
            mark = f"[^{name}]"
            if four.merged.count(mark) > without.count(mark):
                yield name
