"""From tokens to pieces: finished HTML, and between it what rendering still has to decide."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from articles.markup.findings import Findings
from articles.markup.hatnotes import hatnote
from articles.markup.html import escape
from articles.markup.labels import Labels
from articles.markup.pieces import HeadingEnd, HeadingStart, Piece, Pieces
from articles.markup.sections import SectionIds
from articles.markup.words import WordWriter, visible

_TAGS = ("p", "blockquote", "ul", "li", "thead", "tbody", "tr")
_FIXED = {
    "hr": "<hr>\n",
    "ordered_list_close": "</ol>\n",
    "table_close": "</table></div>\n",
    "th_close": "</th>",
    "td_close": "</td>",
}


class Writer:
    """Writes the tokens of one text as pieces, part by part.

    Attributes:
        plain: the visible words of every block written, in order.
        headings: the section headings written, in order.
    """

    def __init__(self, labels: Labels, found: Findings) -> None:
        self.plain: list[str] = []
        self.headings: list[HeadingStart] = []
        self._labels = labels
        self._found = found
        self._ids = SectionIds()
        self._pieces: list[Piece] = []
        self._in_section_heading = False

    def write(self, tokens: Sequence[Token]) -> Pieces:
        """Return the pieces of a run of block tokens."""
        for place, token in enumerate(tokens):
            if token.type == "inline":
                self._inline(token)
            elif token.type == "heading_open":
                self._open_heading(token, tokens[place + 1])
            elif not token.hidden:
                self._block(token)
        return self._taken()

    def write_words(self, children: Sequence[Token]) -> Pieces:
        """Return the pieces of one paragraph's words."""
        self._words(children)
        return self._taken()

    def _taken(self) -> Pieces:
        pieces, self._pieces = joined(self._pieces), []
        return pieces

    def _inline(self, token: Token) -> None:
        if token.map and self._found.line:
            self._found.line = token.map[0] + 1
        self._words(token.children or ())

    def _words(self, children: Sequence[Token]) -> None:
        words = WordWriter(self._found)
        words.write(children)
        self._pieces += words.pieces
        self.plain.append("".join(words.plain))

    def _block(self, token: Token) -> None:
        match token.type:
            case "fence" | "code_block":
                self._code(token)
            case "heading_close":
                self._close_heading(token)
            case "th_open" | "td_open":
                self._pieces.append(_cell(token))
            case "table_open":
                self._open_table(token)
            case "ordered_list_open":
                start = token.attrs.get("start")
                self._pieces.append("<ol>\n" if start is None else f'<ol start="{start}">\n')
            case "hatnote":
                self._pieces += hatnote(token, self._labels)
            case "banner":
                self._pieces.append(token.meta["piece"])
            case kind:
                self._pieces.append(_FIXED.get(kind) or _plain_tag(token))

    def _code(self, token: Token) -> None:
        language = "".join(unescapeAll(token.info).split()[:1])
        name = f' class="language-{escape(language)}"' if language else ""
        self.plain.append(token.content)
        self._pieces.append(f"<pre><code{name}>{escape(token.content)}</code></pre>\n")

    def _open_heading(self, token: Token, inline: Token) -> None:
        """Begin a heading. The title is the page's h1, so `#` and `##` are both h2."""
        level = max(2, int(token.tag[1]))
        self._in_section_heading = token.level == 0
        if not self._in_section_heading:  # within a list or quotation nothing leads to it
            self._pieces.append(f"<h{level}>")
            return
        text = visible(inline.children or ())
        heading = HeadingStart(level, self._ids.next(text), text)
        self.headings.append(heading)
        self._pieces.append(heading)

    def _close_heading(self, token: Token) -> None:
        if self._in_section_heading:
            self._pieces.append(HeadingEnd(self.headings[-1]))
        else:
            self._pieces.append(f"</h{max(2, int(token.tag[1]))}>\n")

    def _open_table(self, token: Token) -> None:
        caption: Token | None = token.meta.get("caption")
        shown: list[Piece] = []
        label = self._labels.table
        if caption is not None:
            before = len(self._pieces)
            self._inline(caption)
            shown = ["<caption>", *self._pieces[before:], "</caption>"]
            del self._pieces[before:]
            label = " ".join(self.plain[-1].split())
        region = f'<div class="table" role="region" tabindex="0" aria-label="{escape(label)}">'
        self._pieces += [region, "<table>", *shown]


def joined(pieces: Sequence[Piece]) -> Pieces:
    """Return the pieces with neighbouring HTML joined."""
    whole: list[Piece] = []
    html: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            html.append(piece)
            continue
        if html:
            whole.append("".join(html))
            html = []
        whole.append(piece)
    return (*whole, "".join(html)) if html else tuple(whole)


def _cell(token: Token) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in token.attrs.items())
    return f"<{token.tag}{attributes}>"


def _plain_tag(token: Token) -> str:
    if token.tag not in _TAGS:
        raise AssertionError(f"no rule of ours makes the token {token.type}")
    return f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>\n"
