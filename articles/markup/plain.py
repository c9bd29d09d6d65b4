"""The visible words of Markdown, with citations, notes and markers taken out."""

from __future__ import annotations

from articles.content import plain_text
from articles.markup.findings import Findings
from articles.markup.labels import ENGLISH
from articles.markup.notes import take_notes
from articles.markup.parser import tokens_of, words_of
from articles.markup.words import visible
from articles.markup.writing import Writer


def plain(text: str) -> str:
    """Return the visible words of a Markdown fragment, one block a line.

    Words that a marker covers stay; what notes say, banners and hatnotes do not.
    """
    found = Findings()
    tokens, _ = take_notes(tokens_of(plain_text(text), found))
    writer = Writer(ENGLISH, found)
    writer.write(tokens)
    lines = (" ".join(words.split()) for words in writer.plain)
    return "\n".join(line for line in lines if line)


def plain_value(text: str) -> str:
    """Return the visible words of an infobox value, on one line."""
    return visible(words_of(plain_text(text), Findings()))
