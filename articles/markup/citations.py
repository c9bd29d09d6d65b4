"""Citations: `[@key, p. 12]`, `[@a; @b, pp. 3-5]`, `[exact words]{cites=key}`."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link

from articles.content import is_key
from articles.errors import Sentence
from articles.markup.findings import findings
from articles.markup.pieces import Cite
from articles.markup.scanning import brackets_in

LONGEST_CITATION = 2_000
"""Signs between the brackets; what is longer stays text."""

KEY = r"\w+(?:[:.#$%&\-+?<>~/]\w+)*"
"""A reference key, as articles.content.is_key has it."""
_ITEM = re.compile(rf"\s*@({KEY})(?:\s*,\s*|\s+|$)(.*)", re.DOTALL)
CITES = re.compile(r"\{cites=(?:\"([^\"{}]{1,500})\"|([^\s\"{};,]{1,200}))\}")
"""What follows exact words: one key, or in quotation marks what stands in a citation, where
the @ may be left out."""


def read_citation(inside: str, *, at_sign: str = "@") -> tuple[Cite, ...]:
    """Return the citations that stand between the brackets, or () where they are none.

    The same key with the same locator counts once. With an empty `at_sign` the @ may be
    missing, as in `{cites="a, p. 3; b"}`.
    """
    cites: dict[Cite, None] = {}
    for part in inside.split(";"):
        part = part.strip()
        match = _ITEM.match(part if at_sign or part.startswith("@") else "@" + part)
        if match is None or not is_key(match.group(1)):
            return ()
        cites[Cite(match.group(1), " ".join(match.group(2).split()))] = None
    return tuple(cites)


def citation(state: StateInline, silent: bool) -> bool:
    """Inline rule: read a citation at the state's place."""
    start = state.pos
    if not state.src.startswith("[@", start):
        return False
    end = state.src.find("]", start, min(state.posMax, start + LONGEST_CITATION))
    if end < 0 or state.src.find("[", start + 1, end) >= 0:
        return False
    cites = read_citation(state.src[start + 1 : end])
    if not cites:
        if not silent:
            _report(state, state.src[start : end + 1])
        return False
    # A link whose words begin with @ is a link, for Pandoc as for us.
    if state.src.startswith("(", end + 1) and link(state, silent):
        return True
    if not silent:
        state.push("citation", "", 0).meta = {"cites": cites}
    state.pos = end + 1
    return True


def exact_words(state: StateInline, silent: bool) -> bool:
    """Inline rule: read `[exact words]{cites=key}` at the state's place."""
    start, most = state.pos, state.posMax
    if state.src[start] != "[" or state.src.find("]{cites=", start, most) < 0:
        return False
    end = brackets_in(state.src).get(start, -1)
    if end < 0 or end >= most or not state.src.startswith("{cites=", end + 1):
        return False
    match = CITES.match(state.src, end + 1, most)
    cites = read_citation(match.group(1) or match.group(2), at_sign="") if match else ()
    if match is None or not cites:
        if not silent:
            _report(state, state.src[end + 1 : end + 60].partition("}")[0] + "}")
        return False
    if not silent:
        state.push("exact_open", "span", 1)
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.posMax = most
        state.push("exact_close", "span", -1).meta = {"cites": cites}
    state.pos = match.end()
    return True


def _report(state: StateInline, written: str) -> None:
    findings(state).report_in(
        state,
        Sentence(
            "“%(written)s” is not read as a citation. "
            "Write [@key], [@key, p. 12], or [@one; @another, p. 3].",
            written=written[:60],
        ),
    )
