"""Explanatory notes: the mark `[^a]` or `[^group:1]`, and the definition `[^a]: words`."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from articles.errors import Sentence
from articles.markup.findings import findings
from articles.markup.pieces import NoteUse

_NAME = r"[^\s\[\]^]{1,100}"
NOTE_MARK = re.compile(rf"\[\^({_NAME})\]")
_DEFINITION = re.compile(rf"\[\^({_NAME})\]:")

_OPEN, _CLOSE = "footnote_reference_open", "footnote_reference_close"


def group_of(name: str) -> str:
    """Return the group that a note's name puts it in: "a" for "a:1", "" for "a"."""
    group, colon, _ = name.partition(":")
    return group if colon else ""


def note_mark(state: StateInline, silent: bool) -> bool:
    """Inline rule: read the mark of a note at the state's place. Its definition may be missing."""
    match = NOTE_MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        line = findings(state).line
        state.push("note_mark", "", 0).meta = {"piece": NoteUse(match.group(1), line)}
    state.pos = match.end()
    return True


def note_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: read a definition; its further paragraphs are indented by four spaces.

    A second definition of one name stays text, so that nothing that was written disappears.
    """
    place = state.bMarks[start] + state.tShift[start]
    match = _DEFINITION.match(state.src, place, state.eMarks[start])
    if match is None or state.is_code_block(start):
        return False
    defined: set[str] = state.env["defined notes"]
    name = match.group(1)
    if name in defined:
        if not silent:
            findings(state).report(
                Sentence(
                    "The note “%(name)s” is defined twice. Give one of the two another name.",
                    name=name[:40],
                ),
                start + 1,
            )
        return False
    if not silent:
        defined.add(name)
    return footnote_def(state, start, end, silent)


def take_notes(tokens: list[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """Return the tokens without the definitions, and the tokens of each note by its name."""
    notes: dict[str, list[Token]] = {}
    rest: list[Token] = []
    opened = [rest]
    for token in tokens:
        if token.type == _OPEN:
            opened.append(notes.setdefault(token.meta["label"], []))
        elif token.type == _CLOSE:
            opened.pop()
        else:
            opened[-1].append(token)
    return rest, notes
