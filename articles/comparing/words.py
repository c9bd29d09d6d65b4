"""What changed within a line, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from articles.comparing.matching import Effort, Pair, matched

MOST_PIECES = 400
"""Pieces on one side of a line; a line with more is shown as changed from first to last change."""

# Letters of scripts that put no spaces between words count one by one, each with its marks.
_MARKS = "\u3099\u309a\ufe00-\ufe0f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_MARKS += "\u102b-\u103e\u17b4-\u17d3\U000e0100-\U000e01ef"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
_UNSPACED += "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
# Zero-width joiners (200c, 200d) hold words together, other general punctuation parts them.
_PUNCTUATION = "!-/:-@\\[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2000-\u200b\u200e-\u206f\u2190-\u23ff"
_PUNCTUATION += "\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_LETTER = f"[^\\s{_PUNCTUATION}{_UNSPACED}]"
_TOKEN = re.compile(
    f"{_LETTER}+(?:['’](?={_LETTER}){_LETTER}+|(?<=[0-9])[.,](?=[0-9]){_LETTER}+)*"
    f"|[{_UNSPACED}][{_MARKS}]*|\\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line.

    Attributes:
        text: as it stands in the text.
        kind: "same", "deleted" (on the side before) or "inserted" (on the side after).
    """

    text: str
    kind: str = "same"


Pieces = tuple[Piece, ...]


def words(text: str) -> list[str]:
    """Return the words, runs of spaces and single signs; joined, they are the text."""
    return _TOKEN.findall(text)


def diff_words(before: str, after: str, effort: Effort | None = None) -> tuple[Pieces, Pieces]:
    """Return the pieces of both texts; joined, each side's pieces are exactly its text.

    Spaces and punctuation alone between two changes count as changed too.
    """
    if before == after:
        same = whole(before, "same")
        return same, same
    old, new = words(before), words(after)
    stretches = list(_stretches(old, new, matched(old, new, effort or Effort())))
    if len(stretches) > MOST_PIECES:
        stretches = _first_to_last(stretches)
    return _pieces(stretches, 1, "deleted"), _pieces(stretches, 2, "inserted")


def whole(text: str, kind: str) -> Pieces:
    """Return the text as one piece, or no piece of no text."""
    return (Piece(text, kind),) if text else ()


Stretch = tuple[bool, str, str]
"""Whether it stays, its text before, its text after."""


def _stretches(old: list[str], new: list[str], pairs: list[Pair]) -> Iterator[Stretch]:
    """Yield stretches that stay and that change by turns, islands of bare punctuation absorbed."""
    rough: list[Stretch] = []
    for (i, j), (i_end, j_end) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        gone, come = "".join(old[i + 1 : i_end]), "".join(new[j + 1 : j_end])
        if gone or come:
            rough.append((False, gone, come))
        if i_end < len(old):
            rough.append((True, old[i_end], new[j_end]))
    runs = [(stays, list(run)) for stays, run in groupby(rough, key=lambda one: one[0])]
    joined = [
        (stays, "".join(one[1] for one in run), "".join(one[2] for one in run))
        for stays, run in runs
    ]
    last = len(joined) - 1
    absorbed = (
        (stays and (place in {0, last} or _holds_words(before)), before, after)
        for place, (stays, before, after) in enumerate(joined)
    )
    for stays, run in groupby(absorbed, key=lambda one: one[0]):
        parts = list(run)
        yield stays, "".join(one[1] for one in parts), "".join(one[2] for one in parts)


def _holds_words(text: str) -> bool:
    """Say whether the text is more than punctuation; the bar between two table cells is more."""
    return "|" in text or any(map(str.isalnum, text))


def _first_to_last(stretches: list[Stretch]) -> list[Stretch]:
    """Return what stays at both ends, and all between as one change."""
    first, last = int(stretches[0][0]), len(stretches) - int(stretches[-1][0])
    between = stretches[first:last]
    change = (False, "".join(one[1] for one in between), "".join(one[2] for one in between))
    return [*stretches[:first], change, *stretches[last:]]


def _pieces(stretches: list[Stretch], side: int, kind: str) -> Pieces:
    return tuple(
        Piece(text, "same" if one[0] else kind) for one in stretches if (text := str(one[side]))
    )
