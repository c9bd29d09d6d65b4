"""Where the sections of a text begin, found without parsing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(
    r" {0,3}(?:$|>|\||```|~~~|\{\{|[-+*][ \t]|[0-9]{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}$)|    |\t"
)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARK = re.compile(
    r"\[[@^][^\[\]]*\]|\{\{[^{}]*\}\}|\\(?=[!-/:-@\[-`{-~])|[*`]+"
)  # citations, notes, markers, backslashes, emphasis


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a text.

    Attributes:
        heading: its words, without markup; empty for the lead.
        level: 1 to 6; 0 for the lead.
        line: place of the heading line, from 0; -1 for the lead.
    """

    heading: str = ""
    level: int = 0
    line: int = -1


def sections(lines: Sequence[str]) -> list[Section]:
    """Return the sections in order, the lead first, even when it is empty.

    Source: CommonMark 0.31, ATX and setext headings, fenced code. What stands inside a
    quotation or a list is no section.
    """
    found = [Section()]
    fence = ""
    for place, line in enumerate(lines):
        if fence:
            if line.strip(" \t").startswith(fence) and not line.strip(" \t" + fence[0]):
                fence = ""
        elif opening := _FENCE.match(line):
            fence = opening[1]
        elif heading := _HEADING.match(line):
            found.append(Section(_plain(heading[2] or ""), len(heading[1]), place))
        elif (
            place
            and _UNDERLINE.match(line)
            and found[-1].line != place - 1
            and not _NO_PARAGRAPH.match(lines[place - 1])
        ):
            level = 1 if "=" in line else 2
            found.append(Section(_plain(lines[place - 1]), level, place - 1))
    return found


def _plain(heading: str) -> str:
    """Return the words of a heading: links by what they show, citations and markers left out."""
    shown = _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", heading))
    return _MARK.sub("", shown).strip()
