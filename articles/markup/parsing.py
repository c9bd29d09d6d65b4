"""The slow half: from content to `Parsed`. It needs no sources and no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from articles.content import ArticleContent, plain_text
from articles.markup.bounds import MOST_SECTIONS, refuse_costly
from articles.markup.document import Heading
from articles.markup.findings import Findings, MarkupError
from articles.markup.labels import labels
from articles.markup.notes import take_notes
from articles.markup.parser import tokens_of, words_of
from articles.markup.pieces import LinkStart, Piece, Pieces
from articles.markup.writing import Writer


@dataclass(frozen=True, slots=True)
class ParsedValue:
    """One value of an infobox field: its pieces, and its visible words without marks."""

    pieces: Pieces
    plain: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """Content whose words are read, but whose references are not numbered yet.

    Attributes:
        content: what was parsed, normal.
        lead, body: the text before and from the first heading.
        values: for each infobox field its values, in the order of the content.
        notes: each note by its name, in the order of definition.
        outline: the lead, then each section.
        links: titles of the articles linked to, each once, in reading order; so that the
            caller can ask which of them exist.
        words: number of words in the text, notes included.
        errors: what was found so far.
    """

    content: ArticleContent
    lead: Pieces
    body: Pieces
    values: tuple[tuple[ParsedValue, ...], ...]
    notes: tuple[tuple[str, Pieces], ...]
    outline: tuple[Heading, ...]
    links: tuple[str, ...]
    words: int
    errors: tuple[MarkupError, ...]


def parse(content: ArticleContent) -> Parsed:
    """Read the content.

    Raises:
        ContentRefused: it would cost too much; any other text can be read, odd input staying
            text.
    """
    refuse_costly(content)
    text = plain_text(content.text)
    found = Findings("text", line=1)
    tokens, notes = take_notes(tokens_of(text, found, most_sections=MOST_SECTIONS))
    places = [
        place
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    first = places[0] if places else len(tokens)
    writer = Writer(labels(content.language), found)
    lead, body = writer.write(tokens[:first]), writer.write(tokens[first:])
    outline = outline_of(writer, [tokens[place] for place in places], text.count("\n") + 1)
    written = tuple((name, writer.write(note)) for name, note in notes.items())
    values, value_errors = _values(content)
    parts = (lead, *(value.pieces for row in values for value in row), body)
    return Parsed(
        content=content,
        lead=lead,
        body=body,
        values=values,
        notes=written,
        outline=outline,
        links=_titles((*parts, *(pieces for _, pieces in written))),
        words=sum(len(words.split()) for words in writer.plain),
        errors=(*found.errors, *value_errors),
    )


def outline_of(writer: Writer, starts: Sequence[Token], lines: int) -> tuple[Heading, ...]:
    """Return the lead and the sections that the writer has written, with their lines.

    `starts` are the tokens that open the sections, `lines` the number of lines of the text.
    """
    firsts = [token.map[0] for token in starts if token.map]
    ends = [*firsts, lines]
    outline = [Heading(1, "", "", 0, ends[0])]
    for heading, first, last in zip(writer.headings, firsts, ends[1:], strict=True):
        outline.append(Heading(heading.level, heading.id, heading.text, first, last))
    return tuple(outline)


def _values(
    content: ArticleContent,
) -> tuple[tuple[tuple[ParsedValue, ...], ...], tuple[MarkupError, ...]]:
    found = Findings("infobox")
    rows = []
    for row in content.infobox.fields:
        values = []
        for value in row.values:
            writer = Writer(labels(content.language), found)
            pieces = writer.write_words(words_of(plain_text(value.text), found))
            values.append(ParsedValue(pieces, " ".join(writer.plain[0].split())))
        rows.append(tuple(values))
    return tuple(rows), found.errors


def _titles(parts: Iterable[Iterable[Piece]]) -> tuple[str, ...]:
    pieces = (piece for part in parts for piece in part)
    links = (piece for piece in pieces if isinstance(piece, LinkStart) and piece.title)
    return tuple(dict.fromkeys(link.title for link in links))
