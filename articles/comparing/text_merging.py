"""Three-way merge of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from articles.comparing.atoms import Atoms, atoms_of, paragraphs_of
from articles.comparing.clashes import Clash, Hole, Merged, one_of_three
from articles.comparing.hunks import side_of
from articles.comparing.matching import Effort
from articles.comparing.moves import follow_moves, moved_once
from articles.comparing.notes import notes_apart
from articles.comparing.soundness import Four, Readings, are_even, is_sound, lost_notes
from articles.comparing.steps import Held, Step, Steps
from articles.comparing.touching import MOST_EXCERPTS, excerpt, touching
from articles.comparing.weaving import Weaver

_BOTH = frozenset({"mine", "theirs"})


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
        return "".join(self.merged.taking("mine"))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The clashes, in reading order."""
        return self.merged.clashes


def merge_texts(base: str, mine: str, theirs: str, *, language: str = "en") -> TextMerge:
    """Return the merge of two texts that were both made from `base`.

    Bounded in time for any three texts; the same three always give the same clashes.
    """
    if settled := one_of_three(base, mine, theirs):
        return TextMerge(Merged(settled, joined=int(settled != (base,))))
    read = Readings()
    if not read.afford(base, mine, theirs):
        return _whole(base, mine, theirs)
    theirs = notes_apart(base, mine, theirs, read)
    texts = _Texts(base, mine, theirs, language, read)
    followed = follow_moves(texts.base, *texts.sides)
    now = followed.mine, followed.theirs
    if now != (mine, theirs) and are_even(now, (mine, theirs), read):
        texts = _Texts(base, *now, language, read)
    return texts.merged(followed.excerpts)


def _whole(base: str, mine: str, theirs: str) -> TextMerge:
    """Return the merge of texts that are too large to be looked into."""
    clash = Clash("text", "", base, mine, theirs, can_be_anew=True)
    return TextMerge(Merged((Hole(clash, mine, theirs, anew=str),)))


class _Texts:
    """Three texts at their merge."""

    def __init__(self, base: str, mine: str, theirs: str, language: str, read: Readings) -> None:
        self.read = read
        self.texts = (base, mine, theirs)
        tokens = [read[text].tokens for text in self.texts]
        uncut = set.intersection(*map(paragraphs_of, self.texts, tokens))
        old, one, other = (
            atoms_of(text, blocks, uncut, language)
            for text, blocks in zip(self.texts, tokens, strict=True)
        )
        effort = Effort()
        self.base = old
        once = moved_once(old, side_of(old, one, effort), side_of(old, other, effort))
        self.excerpts = once.excerpts
        self.sides = once.mine, once.theirs
        self.weaver = Weaver(old, *self.sides)

    def merged(self, excerpts: Sequence[str]) -> TextMerge:
        """Return the merge; where it would be unsound, wider and wider places clash."""
        steps, held = self._with_notes()
        for wider in (_in_blocks, _in_sections, _in_all):
            if self._is_sound(steps):
                break
            widened = _in_all if self.read.is_short else wider
            held = [*held, *widened(self.base, steps)]
            steps = self._steps(held)
        pieces = tuple(piece for piece in self.weaver.pieces(steps) if piece != "")
        marked = chain(
            map(excerpt, (*self.excerpts, *excerpts)), touching(self.base, *self.sides, steps)
        )
        return TextMerge(
            Merged(pieces, sum(step.kind != "clash" for step in steps)),
            tuple(islice(marked, MOST_EXCERPTS)),
        )

    def _steps(self, held: Sequence[Held]) -> list[Step]:
        return Steps(self.base, *self.sides, held).found()

    def _with_notes(self) -> tuple[list[Step], list[Held]]:
        """Return the steps; a note that one took out and the other leads to anew clashes."""
        steps, held = self._steps(()), list[Held]()
        if not self.read[self.texts[0]].notes:
            return steps, held
        for take in self._takes(steps):
            four = self._four(steps, take)
            if self.read.afford(four.merged, four.mine, four.theirs):
                held += [one for name in lost_notes(four, self.read) for one in self._notes(name)]
        return (self._steps(held), held) if held else (steps, held)

    def _notes(self, name: str) -> Iterator[Held]:
        """Yield where the base defines the note."""
        for place, core in enumerate(self.base.cores):
            if core.startswith(f"[^{name}]:"):
                yield Held(*self.base.block_ends[self.base.blocks[place]], edges=False)

    def _takes(self, steps: Sequence[Step]) -> tuple[str, ...]:
        """Return what may stand where it clashes."""
        return ("mine", "theirs") if any(step.kind == "clash" for step in steps) else ("mine",)

    def _is_sound(self, steps: Sequence[Step]) -> bool:
        takes = self._takes(steps)
        if not self.read.has_room(self.texts[1], times=1 if len(takes) == 1 else 8):
            return False
        for take in takes:
            four = self._four(steps, take)
            if not is_sound(four, self.read):
                return False
        return True

    def _four(self, steps: Sequence[Step], take: str) -> Four:
        kinds = {step.kind for step in steps}
        merged = self.weaver.text(steps, _BOTH, take)
        base, mine, theirs = self.texts
        if "clash" in kinds or self.excerpts:
            mine = self.weaver.text(steps, frozenset({"mine"}), take)
            theirs = self.weaver.text(steps, frozenset({"theirs"}), take)
        if not kinds <= _BOTH:
            base = self.weaver.text(steps, frozenset(), take)
        return Four(merged, mine, theirs, base)


def _in_blocks(base: Atoms, steps: Sequence[Step]) -> Iterator[Held]:
    """Yield the blocks that both sides changed, or beside which both did."""
    ends = base.block_ends
    touched = {
        kind: {
            base.blocks[place]
            for step in steps
            if step.kind == kind
            for place in range(max(step.start - 1, 0), min(step.end + 1, len(base)))
        }
        for kind in ("mine", "theirs")
    }
    yield from (Held(*ends[block]) for block in sorted(touched["mine"] & touched["theirs"]))


def _in_sections(base: Atoms, steps: Sequence[Step]) -> Iterator[Held]:
    """Yield the sections that both sides changed."""
    starts = [0, *(n for n, is_heading in enumerate(base.headings) if is_heading and n), len(base)]
    for start, end in pairwise(starts):
        kinds = {step.kind for step in steps if step.start <= end and step.end >= start}
        if kinds >= _BOTH:
            yield Held(start, end)


def _in_all(base: Atoms, steps: Sequence[Step]) -> Iterator[Held]:
    """Yield all from the first change to the last."""
    if steps:
        yield Held(steps[0].start, steps[-1].end)
