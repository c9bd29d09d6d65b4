"""The site's own pages, such as the manual: Markdown with wiki links, without citations."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from articles.content import ArticleContent, plain_text
from articles.markup.clean import clean
from articles.markup.document import Heading
from articles.markup.findings import Findings
from articles.markup.kinds import Addresses
from articles.markup.labels import labels
from articles.markup.parser import PAGE, tokens_of
from articles.markup.parsing import Parsed, outline_of
from articles.markup.rendering import Rendering
from articles.markup.words import visible
from articles.markup.writing import Writer


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page.

    Attributes:
        title: words of the heading it begins with, which is not in the HTML; or "".
        html: clean.
        outline: the sections in order, without the title.
    """

    title: str
    html: str
    outline: tuple[Heading, ...]


class _Everything:
    def __contains__(self, key: object) -> bool:
        return True


def render_page(
    text: str,
    *,
    language: str = "en",
    existing: Container[str] | None = None,
    addresses: Addresses = Addresses(),  # noqa: B008  # frozen
) -> Page:
    """Return a page of our own. Without `existing` no wiki link is red."""
    tokens = tokens_of(plain_text(text), Findings(), PAGE)
    title = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = visible(tokens[1].children or ())
        tokens = tokens[3:]
    writer = Writer(labels(language), Findings())
    pieces = writer.write(tokens)
    starts = [token for token in tokens if token.type == "heading_open" and token.level == 0]
    parsed = Parsed(ArticleContent(language=language), pieces, (), (), (), (), (), 0, ())
    known = _Everything() if existing is None else existing
    html = Rendering(parsed, {}, known, "", addresses).html(pieces)
    outline = outline_of(writer, starts, text.count("\n") + 1)[1:]
    return Page(title, clean(html), outline)
