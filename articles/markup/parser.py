"""From Markdown to tokens: the rules of the dialect, in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from articles.markup.blocks import banner_or_hatnote, table_captions
from articles.markup.citations import citation, exact_words
from articles.markup.findings import Findings
from articles.markup.links import bare_address, wiki_link
from articles.markup.markers import marker
from articles.markup.notes import note_definition, note_mark

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]

# Beside these: CommonMark, GFM tables and strikethrough, and addresses that begin with a scheme.
ARTICLE_INLINE: tuple[tuple[str, InlineRule], ...] = (
    ("wiki_link", wiki_link),
    ("citation", citation),
    ("note_mark", note_mark),
    ("exact_words", exact_words),
    ("marker", marker),
    ("bare_address", bare_address),
)
PAGE_INLINE: tuple[tuple[str, InlineRule], ...] = (
    ("wiki_link", wiki_link),
    ("bare_address", bare_address),
)
ARTICLE_BLOCK: tuple[tuple[str, BlockRule], ...] = (
    ("note_definition", note_definition),
    ("banner_or_hatnote", banner_or_hatnote),
)

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


def _dialect(
    inline: tuple[tuple[str, InlineRule], ...], block: tuple[tuple[str, BlockRule], ...]
) -> MarkdownIt:
    parser = _Dialect("commonmark", {"html": False})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.core.ruler.push("words", _inline_with_lines)
    parser.core.ruler.push("table_captions", table_captions)
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


def tokens_of(text: str, found: Findings, parser: MarkdownIt = ARTICLE) -> list[Token]:
    """Return the tokens of the text; what is wrong with it is added to `found`."""
    return parser.parse(text, {"findings": found, "defined notes": set()})


def words_of(text: str, found: Findings, parser: MarkdownIt = ARTICLE) -> list[Token]:
    """Return the tokens of a text that is one paragraph whatever it looks like."""
    children: list[Token] = []
    parser.inline.parse(text, parser, {"findings": found, "defined notes": set()}, children)
    return children


def blocks_of(text: str) -> list[Token]:
    """Return the tokens of the blocks alone, their words not parsed; about a third of the cost."""
    tokens: list[Token] = []
    env = {"findings": Findings(), "defined notes": set()}
    ARTICLE.block.parse(text, ARTICLE, env, tokens)
    return tokens
