"""Three-way merge of texts."""

from __future__ import annotations

from dataclasses import dataclass

from articles.comparing.clashes import Clash, Hole, Merged, one_of_three


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


def merge_texts(base: str, mine: str, theirs: str) -> TextMerge:
    """Return the merge of two texts that were both made from `base`."""
    if settled := one_of_three(base, mine, theirs):
        return TextMerge(Merged(settled, joined=int(settled != (base,))))
    clash = Clash("text", "", base, mine, theirs, can_be_both=True, can_be_anew=True)
    hole = Hole(clash, mine, theirs, f"{mine.rstrip()}\n\n{theirs.lstrip()}", str)
    return TextMerge(Merged((hole,)))
