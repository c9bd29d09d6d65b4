"""Which lines of two texts stay, changed, moved, went or came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from articles.comparing.matching import Effort, Interned, Pair, matched, with_blanks
from articles.comparing.words import words

LIKE = 0.4
"""Share of words two lines must have in common to be shown as one line that changed."""
LIKE_ALONE = 0.25
"""The same where one line stands against one."""
MOST_COMPARED = 4_000
"""Pairs of lines that are compared in one place to find which became which."""
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the lines of two texts lie beside each other.

    Attributes:
        before, after: the lines of both texts.
        steps: (place before, place after) from top to bottom, NOWHERE on the side that has no
            such line; each line of both texts once.
        moved: place before to place after of lines that moved unaltered; both places have
            steps of their own.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[Pair, ...]
    moved: dict[int, int]


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines, without their ends; an empty text has none."""
    return tuple(text.split("\n")) if text else ()


def align(before: str, after: str, effort: Effort) -> Alignment:
    """Return how the lines of the texts lie beside each other."""
    old, new = lines_of(before), lines_of(after)
    pairs = matched(old, new, effort)
    moved = moved_lines(old, new, pairs)
    pairs = with_blanks(old, new, sorted([*pairs, *changed_lines(old, new, pairs, moved, effort)]))
    kept_before, kept_after = {i for i, _ in pairs}, {j for _, j in pairs}
    moved = {i: j for i, j in moved.items() if i not in kept_before and j not in kept_after}
    return Alignment(old, new, tuple(_steps(len(old), len(new), pairs)), moved)


def _steps(before: int, after: int, pairs: list[Pair]) -> Iterator[Pair]:
    for (i, j), (i_end, j_end) in pairwise([(-1, -1), *pairs, (before, after)]):
        yield from ((place, NOWHERE) for place in range(i + 1, i_end))
        yield from ((NOWHERE, place) for place in range(j + 1, j_end))
        if i_end < before:
            yield (i_end, j_end)


def moved_lines(old: Sequence[str], new: Sequence[str], pairs: list[Pair]) -> dict[int, int]:
    """Return where each line went that left one place and came to another, first to first."""
    kept_before, kept_after = {i for i, _ in pairs}, {j for _, j in pairs}
    come = defaultdict(list)
    for place in range(len(new) - 1, -1, -1):
        if place not in kept_after and is_telling(new[place]):
            come[new[place]].append(place)
    return {
        place: come[line].pop()
        for place, line in enumerate(old)
        if place not in kept_before and come.get(line)
    }


def is_telling(line: str) -> bool:
    """Say whether the line is long enough that the same line elsewhere is no accident."""
    tokens = [token for token in words(line[:400]) if token[0].isalnum()]
    return len(tokens) >= 3 or (bool(tokens) and len(line.strip()) >= 20)


def changed_lines(
    old: Sequence[str], new: Sequence[str], pairs: list[Pair], moved: dict[int, int], effort: Effort
) -> Iterator[Pair]:
    """Yield the pairs of lines of which the second is the first, changed."""
    here = set(moved.values())
    for (i, j), (i_end, j_end) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        gone = [n for n in range(i + 1, i_end) if n not in moved and old[n].strip()]
        come = [n for n in range(j + 1, j_end) if n not in here and new[n].strip()]
        if gone and come:
            found = _likest([old[n] for n in gone], [new[n] for n in come], effort)
            yield from ((gone[n], come[m]) for n, m in found)


def _likest(gone: list[str], come: list[str], effort: Effort) -> list[Pair]:
    """Return which line became which, in order, so that the sum of likenesses is greatest."""
    interned = Interned()
    old, new = ([interned(_telling(line)) for line in lines] for lines in (gone, come))
    cells = len(old) * len(new)
    cost = 1_000 * cells + sum(map(len, old)) * sum(-(-len(line) // 64) for line in new) * 4
    if cells > MOST_COMPARED or not effort.spend(cost):
        return [(n, n) for n in range(len(old))] if len(old) == len(new) else []
    least = LIKE_ALONE if cells == 1 else LIKE
    scores = [
        [Indel.normalized_similarity(one, other, score_cutoff=least) for other in new]
        for one in old
    ]
    return _best_path(scores)


def _telling(line: str) -> list[str]:
    """Return the words and signs by which a line is likened; a heading's `##` are one sign."""
    text = line.lstrip("#")
    level = line[: len(line) - len(text)]
    return [token for token in (level, *words(text)) if token and not token.isspace()]


def _best_path(scores: list[list[float]]) -> list[Pair]:
    """Return the rising pairs with the greatest sum of scores; pairs of score 0 are left out."""
    best = [[0.0] * (len(scores[0]) + 1)]
    for row in scores:
        above, current = best[-1], [0.0]
        for m, score in enumerate(row):
            current.append(max(above[m + 1], current[m], above[m] + score))
        best.append(current)
    found: list[Pair] = []
    n, m = len(scores), len(scores[0])
    while n and m:
        if best[n][m] == best[n - 1][m]:
            n -= 1
        elif best[n][m] == best[n][m - 1]:
            m -= 1
        else:
            n, m = n - 1, m - 1
            found.append((n, m))
    return found[::-1]
