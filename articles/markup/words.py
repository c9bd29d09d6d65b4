"""From the tokens of one paragraph to pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown_it.token import Token

from articles.errors import Sentence
from articles.markup.findings import Findings
from articles.markup.html import broken, escape, link_attributes
from articles.markup.pieces import Cite, MarkerEnd, Piece

_TAGS = {"em": "em", "strong": "strong", "s": "s"}
_OPEN = {f"{name}_open": f"<{tag}>" for name, tag in _TAGS.items()}
_CLOSE = {f"{name}_close": f"</{tag}>" for name, tag in _TAGS.items()}
_FIXED = {
    **_OPEN,
    **_CLOSE,
    "softbreak": "\n",
    "hardbreak": "<br>\n",
    "covered_open": '<span class="covered">',
    "exact_open": '<span class="exact">',
}
_BREAKS = {"softbreak", "hardbreak"}
_LINK_STARTS = {"link_open", "wiki_link_open"}
_LINK_ENDS = {"link_close", "wiki_link_close"}


class WordWriter:
    """Writes the words of one paragraph.

    A link never holds another link: an inner one loses its anchor and keeps its words, and the
    marks of citations, notes and markers in it move behind it. A link to nowhere is its words.

    Attributes:
        pieces: what has been written.
        plain: the visible words, marks left out.
    """

    def __init__(self, found: Findings) -> None:
        self.pieces: list[Piece] = []
        self.plain: list[str] = []
        self._found = found
        self._links: list[bool] = []
        self._behind: list[Piece] = []
        self._openings: list[int] = []

    def write(self, children: Iterable[Token]) -> None:
        """Write the tokens behind what has been written."""
        for token in children:
            kind = token.type
            if kind in {"text", "text_special"}:
                self.plain.append(token.content)
                self.pieces.append(escape(token.content))
            elif kind in _FIXED:
                self._fixed(kind)
            elif kind in _LINK_STARTS:
                self._open_link(token)
            elif kind in _LINK_ENDS:
                self._close_link()
            else:
                self._other(token)

    def _fixed(self, kind: str) -> None:
        if kind in _BREAKS:
            self.plain.append(" ")
        elif kind in {"covered_open", "exact_open"}:
            self._openings.append(len(self.plain))
        self.pieces.append(_FIXED[kind])

    def _open_link(self, token: Token) -> None:
        is_anchor = not any(self._links) and token.attrs.get("href") != ""
        self._links.append(is_anchor)
        if not is_anchor:
            return
        if token.type == "wiki_link_open":
            self.pieces.append(token.meta["piece"])
        else:
            self.pieces.append(_anchor(str(token.attrs["href"]), str(token.attrs.get("title", ""))))

    def _close_link(self) -> None:
        if self._links.pop():
            self.pieces += ["</a>", *self._behind]
            self._behind = []

    def _other(self, token: Token) -> None:
        match token.type:
            case "code_inline":
                self.plain.append(token.content)
                self.pieces.append(f"<code>{escape(token.content)}</code>")
            case "citation":
                self._cite(token.meta["cites"], "")
            case "exact_close":
                self.pieces.append("</span>")
                self._cite(token.meta["cites"], self._since_opening())
            case "note_mark":
                self._mark(token.meta["piece"])
            case "marker":
                self._mark(MarkerEnd(**token.meta, line=self._found.line))
            case "covered_close":
                self.pieces.append("</span>")
                claim = self._since_opening()
                self._mark(MarkerEnd(**token.meta, claim=claim, line=self._found.line))
            case "broken":
                self.plain.append(token.content)
                self.pieces.append(broken(token.content))
            case "image":
                self._image(token)
            case other:
                raise AssertionError(f"no rule of ours makes the token {other}")

    def _since_opening(self) -> str:
        return " ".join("".join(self.plain[self._openings.pop() :]).split())

    def _cite(self, cites: Sequence[Cite], exact: str) -> None:
        for cite in cites:
            self._mark(replace(cite, exact=exact, line=self._found.line))

    def _mark(self, mark: Piece) -> None:
        (self._behind if any(self._links) else self.pieces).append(mark)

    def _image(self, token: Token) -> None:
        """Write a picture as a link to it: other sites shall not learn who reads here."""
        address = str(token.attrs["src"])
        words = token.content or address
        self._found.report(
            Sentence(
                "The picture “%(words)s” is shown as a link. Pictures cannot be placed yet.",
                words=words[:60],
            )
        )
        self.plain.append(words)
        if any(self._links) or not address:
            self.pieces.append(escape(words))
        else:
            self.pieces.append(f"{_anchor(address, '')}{escape(words)}</a>")


def _anchor(address: str, title: str) -> str:
    shown = f' title="{escape(title)}"' if title else ""
    return f"<a {link_attributes(address)}{shown}>"


def visible(children: Iterable[Token]) -> str:
    """Return the visible words of a paragraph's tokens, marks left out, on one line."""
    words = WordWriter(Findings())
    words.write(children)
    return " ".join("".join(words.plain).split())
