"""Which lines or words of two texts stay: bounded in time and memory, whatever the texts are.

Blank tokens (empty lines, spaces between words) are matched last, beside the others: matched
like any token they would tie together paragraphs that have nothing else in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import cydifflib
from rapidfuzz.distance import Indel

WHOLE_EFFORT = 300_000_000
"""Nanoseconds that one comparison may spend on careful matching, in the worst case."""
MOST_CAREFUL = 40_000_000
"""Of these, what one call may spend."""
LARGEST_MATRIX = 16 * 1024 * 1024 * 8
"""Bits that the quick matching may hold at once (16 MB)."""
CHUNK = 8192

Pair = tuple[int, int]


@dataclass(slots=True)
class Effort:
    """What is left to spend, shared by all calls of one comparison.

    Attributes:
        left: nanoseconds of careful matching.
    """

    left: int = WHOLE_EFFORT

    def spend(self, cost: int, most: int = MOST_CAREFUL) -> bool:
        """Say whether so much may still be spent, and if so count it."""
        if cost > min(self.left, most):
            return False
        self.left -= cost
        return True


class Interned:
    """One sign for each distinct token, so that a list of tokens becomes a string.

    Both matchers read strings fastest. Two texts within the content's limit hold fewer
    distinct tokens than there are signs; in longer ones the last sign stands for several,
    which `matched` never takes for equal.
    """

    def __init__(self) -> None:
        self._signs: dict[str, str] = {}

    def __call__(self, tokens: Iterable[str]) -> str:
        """Return a string with one sign for each token, in order."""
        signs = self._signs
        return "".join(
            [
                signs.get(token) or signs.setdefault(token, chr(min(len(signs) + 1, 0x10FFFF)))
                for token in tokens
            ]
        )


def matched(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    """Return the places (in before, in after) of tokens that stay, both rising.

    The tokens of every pair are equal. Long equal stretches are preferred to many short ones
    as far as the effort goes.
    """
    head, tail = _common_ends(before, after)
    i_end, j_end = len(before) - tail, len(after) - tail
    return [
        *((place, place) for place in range(head)),
        *(
            (head + i, head + j)
            for i, j in _matched_inside(before[head:i_end], after[head:j_end], effort)
        ),
        *zip(range(i_end, len(before)), range(j_end, len(after)), strict=True),
    ]


def _matched_inside(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    if not (before and after):
        return []
    solid_before = [place for place, token in enumerate(before) if token and not token.isspace()]
    solid_after = [place for place, token in enumerate(after) if token and not token.isspace()]
    interned = Interned()
    blocks = matching_blocks(
        interned([before[place] for place in solid_before]),
        interned([after[place] for place in solid_after]),
        effort,
    )
    pairs = [
        (solid_before[i + step], solid_after[j + step])
        for i, j, size in blocks
        for step in range(size)
        if before[solid_before[i + step]] == after[solid_after[j + step]]
    ]
    return with_blanks(before, after, pairs)


def with_blanks(before: Sequence[str], after: Sequence[str], pairs: list[Pair]) -> list[Pair]:
    """Return the pairs and, between them, equal tokens that lie next to a pair or to an end."""
    found: list[Pair] = []
    ends = [(-1, -1), *pairs, (len(before), len(after))]
    for (i, j), (i_end, j_end) in pairwise(ends):
        if i >= 0:
            found.append((i, j))
        i, j = i + 1, j + 1
        while i < i_end and j < j_end and before[i] == after[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        tail: list[Pair] = []
        while i < i_end and j < j_end and before[i_end - 1] == after[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            tail.append((i_end, j_end))
        found += reversed(tail)
    return found


def matching_blocks(before: str, after: str, effort: Effort) -> list[tuple[int, int, int]]:
    """Return (place before, place after, length) of stretches that stay, in order."""
    head, tail = _common_ends(before, after)
    inner_before = before[head : len(before) - tail]
    inner_after = after[head : len(after) - tail]
    blocks = [(0, 0, head)]
    if inner_before and inner_after:
        inner = (
            _carefully(inner_before, inner_after)
            if effort.spend(_worst_case(inner_before, inner_after))
            else _quickly(inner_before, inner_after)
        )
        blocks += [(head + i, head + j, size) for i, j, size in inner]
    blocks.append((len(before) - tail, len(after) - tail, tail))
    return [block for block in blocks if block[2]]


def _worst_case(before: str, after: str) -> int:
    """Return an upper estimate in nanoseconds of `_carefully`.

    Each search walks `before` and, for each sign, its places in `after`; in the worst case a
    search finds one sign only, so that there are as many searches as signs in the shorter text.
    """
    shorter = min(len(before), len(after))
    if shorter * len(before) > MOST_CAREFUL // 50:
        return MOST_CAREFUL + 1
    counts = Counter(after)
    return (50 * len(before) + sum(counts[sign] for sign in before)) * shorter


def _carefully(before: str, after: str) -> Iterable[tuple[int, int, int]]:
    """Match the longest stretch first, then what lies on either side of it."""
    matcher = cydifflib.SequenceMatcher(None, before, after, autojunk=False)
    return ((i, j, size) for i, j, size in matcher.get_matching_blocks() if size)


def _quickly(before: str, after: str) -> Iterable[tuple[int, int, int]]:
    """Match as many signs as can be, a stretch at a time where the whole would not fit."""
    if len(before) * len(after) <= LARGEST_MATRIX:
        return _longest_subsequence(before, after, 0, 0)
    parts = -(-max(len(before), len(after)) // CHUNK)
    cuts = [(len(before) * n // parts, len(after) * n // parts) for n in range(parts + 1)]
    return chain.from_iterable(
        _longest_subsequence(before[i:i_end], after[j:j_end], i, j)
        for (i, j), (i_end, j_end) in pairwise(cuts)
    )


def _longest_subsequence(before: str, after: str, i: int, j: int) -> list[tuple[int, int, int]]:
    return [
        (i + code.src_start, j + code.dest_start, code.src_end - code.src_start)
        for code in Indel.opcodes(before, after)
        if code.tag == "equal"
    ]


def _common_ends(before: Sequence[str], after: Sequence[str]) -> Pair:
    """Return how many tokens both begin with, and of the rest how many both end with."""
    head = _common_prefix(before, after)
    return head, _common_prefix(before[head:][::-1], after[head:][::-1])


def _common_prefix(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many tokens both begin with, by halving: equal slices compare at once."""
    low, high = 0, min(len(before), len(after))
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
