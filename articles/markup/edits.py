"""Edits that software makes in a text: dating markers, and giving a reference another key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from articles.markup.citations import CITES, KEY, read_citation
from articles.markup.labels import BANNERS, MARKERS
from articles.markup.markers import read_call
from articles.markup.scanning import brackets_in, calls_in
from articles.markup.spans import Span, spans

_SINCE = re.compile(r"\s*since\s*=", re.IGNORECASE)
_KEY = re.compile(rf"\s*@?({KEY})")
_LINK = re.compile(r"\(\s*<?(?:https?:|mailto:|/|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A marker in a text: what it is, when it dates from, and where its `since=` stands.

    `start` and `end` are the offsets of the `since=` part with its bar, or where one belongs.
    """

    identity: tuple[str, str, str]
    since: str
    start: int
    end: int
    bar: str


def date_markers(text: str, base_text: str, month: str) -> str:
    """Return the text with `since=YYYY-MM` on every marker and banner.

    A marker that the base text has too (same kind, claim and reason) keeps the month it has
    there, whatever the text says; any other is of `month`. Markers that are alike are matched
    in order, those of the same month first.
    """
    dated = _dated(text)
    if not dated:
        return text
    known: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for marker in _dated(base_text):
        if marker.since:
            known[marker.identity].append(marker.since)
    kept: dict[int, str] = {}
    for place, marker in enumerate(dated):
        if marker.since in known[marker.identity]:
            known[marker.identity].remove(marker.since)
            kept[place] = marker.since
    parts, end = [], 0
    for place, marker in enumerate(dated):
        if marker.start < end:  # written within the month of another, where it means nothing
            continue
        if place not in kept:
            months = known[marker.identity]
            kept[place] = months.pop(0) if months else month
        parts += [text[end : marker.start], f"{marker.bar}since={kept[place]}"]
        end = marker.end
    return "".join([*parts, text[end:]])


def _dated(text: str) -> list[_Dated]:
    found = (
        marker for span in spans(text) for marker in _dated_in(text[span.start : span.end], span)
    )
    return sorted(found, key=lambda marker: marker.start)


def _dated_in(part: str, span: Span) -> Iterator[_Dated]:
    bar = "\\|" if span.in_cell else "|"
    for call in calls_in(part, span.in_cell).values():
        written = read_call(part, call)
        if written.name not in MARKERS and written.name not in BANNERS:
            continue
        claim = " ".join(part[start:end] for start, end in written.plain)
        start = end = call.end - 2
        for first, last in call.parts[1:]:
            if _SINCE.match(part, first, last):
                start, end = first - len(bar), last
        yield _Dated(
            identity=(written.name, _without_dates(claim), " ".join(written.reason.split())),
            since=written.since,
            start=span.start + start,
            end=span.start + end,
            bar=bar,
        )


def _without_dates(claim: str) -> str:
    """Return the claim as it compares: single spaces, and without the dates of markers in it."""
    return " ".join(re.sub(r"\\?\|\s*since\s*=[^|}]*", "", claim).split())


def rename_key(text: str, old: str, new: str) -> str:
    """Return the text with the key changed in every citation and every `{cites=...}`."""
    changes = sorted(
        (span.start + start, span.start + end)
        for span in spans(text)
        for start, end in _keys_in(text[span.start : span.end], old)
    )
    parts, done = [], 0
    for start, end in changes:
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def _keys_in(part: str, key: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the key wherever it is cited."""
    if key not in part:
        return
    for start, end in brackets_in(part).items():
        if part.startswith("@", start + 1):
            if read_citation(part[start + 1 : end]) and not _LINK.match(part, end + 1):
                yield from _items(part, start + 1, end, key)
        elif match := CITES.match(part, end + 1):
            first, last = match.span(1 if match.group(1) else 2)
            if read_citation(part[first:last], at_sign=""):
                yield from _items(part, first, last, key)


def _items(part: str, start: int, end: int, key: str) -> Iterator[tuple[int, int]]:
    for item in part[start:end].split(";"):
        match = _KEY.match(item)
        if match and match.group(1) == key:
            yield start + match.start(1), start + match.end(1)
        start += len(item) + 1
