"""What keeps the cost of parsing and the size of the output in proportion to the input."""

from __future__ import annotations

from articles.content import ArticleContent
from articles.content.limits import too_costly
from articles.errors import ContentRefused, Sentence

MOST_SECTIONS = 1_000
MOST_ERRORS = 200
"""Errors named in one document; the first are enough to begin mending."""


def refuse_costly(content: ArticleContent) -> None:
    """Refuse content that would cost more than a second to parse.

    Raises:
        ContentRefused: the text or the infobox is too large, or holds too many brackets or lines.
    """
    values = [value.text for row in content.infobox.fields for value in row.values]
    for field, texts in (("text", [content.text]), ("infobox", values)):
        if sentence := too_costly(texts):
            raise ContentRefused(sentence, field)


def refuse_sections(count: int, most: int = MOST_SECTIONS) -> None:
    """Refuse a text of too many sections. Raises ContentRefused."""
    if count > most:
        raise ContentRefused(
            Sentence(
                "This text has %(count)d headings; %(most)d is the most. "
                "Move a section to an article of its own.",
                count=count,
                most=most,
            ),
            "text",
        )


class Allowance:
    """Counts down what may be added for readers' comfort, such as links back from a reference.

    A use costs about 90 signs of HTML and can be written in 4, so an article that is nothing
    but citations would grow fifty-fold. Prose never comes near: one for every `each` signs of
    text, and `least` however short it is.
    """

    def __init__(self, size: int, *, each: int, least: int) -> None:
        self._left = least + size // each

    def take(self) -> bool:
        """Say whether one more may be added, and count it."""
        self._left -= 1
        return self._left >= 0
