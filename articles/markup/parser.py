"""From Markdown to tokens: the rules of the dialect, in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from articles.markup.blocks import banner_or_hatnote
from articles.markup.bounds import refuse_sections
from articles.markup.citations import citation, exact_words
from articles.markup.findings import Findings
from articles.markup.links import bare_address, wiki_link
from articles.markup.markers import marker
from articles.markup.notes import note_definition, note_mark
from articles.markup.scanning import brackets_in
from articles.markup.tables import table, table_captions

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]


def lone_bracket(state: StateInline, silent: bool) -> bool:
    """Inline rule: pass over a bracket that nothing closes, or that holds too many others.

    What follows could only find that out anew, at the cost of the whole paragraph each time.
    """
    place = state.pos + state.src.startswith("![", state.pos)
    if state.src[place] != "[" or place in brackets_in(state.src):
        return False
    if not silent:
        state.append_pending(state.src[state.pos])
    state.pos += 1
    return True


# Beside these: CommonMark, GFM tables and strikethrough, and addresses that begin with a scheme.
ARTICLE_INLINE: tuple[tuple[str, InlineRule], ...] = (
    ("lone_bracket", lone_bracket),
    ("wiki_link", wiki_link),
    ("citation", citation),
    ("note_mark", note_mark),
    ("exact_words", exact_words),
    ("marker", marker),
    ("bare_address", bare_address),
)
PAGE_INLINE: tuple[tuple[str, InlineRule], ...] = (
    ("lone_bracket", lone_bracket),
    ("wiki_link", wiki_link),
    ("bare_address", bare_address),
)
ARTICLE_BLOCK: tuple[tuple[str, BlockRule], ...] = (
    ("note_definition", note_definition),
    ("banner_or_hatnote", banner_or_hatnote),
)

DEEPEST_BLOCKS = 24
"""How deep blocks and words may stand within each other; a list in a list is two deep."""

# Signs at which plain text ends and the rules are asked: those of a rule, and those before which
# the words of a link or marker end. A colon matters in an address alone.
_TEXT_ENDS = re.compile(r"[\n!&*<\[\\\]_`{|}~]|:(?=//)")
_OURS = re.compile(r"https?://[^\s/]|mailto:|#|/(?![/\\])", re.IGNORECASE)


class _Dialect(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # named by markdown-it
        """Let through the web, mail, and addresses on this site. All else stays text."""
        return _OURS.match(url) is not None


def _inline_with_lines(state: StateCore) -> None:
    """Core rule: parse the words of each block, so that a finding can name its line."""
    found: Findings = state.env["findings"]
    has_lines = found.line > 0
    for token in state.tokens:
        if token.type == "inline":
            if has_lines and token.map:
                found.line = token.map[0] + 1
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _sections_counted(state: StateCore) -> None:
    """Core rule: refuse a text of too many sections before the cost of reading their words."""
    if (most := state.env["most sections"]) is not None:
        count = sum(token.type == "heading_open" and not token.level for token in state.tokens)
        refuse_sections(count, most)


def _env(found: Findings, most_sections: int | None = None) -> dict[str, Any]:
    """Return what the rules know of a text beside its words."""
    return {
        "findings": found,
        "defined notes": set(),
        "cells": 0,
        "most sections": most_sections,
    }


def _dialect(
    inline: tuple[tuple[str, InlineRule], ...], block: tuple[tuple[str, BlockRule], ...]
) -> MarkdownIt:
    parser = _Dialect("commonmark", {"html": False, "maxNesting": DEEPEST_BLOCKS})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.core.ruler.push("sections_counted", _sections_counted)
    parser.core.ruler.push("words", _inline_with_lines)
    parser.core.ruler.push("table_captions", table_captions)
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.disable("html_block")
    parser.inline.ruler.disable("html_inline")
    parser.inline.terminator_re = _TEXT_ENDS
    for name, inline_rule in inline:
        parser.inline.ruler.before("link", name, inline_rule)
    for name, block_rule in block:
        options: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        parser.block.ruler.before("reference", name, block_rule, options)
    return parser


ARTICLE = _dialect(ARTICLE_INLINE, ARTICLE_BLOCK)
"""The dialect of articles."""
PAGE = _dialect(PAGE_INLINE, ())
"""The dialect of the site's own pages: wiki links, but no citations, notes or markers."""


def tokens_of(
    text: str, found: Findings, parser: MarkdownIt = ARTICLE, *, most_sections: int | None = None
) -> list[Token]:
    """Return the tokens of the text; what is wrong with it is added to `found`.

    Raises:
        ContentRefused: there are more sections than `most_sections`.
    """
    return parser.parse(text, _env(found, most_sections))


def words_of(text: str, found: Findings, parser: MarkdownIt = ARTICLE) -> list[Token]:
    """Return the tokens of a text that is one paragraph whatever it looks like."""
    children: list[Token] = []
    parser.inline.parse(text, parser, _env(found), children)
    return children


def blocks_of(text: str) -> list[Token]:
    """Return the tokens of the blocks alone, their words not parsed; about a third of the cost."""
    return read_blocks(text)[0]


def read_blocks(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of the blocks alone, and what `words_within` needs to know of the text."""
    tokens: list[Token] = []
    env = _env(Findings())
    ARTICLE.block.parse(text, ARTICLE, env, tokens)
    return tokens, env


def words_within(words: str, env: dict[str, Any]) -> list[Token]:
    """Return the tokens of the words of one block of a text that `read_blocks` has read."""
    children: list[Token] = []
    ARTICLE.inline.parse(words, ARTICLE, env, children)
    return children
