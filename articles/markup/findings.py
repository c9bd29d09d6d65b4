"""What the scanners find wrong, gathered while one text is parsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

from articles.errors import Sentence
from articles.markup.bounds import MOST_ERRORS


@dataclass(frozen=True, slots=True)
class MarkupError:
    """Something in the content that a person can mend. It stands in no reader's way.

    Attributes:
        line: line of the text, from 1; 0 where no line of the text is meant.
        field: part of the edit form it belongs to ("text", "infobox", "references").
        sentence: what is the matter, and what to do.
    """

    line: int
    field: str
    sentence: Sentence


class Findings:
    """The errors of one text, each once, MOST_ERRORS at the most.

    Attributes:
        field: where the text stands in the edit form.
        line: the first line of the block whose words are being read, from 1; 0 where the text
            has no lines worth naming.
    """

    def __init__(self, field: str = "text", line: int = 0) -> None:
        self.field = field
        self.line = line
        self._errors: dict[MarkupError, None] = {}

    @property
    def errors(self) -> tuple[MarkupError, ...]:
        """Every error in the order in which it was found."""
        return tuple(self._errors)

    @property
    def full(self) -> bool:
        """Whether no further error is kept, so that none need be worded."""
        return len(self._errors) >= MOST_ERRORS

    def report(self, sentence: Sentence, line: int | None = None, field: str = "") -> None:
        """Add an error at the line, by default that of the block being read."""
        if not self.full:
            line = self.line if line is None else line
            self._errors[MarkupError(line, field or self.field, sentence)] = None

    def names_line(self, line: int) -> bool:
        """Whether an error has been found at the line."""
        return any(error.line == line for error in self._errors)

    def report_in(self, state: StateInline, sentence: Sentence) -> None:
        """Add an error at the place that the inline parser has reached."""
        if not self.full:
            line = self.line and self.line + state.src.count("\n", 0, state.pos)
            self.report(sentence, line)


def findings(state: StateInline | StateBlock) -> Findings:
    """Return the findings of the text that the state belongs to."""
    found: Findings = state.env["findings"]
    return found


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, or "" where none is near.

    Near is a distance of a third of the word's letters at most, three at the most.
    """
    most = min(3, len(word) // 3)
    best = extractOne(
        word,
        list(known),
        scorer=DamerauLevenshtein.distance,
        processor=str.casefold,
        score_cutoff=most,
    )
    return best[0] if best else ""
