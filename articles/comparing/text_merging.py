"""Three-way merge of texts."""

from __future__ import annotations

from dataclasses import dataclass

from articles.comparing.atoms import atoms_of, paragraphs_of
from articles.comparing.clashes import Clash, Merged, one_of_three
from articles.comparing.hunks import side_of
from articles.comparing.matching import Effort
from articles.comparing.steps import Steps
from articles.comparing.weaving import Weaver
from articles.markup.parser import read_blocks


@dataclass(frozen=True, slots=True)
class TextMerge:
    """Two edits of one text, merged.

    Attributes:
        merged: the words as they stand, and holes, in order.
        touching: excerpts of places where both changed sentences that touch.
    """

    merged: Merged[str]
    touching: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The merged text; where it clashes, mine."""
        return "".join(self.merged.as_mine)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The clashes, in reading order."""
        return self.merged.clashes


def merge_texts(base: str, mine: str, theirs: str, *, language: str = "en") -> TextMerge:
    """Return the merge of two texts that were both made from `base`."""
    if settled := one_of_three(base, mine, theirs):
        return TextMerge(Merged(settled, joined=int(settled != (base,))))
    effort = Effort()
    tokens = [read_blocks(text)[0] for text in (base, mine, theirs)]
    uncut = set.intersection(*map(paragraphs_of, (base, mine, theirs), tokens))
    old, one, other = (
        atoms_of(text, blocks, uncut, language)
        for text, blocks in zip((base, mine, theirs), tokens, strict=True)
    )
    sides = side_of(old, one, effort), side_of(old, other, effort)
    steps = Steps(old, *sides).found()
    weaver = Weaver(old, *sides)
    pieces = tuple(piece for piece in weaver.pieces(steps) if piece != "")
    joined = sum(step.kind != "clash" for step in steps)
    return TextMerge(Merged(pieces, joined))
