"""Finds `{{calls|with|parts}}` and `[matching brackets]` in one linear pass over a text.

An inline rule that looked for its own end at every opening sign would be quadratic on hostile
text; these tables are made once for a text and asked in constant time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

DEEPEST = 16
"""How many may stand within each other; with more the outermost count as not closed."""

_SIGNS = re.compile(r"\\.|`+|\{\{|\}\}|\[\[|\]\]|\|", re.DOTALL)
_SIGNS_IN_CELL = re.compile(r"\\\||\\.|`+|\{\{|\}\}|\[\[|\]\]", re.DOTALL)
_BRACKETS = re.compile(r"\\.|`+|\[|\]", re.DOTALL)
_TICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Call:
    """One closed `{{name|part|part}}`.

    Attributes:
        start, end: offsets of the first brace and behind the last.
        parts: offsets of what stands between the bars, the name first.
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]


@lru_cache(maxsize=16)
def calls_in(text: str, in_cell: bool = False) -> Mapping[int, Call]:
    r"""Return every closed call by its start, nested ones too.

    Bars, braces and brackets in code spans or after a backslash are text, and so are bars in a
    wiki link. With `in_cell` the text is a row as written, where `\|` is the bar.
    """
    found: dict[int, Call] = {}
    open_calls: deque[tuple[int, list[int]]] = deque(maxlen=DEEPEST)
    link_bars: list[int] | None = None  # of the wiki link that is open just here
    for sign, start, end in _signs(text, _SIGNS_IN_CELL if in_cell else _SIGNS):
        if sign == "{{":
            if open_calls and link_bars:
                open_calls[-1][1].extend(link_bars)
            open_calls.append((start, []))
            link_bars = None
        elif not open_calls:
            continue
        elif sign == "}}":
            opened, bars = open_calls.pop()
            found[opened] = _call(opened, end, [*bars, *(link_bars or ())], 2 if in_cell else 1)
            link_bars = None
        elif sign == "[[":
            if link_bars:  # the link before never closed, so its bars were the call's
                open_calls[-1][1].extend(link_bars)
            link_bars = []
        elif sign == "]]":
            link_bars = None
        elif sign.endswith("|") and len(sign) == (2 if in_cell else 1):
            (open_calls[-1][1] if link_bars is None else link_bars).append(start)
    return found


@lru_cache(maxsize=16)
def brackets_in(text: str) -> Mapping[int, int]:
    """Return the offset of the closing bracket for every opening one that has one."""
    found: dict[int, int] = {}
    opened: deque[int] = deque(maxlen=DEEPEST)
    for sign, start, _ in _signs(text, _BRACKETS):
        if sign == "[":
            opened.append(start)
        elif sign == "]" and opened:
            found[opened.pop()] = start
    return found


def _call(start: int, end: int, bars: list[int], bar: int) -> Call:
    starts = [start + 2, *(place + bar for place in bars)]
    return Call(start, end, tuple(zip(starts, [*bars, end - 2], strict=True)))


def _signs(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the signs of the pattern with their offsets; code spans are passed over."""
    runs: dict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(text):
        runs[len(run.group())].append(run.start())
    place = 0
    while match := pattern.search(text, place):
        sign, place = match.group(), match.end()
        if sign[0] == "`":
            closing = runs[len(sign)]
            following = bisect_right(closing, match.start())
            if following < len(closing):
                place = closing[following] + len(sign)
        else:
            yield sign, match.start(), place
