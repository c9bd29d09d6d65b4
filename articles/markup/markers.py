"""Markers in running text: `{{citation needed}}`, `{{citation needed|the claim|reason=...}}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from articles.errors import Sentence
from articles.markup.findings import Findings, findings, nearest
from articles.markup.labels import BANNERS, HATNOTES, MARKERS
from articles.markup.scanning import Call, calls_in
from articles.markup.words import visible

_NAMED = re.compile(r"\s*(reason|since)\s*=\s*", re.IGNORECASE)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class WrittenCall:
    r"""What a `{{call}}` says, as written.

    Attributes:
        name: lower case, single spaces.
        plain: offsets of the parts without a name, spaces at their ends left out.
        reason, since: values of the parts with a name; `\|` is a bar.
    """

    name: str
    plain: tuple[tuple[int, int], ...]
    reason: str = ""
    since: str = ""


def read_call(text: str, call: Call) -> WrittenCall:
    """Return what the call says. Any call can be read; whether it means anything is not asked."""
    plain: list[tuple[int, int]] = []
    named = {"reason": "", "since": ""}
    for start, end in call.parts[1:]:
        match = _NAMED.match(text, start, end)
        if match:
            named[match.group(1).lower()] = text[match.end() : end].replace("\\|", "|").strip()
        else:
            part = text[start:end]
            start += len(part) - len(part.lstrip())
            plain.append((start, max(start, start + len(part.strip()))))
    return WrittenCall(call_name(text, call), tuple(plain), **named)


def call_name(text: str, call: Call) -> str:
    """Return the name of a call in lower case with single spaces."""
    start, end = call.parts[0]
    return " ".join(text[start : min(end, start + _LONGEST_NAME + 1)].split()).lower()


def marker(state: StateInline, silent: bool) -> bool:
    """Inline rule: read a marker at the state's place.

    A broken one stays visible: its braces and name are marked as broken, and what follows is
    read as if they were not there.
    """
    start = state.pos
    if not state.src.startswith("{{", start) or "reason" in state.env:
        return False
    call = calls_in(state.src).get(start)
    if call is None or call.end > state.posMax:
        end = start + 2
        while state.src.startswith("{{", end) and end not in calls_in(state.src):
            end += 2
        return _broken(state, silent, end, None)
    written = read_call(state.src, call)
    if written.name not in MARKERS or len(written.plain) > 1:
        return _broken(state, silent, min(call.parts[0][1], start + _LONGEST_NAME), written)
    if not silent:
        _push(state, written)
    state.pos = call.end
    return True


def plain_reason(parser: MarkdownIt, reason: str) -> str:
    """Return the visible words of a reason. A marker in it is text, so that none nests for ever."""
    children: list[Token] = []
    if reason:
        env = {"findings": Findings(), "reason": True}
        parser.inline.parse(reason, parser, env, children)
    return visible(children)


def _push(state: StateInline, written: WrittenCall) -> None:
    since = written.since
    if since and not MONTH.fullmatch(since):
        findings(state).report_in(state, wrong_month(since))
        since = ""
    reason = plain_reason(state.md, written.reason)
    meta = {"kind": written.name, "reason": reason, "since": since}
    start, end = written.plain[0] if written.plain else (0, 0)
    if start == end:
        state.push("marker", "", 0).meta = meta
        return
    state.push("covered_open", "span", 1)
    most, state.pos, state.posMax = state.posMax, start, end
    state.md.inline.tokenize(state)
    state.posMax = most
    state.push("covered_close", "span", -1).meta = meta


def _broken(state: StateInline, silent: bool, end: int, written: WrittenCall | None) -> bool:
    if not silent:
        _report(state, written)
        state.push("broken", "span", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _report(state: StateInline, written: WrittenCall | None) -> None:
    found = findings(state)
    if found.full:
        return
    if written and written.name in (*BANNERS, *HATNOTES):
        line = found.line and found.line + state.src.count("\n", 0, state.pos)
        if line and found.names_line(line):  # the block rule has said what is wrong with it
            return
    found.report_in(state, _what_is_broken(state, written))


def _what_is_broken(state: StateInline, written: WrittenCall | None) -> Sentence:
    if written is None:
        begun = re.split(r"[|\n{}]", state.src[state.pos + 2 : state.pos + 32], maxsplit=1)[0]
        return Sentence(
            "The marker that begins “{{%(begun)s” is not closed. "
            "Write }} behind it, in the same paragraph.",
            begun=begun.strip(),
        )
    name = written.name
    if name in MARKERS:
        return Sentence(
            "The marker “%(name)s” has a part that says nothing. "
            "Write reason= before a reason, and \\| for a bar within the words.",
            name=name,
        )
    if name in BANNERS or name in HATNOTES:
        return Sentence(
            "“{{%(name)s}}” works on a line of its own. Put it on one, closed on the same line.",
            name=name,
        )
    return unknown_name(name)


def unknown_name(name: str) -> Sentence:
    """Return the sentence about a name that is no marker, banner or hatnote."""
    near = nearest(name[:_LONGEST_NAME], (*MARKERS, *BANNERS, *HATNOTES))
    if near:
        return Sentence(
            "There is no marker “%(name)s”. Did you mean “%(near)s”?", name=name[:40], near=near
        )
    return Sentence(
        "There is no marker “%(name)s”. The manual lists those there are.", name=name[:40]
    )


def wrong_month(since: str) -> Sentence:
    """Return the sentence about a `since=` that is no month."""
    return Sentence(
        "“since=%(since)s” is no month. Write since=2026-11, or leave it out.", since=since[:40]
    )
