"""Where the sections of a text begin, found without parsing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.markup import plain

LONGEST_HEADING = 300

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?![^ \t])")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(
    r" {0,3}(?:$|>|\||```|~~~|\{\{|[-+*][ \t]|[0-9]{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}$)|    |\t"
)
_MARKUP = re.compile(r"[\\`*_~\[{<&]")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a text.

    Attributes:
        source: its heading as written, without `#`; empty for the lead.
        level: 1 to 6; 0 for the lead.
        line: place of the heading line, from 0; -1 for the lead.
    """

    source: str = ""
    level: int = 0
    line: int = -1

    @property
    def heading(self) -> str:
        """The heading's words, without markup and citations."""
        return _words(self.source[:LONGEST_HEADING])


@lru_cache(maxsize=512)
def _words(heading: str) -> str:
    return " ".join(plain(heading).split()) if _MARKUP.search(heading) else heading


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
            found.append(Section(_without_closing(line[heading.end() :]), len(heading[1]), place))
        elif (
            place
            and _UNDERLINE.match(line)
            and found[-1].line != place - 1
            and not _NO_PARAGRAPH.match(lines[place - 1])
        ):
            level = 1 if "=" in line else 2
            found.append(Section(lines[place - 1].strip(), level, place - 1))
    return found


def _without_closing(text: str) -> str:
    """Return the text of an ATX heading without spaces and the `#` that may close it."""
    text = text.strip(" \t")
    opened = text.rstrip("#")
    return opened.rstrip(" \t") if not opened or opened[-1] in " \t" else text
