"""Lines of their own: banners and hatnotes."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.rules_block import StateBlock

from articles.errors import Sentence, TitleRefused
from articles.markup.findings import Findings, findings
from articles.markup.labels import BANNERS, HATNOTES
from articles.markup.links import link_to
from articles.markup.markers import MONTH, WrittenCall, plain_reason, read_call, wrong_month
from articles.markup.pieces import BannerLine, LinkStart
from articles.markup.scanning import calls_in

_BRACKETED = re.compile(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]")


def banner_or_hatnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: read a banner or hatnote that fills a line outside of lists and quotations.

    Any other line, and one with a mistake in it, is left to the paragraph it stands in, where
    the marker rule says what is wrong.
    """
    place = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{{", place) or state.level or state.is_code_block(start):
        return False
    line = state.src[place : state.eMarks[start]].rstrip()
    call = calls_in(line).get(0)
    if call is None or call.end != len(line):
        return False
    written = read_call(line, call)
    arguments = [line[first:last] for first, last in written.plain]
    if written.name in BANNERS and arguments and not silent:
        findings(state).report(
            Sentence(
                "The banner “%(name)s” has a part that says nothing. "
                "Write reason= before a reason.",
                name=written.name,
            ),
            start + 1,
        )
    elif written.name in BANNERS and not arguments:
        banner = _banner(state, written, start + 1, silent)
        return _push(state, start, silent, "banner", {"piece": banner})
    elif written.name in HATNOTES:
        targets = _targets(written.name, arguments, findings(state), start + 1, silent)
        if targets:
            words = [_plain(text) for text in arguments]
            meta = {"name": written.name, "words": words, "links": targets}
            return _push(state, start, silent, "hatnote", meta)
    return False


def _push(state: StateBlock, start: int, silent: bool, kind: str, meta: dict[str, Any]) -> bool:
    if not silent:
        token = state.push(kind, "div", 0)
        token.map, token.meta = [start, start + 1], meta
        state.line = start + 1
    return True


def _banner(state: StateBlock, written: WrittenCall, line: int, silent: bool) -> BannerLine:
    since = written.since
    if since and not MONTH.fullmatch(since):
        if not silent:
            findings(state).report(wrong_month(since), line)
        since = ""
    reason = "" if silent else plain_reason(state.md, written.reason)
    return BannerLine(written.name, reason, since, line)


def _targets(
    name: str, arguments: list[str], found: Findings, line: int, silent: bool
) -> list[LinkStart | None]:
    """Return the link of each argument, None for one that is words; [] where something is wrong."""
    links: list[LinkStart | None] = []
    for place, text in enumerate(arguments):
        if name == "about" and (place == 0 or place % 2):
            links.append(None)
            continue
        try:
            links.append(link_to(_BRACKETED.sub(r"\1", text).strip()))
        except TitleRefused as refusal:
            if not silent:
                found.report(
                    Sentence(
                        "The line “{{%(name)s}}” names no article. %(why)s", name=name, why=refusal
                    ),
                    line,
                )
            return []
    if not links and not silent:
        found.report(
            Sentence(
                "The line “{{%(name)s}}” names nothing. Write the title behind a bar: "
                "{{%(name)s|Title}}.",
                name=name,
            ),
            line,
        )
    return links


def _plain(text: str) -> str:
    return _BRACKETED.sub(r"\1", text).replace("\\|", "|").strip()
