"""Tables: the GFM block rule, bounded, with alignment as a class; and their captions."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from articles.errors import Sentence
from articles.markup.findings import findings

MOST_CELLS = 20_000
"""Cells of all tables of a text together; rows beyond them stay text."""

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_LIST_ITEM = re.compile(r"-[ \t]")
_CAPTION = re.compile(r"(?:[Tt]able)?:\s*(?=\S)")


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: read a table.

    As GFM has it, but a row shorter than the header ends in one wide cell: with a cell for each
    missing one, 250 signs could be written as 200 kB. Source: GFM 0.29, Tables.
    """
    if start + 2 > end or _ended(state, start + 1) or state.is_code_block(start):
        return False
    delimiters = _line(state, start + 1)
    if not _DELIMITERS.fullmatch(delimiters) or _LIST_ITEM.match(delimiters):
        return False
    classes = [_class(one) for one in delimiters.strip("|").split("|")]
    header = _line(state, start)
    if "|" not in header or len(_cells(header)) != len(classes):
        return False
    if not silent:
        _push_table(state, start, end, classes)
    return True


def _push_table(state: StateBlock, start: int, end: int, classes: list[str]) -> None:
    parent, state.parentType = state.parentType, "table"
    opening = state.push("table_open", "table", 1)
    state.push("thead_open", "thead", 1)
    _push_row(state, start, "th", classes)
    state.push("thead_close", "thead", -1)
    terminators = state.md.block.ruler.getRules("blockquote")
    line = start + 2
    while line < end and not _ended(state, line) and _line(state, line):
        if any(rule(state, line, end, True) for rule in terminators):
            break
        if state.env["cells"] > MOST_CELLS:
            _report_size(state, line)
            break
        if line == start + 2:
            state.push("tbody_open", "tbody", 1)
        _push_row(state, line, "td", classes)
        line += 1
    if line > start + 2:
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    opening.map = [start, line]
    state.parentType, state.line = parent, line


def _push_row(state: StateBlock, line: int, tag: str, classes: list[str]) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    cells = _cells(_line(state, line))[: len(classes)]
    state.env["cells"] += len(cells) + 1
    for content, name in zip(cells, classes, strict=False):
        opening = state.push(f"{tag}_open", tag, 1)
        if name and content.strip():
            opening.attrs = {"class": name}
        words = state.push("inline", "", 0)
        words.map, words.content, words.children = [line, line + 1], content.strip(), []
        state.push(f"{tag}_close", tag, -1)
    if len(cells) < len(classes):
        state.push("td_open", "td", 1).attrs = {"colspan": len(classes) - len(cells)}
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)


def _report_size(state: StateBlock, line: int) -> None:
    findings(state).report(
        Sentence(
            "The tables of this text have more than %(most)d cells; from here on the rows are "
            "text. Move a table to an article of its own.",
            most=MOST_CELLS,
        ),
        line + 1,
    )


def _ended(state: StateBlock, line: int) -> bool:
    return state.sCount[line] < state.blkIndent or state.is_code_block(line)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(" \t")


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line)
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _class(delimiter: str) -> str:
    delimiter = delimiter.strip()
    if not delimiter.endswith(":"):
        return ""
    return "center" if delimiter.startswith(":") else "end"


def table_captions(state: StateCore) -> None:
    """Core rule: hand the paragraph `Table: words` right above a table to the table.

    Source: Pandoc manual, table captions.
    """
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "table_open" and len(kept) >= 3 and kept[-3].type == "paragraph_open":
            caption = kept[-2]
            match = _CAPTION.match(caption.content)
            first = caption.children[0] if caption.children else None
            if match and first is not None and first.content.startswith(match.group()):
                first.content = first.content[match.end() :]
                token.meta = {"caption": caption}
                del kept[-3:]
        kept.append(token)
    state.tokens = kept
