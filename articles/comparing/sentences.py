"""Where the sentences of a paragraph begin; citations, notes, markers, links and code masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sentencex import segment

from articles.markup.scanning import brackets_in, calls_in

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_ADDRESS = re.compile(
    r"\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)|\]\{cites=[^{}\n]*\}|<[^<>\s]+>|https?://\S+"
)
_COVERED = re.compile(r"\{\{[^|{}]*\|")
_ENDS = ".!?。！？…"
_WIDE = 100_000
"""Signs of a paragraph that is read whole; a longer one is one sentence a line."""

Span = tuple[int, int]


@lru_cache(maxsize=4096)
def sentences(paragraph: str, language: str = "en") -> tuple[int, ...]:
    """Return the offsets at which its sentences begin, the first left out.

    A citation, note or marker after the full stop belongs to the sentence before it.
    """
    if len(paragraph) > _WIDE or not any(sign in paragraph for sign in _ENDS):
        return ()
    shown, places = _masked(paragraph)
    starts, end = [], 0
    try:
        parts = segment(language, shown)
    except UnicodeEncodeError:  # a lone surrogate, which no content holds
        return ()
    if "".join(parts) != shown:
        return ()
    for part in parts[:-1]:
        end += len(part)
        starts.append(places[end])
    return tuple(starts)


@lru_cache(maxsize=4096)
def whole_spans(paragraph: str) -> tuple[Span, ...]:
    """Return the stretches that are one thing, in order, none within another: citations, code."""
    found = [match.span() for match in _CODE.finditer(paragraph)] if "`" in paragraph else []
    if "{{" in paragraph:
        found += [(call.start, call.end) for call in calls_in(paragraph).values()]
    if "[" in paragraph:
        found += [(start, end + 1) for start, end in brackets_in(paragraph).items()]
    if "](" in paragraph or "<" in paragraph or "http" in paragraph or "{cites=" in paragraph:
        found += [match.span() for match in _ADDRESS.finditer(paragraph)]
    return tuple(_joined(sorted(found)))


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Yield the spans with those that overlap joined."""
    last = (0, 0)
    for start, end in spans:
        if start < last[1]:
            last = (last[0], max(end, last[1]))
        else:
            if last[1]:
                yield last
            last = (start, end)
    if last[1]:
        yield last


def _masked(paragraph: str) -> tuple[str, list[int]]:
    """Return the paragraph as `sentencex` shall see it, and the place of each sign of that.

    Marks that show no words vanish; what shows words becomes one word, with its full stop.
    """
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for start, end in whole_spans(paragraph):
        parts.append(paragraph[done:start])
        places += range(done, start)
        words = _stand_in(paragraph[start:end])
        parts.append(words)
        places += [start] * len(words)
        done = end
    parts.append(paragraph[done:])
    places += range(done, len(paragraph) + 1)
    return "".join(parts).replace("\n", " "), places


def _stand_in(thing: str) -> str:
    if thing.startswith(("[@", "[^")):
        return ""
    if thing.startswith("{{"):
        opening = _COVERED.match(thing)
        if opening is None or thing.startswith(("reason", "since"), opening.end()):
            return ""
        thing = thing[opening.end() :].partition("|")[0]
    inside = re.split(r"\](?=[({])", thing)[0].rstrip("]}) \n")
    return "Xx." if inside.endswith(tuple(_ENDS)) else "Xx"
