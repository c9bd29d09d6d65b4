"""Whether a merge that nobody looked at is sound Markdown, and points to what is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it.token import Token

from articles.comparing.lines import is_telling
from articles.markup.parser import read_blocks, words_within

MOST_READING = 800_000_000
"""Nanoseconds that one merge may spend on reading texts, in the worst case."""
_A_LINE, _AN_ITEM, _A_BAR, _A_SIGN = 10_000, 35_000, 2_700, 60
_A_MARK, _A_LINK, _A_WORD_SIGN = 5_000, 25_000, 300
_TO_ITS_END = 0.1
"""Nanoseconds a sign for each bracket that looks whether something closes it, and as what."""
_ITEM = re.compile(r"(?:^|(?<=[-+*>] ))[ \t]*(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t\n])", re.MULTILINE)
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
    """Reads each text once, as long as that takes no longer than it may.

    Attributes:
        is_short: whether something was not read that should have been.
    """

    def __init__(self) -> None:
        self._known: dict[str, Reading] = {}
        self._left = MOST_READING
        self.is_short = False

    def afford(self, *texts: str) -> bool:
        """Say whether the texts may still be read."""
        return self._reaches(sum(_cost(text) for text in set(texts) if text not in self._known))

    def has_room(self, text: str, times: int) -> bool:
        """Say whether so many other texts of this size may still be read."""
        return self._reaches(times * _cost(text))

    def afford_words(self, contents: Collection[str]) -> bool:
        """Say whether the words may still be read, and if so count them as read."""
        cost = sum(map(_cost_of_words, contents))
        if not self._reaches(cost):
            return False
        self._left -= cost
        return True

    def _reaches(self, cost: int) -> bool:
        self.is_short = self.is_short or cost > self._left
        return cost <= self._left

    def __getitem__(self, text: str) -> Reading:
        if text not in self._known:
            self._left -= _cost(text)
            self._known[text] = Reading(*read_blocks(text))
        return self._known[text]


@lru_cache(maxsize=16)
def _cost(text: str) -> int:
    """Return an upper estimate in nanoseconds of reading the blocks of a text."""
    return (
        _A_LINE * text.count("\n")
        + _AN_ITEM * sum(1 for _ in _ITEM.finditer(text))
        + _A_BAR * text.count("|")
        + _A_SIGN * len(text)
    )


def _cost_of_words(content: str) -> int:
    """Return an upper estimate in nanoseconds of reading the words of a block."""
    brackets, marks = content.count("["), sum(map(content.count, "*_~`{&<"))
    each = _A_MARK + int(_TO_ITS_END * len(content))
    return (
        brackets * each
        + _A_MARK * marks
        + _A_LINK * content.count("](")
        + _A_WORD_SIGN * len(content)
    )


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


def is_sound(four: Four, read: Readings) -> bool:
    """Say whether the merge holds what the changes account for, and lost nothing.

    Where it does not, the change of one side took the change of the other for something else: an
    unclosed fence, a note defined twice, the second half of a marker.
    """
    if not are_even((four.merged, four.base), (four.mine, four.theirs), read):
        return False
    base, mine, theirs, merged = (
        Counter(text.split("\n")) for text in (four.base, four.mine, four.theirs, four.merged)
    )
    return not any(
        merged[line] < times <= min(mine[line], theirs[line]) and is_telling(line)
        for line, times in base.items()
    )


def are_even(texts: Sequence[str], others: Sequence[str], read: Readings) -> bool:
    """Say whether the first texts hold each kind of block and mark as often as the others.

    False too where it would take too long to find out.
    """
    if not read.afford(*texts, *others):
        return False
    kinds: Counter[str] = Counter()
    words: Counter[tuple[str, frozenset[tuple[str, str]]]] = Counter()
    envs = {}
    for text, times in (*((one, 1) for one in texts), *((one, -1) for one in others)):
        reading = read[text]
        addresses = reading.addresses
        envs[addresses] = reading.env
        for token in reading.tokens:
            kinds[token.type] += times
            if token.type == "inline":
                words[token.content, addresses] += times
    uneven = {one: times for one, times in words.items() if times}
    if not read.afford_words([content for content, _ in uneven]):
        return False
    for (content, addresses), times in uneven.items():
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
