"""Pairs of texts to compare: real revisions, hostile shapes, and rows put together again."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

from articles.comparing import Row

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
REVISIONS = DATA / "diff-merge" / "revision-pairs.jsonl.xz"
HOSTILE = DATA / "security" / "pathological_diff.json"

Parts = list[tuple[str, int | str]]


def texts_of(rows: Sequence[Row]) -> tuple[str, str]:
    """Return both texts of the rows of `diff_lines`."""
    return (
        "\n".join(row.before_text for row in rows if row.before_line),
        "\n".join(row.after_text for row in rows if row.after_line),
    )


def revision_pairs() -> Iterator[tuple[str, str, str]]:
    """Yield (kind, text before, text after) of real edits."""
    with lzma.open(REVISIONS, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            yield pair["kind"], pair["old_text"], pair["new_text"]


def hostile_pairs(size: int) -> Iterator[tuple[str, str, str]]:
    """Yield (name, text before, text after), each text as large as its shape and `size` allow."""
    for shape in json.loads(HOSTILE.read_text(encoding="utf-8"))["payloads"]:
        yield shape["name"], grown(shape["a"], size), grown(shape["b"], size)


def grown(parts: Parts, size: int) -> str:
    """Return the text of a shape: each part as often as it says, "n" as often as there is room."""
    room = size - sum(len(text) * times for text, times in parts if isinstance(times, int))
    return "".join(
        text * times if isinstance(times, int) else "".join(_filled(text, room))
        for text, times in parts
    )


def _filled(text: str, room: int) -> Iterator[str]:
    most = room // max(len(text) + 4, 1)
    turn, count = 0.0, 0
    while room > 0:
        turn = (turn + 0.618033988749895) % 1
        bit = turn < 0.5
        one = text.replace("@i", str(count)).replace("@r", str(most - count))
        one = one.replace("@01", str(int(bit))).replace("@10", str(int(not bit)))
        room, count = room - len(one), count + 1
        if room >= 0:
            yield one
