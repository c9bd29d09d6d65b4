"""Where the words of a text stand in it as written, for edits that change a text in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.markup.parser import blocks_of

_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Span:
    r"""A stretch of the text whose words the parser reads together.

    Attributes:
        start, end: offsets in the text.
        in_cell: whether it is a table cell, where a bar is written `\|`.
    """

    start: int
    end: int
    in_cell: bool


def spans(text: str) -> Iterator[Span]:
    """Yield the paragraphs, headings, cells, banners and hatnotes in order; code is left out.

    The lines of a paragraph hold the signs of the quotation or list that it stands in too.
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    row = -1
    for token in blocks_of(text):
        if token.map is None or token.type not in {"inline", "banner", "hatnote"}:
            row = token.map[0] if token.type == "tr_open" and token.map else row
            row = -1 if token.type == "table_close" else row
            continue
        first, last = token.map
        if row < 0:
            yield Span(starts[first], min(starts[last] - 1, len(text)), in_cell=False)
        elif row == first:
            yield from _cells(text, starts[first], min(starts[last] - 1, len(text)))
            row = len(starts)  # the other cells of the row have been seen with the first


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    for bar in _BAR.finditer(text, start, end):
        yield Span(start, bar.start(), in_cell=True)
        start = bar.end()
    yield Span(start, end, in_cell=True)
