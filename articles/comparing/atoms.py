"""A text cut into what is merged whole: sentences of its paragraphs, lines of all else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from markdown_it.token import Token

from articles.comparing.sentences import sentences, whole_spans

_SPACES = " \t\n"

SAME_LINE, NEXT_LINE, APART = 0, 1, 2
"""What a gap does: part two sentences of a line, two lines, or two blocks."""


@dataclass(frozen=True)
class Atoms:
    """A text in order: a gap, an atom, a gap, an atom, ..., a gap.

    Attributes:
        cores: the atoms, none of them blank; indentation belongs to the atom.
        gaps: the space before each atom, and behind the last.
        blocks: for each atom the place of the outermost block that it stands in.
        continues: for each atom whether it goes on with a paragraph.
        headings: for each atom whether it is the heading of a section.
    """

    cores: list[str]
    gaps: list[str]
    blocks: list[int]
    continues: list[bool]
    headings: list[bool]

    def __len__(self) -> int:
        return len(self.cores)

    def text(self, first: int, last: int) -> str:
        """Return the atoms from first up to last, with the gaps between them."""
        if first >= last:
            return ""
        parts = [self.cores[first]]
        for place in range(first + 1, last):
            parts += [self.gaps[place], self.cores[place]]
        return "".join(parts)

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> str:
        """Return the text with stretches of atoms replaced; edits are in order and apart.

        Where nothing takes the place of atoms, one of the gaps around them goes too.
        """
        parts, done = [self.gaps[0]], 0
        for first, last, text in edits:
            parts += self._through(done, first)
            if text:
                parts += [text, self.gaps[last]]
            else:
                parts[-1] = stronger(parts[-1], self.gaps[last])
            done = last
        return "".join([*parts, *self._through(done, len(self))])

    def _through(self, first: int, last: int) -> Iterator[str]:
        for place in range(first, last):
            yield self.cores[place]
            yield self.gaps[place + 1]

    @cached_property
    def strengths(self) -> list[int]:
        """What each gap does; both ends of a text part as blocks do."""
        inner = [strength(gap) for gap in self.gaps[1:-1]]
        return [APART, *inner, APART] if self.cores else [APART]

    @cached_property
    def sections(self) -> list[int]:
        """For each atom the place of the heading of its section; -1 in the lead."""
        headings = (place if self.headings[place] else -1 for place in range(len(self)))
        return list(accumulate(headings, max))

    @cached_property
    def block_ends(self) -> dict[int, tuple[int, int]]:
        """For each block the places of its first atom and behind its last."""
        ends: dict[int, tuple[int, int]] = {}
        for place, block in enumerate(self.blocks):
            ends[block] = (ends.get(block, (place, 0))[0], place + 1)
        return ends


def strength(gap: str) -> int:
    """Return what the gap does."""
    return min(gap.count("\n"), APART)


def stronger(one: str, other: str) -> str:
    """Return the gap that does more; of two alike the longer, so that order does not matter."""
    return max(one, other, key=lambda gap: (gap.count("\n"), len(gap), gap))


def line_starts(text: str) -> list[int]:
    """Return where each line begins, and one place more, behind the last line's end."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def paragraphs_of(text: str, tokens: Sequence[Token]) -> set[str]:
    """Return the paragraphs of the text, whatever they stand in."""
    starts = line_starts(text)
    return {text[starts[first] : starts[last] - 1] for first, last in _paragraphs(tokens)}


def atoms_of(text: str, tokens: Sequence[Token], uncut: Collection[str], language: str) -> Atoms:
    """Return the atoms of the text, whose blocks have these tokens.

    Paragraphs in `uncut`, which nobody changed, are not cut at sentences.
    """
    starts = line_starts(text)
    cuts = set(starts[:-1])
    continuing: set[int] = set()
    for first, last in _paragraphs(tokens):
        start, paragraph = starts[first], text[starts[first] : starts[last] - 1]
        own = {one - start for one in starts[first + 1 : last]}
        if own:
            inside = {one for one in own if _is_inside(one, paragraph)}
            cuts.difference_update(start + one for one in inside)
            own -= inside
        if paragraph not in uncut:
            own.update(sentences(paragraph, language))
        continuing.update(start + one for one in own)
    return _cut(text, sorted(cuts | continuing), continuing, starts, tokens)


def _is_inside(place: int, paragraph: str) -> bool:
    """Say whether the place lies within a citation, a marker or code."""
    spans = whole_spans(paragraph)
    following = bisect_right(spans, (place, 0))
    return following > 0 and place < spans[following - 1][1]


def _paragraphs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first line of each paragraph and the line behind its last."""
    for token in tokens:
        if token.type == "paragraph_open" and token.map:
            yield token.map[0], token.map[1]


def _cut(
    text: str, cuts: list[int], continuing: set[int], starts: list[int], tokens: Sequence[Token]
) -> Atoms:
    cores, gaps, places = [], [""], []
    for start, end in pairwise([*cuts, len(text)]):
        core = text[start:end].rstrip(_SPACES)
        if core:
            cores.append(core)
            gaps.append(text[start + len(core) : end])
            places.append(start)
        else:
            gaps[-1] += text[start:end]
    lines = _lines(places, starts)
    block_of, headings = _blocks(tokens, len(starts))
    return Atoms(
        cores,
        gaps,
        [block_of[line] for line in lines],
        [place in continuing for place in places],
        [line in headings for line in lines],
    )


def _lines(places: list[int], starts: list[int]) -> list[int]:
    """Return the line of each place."""
    lines, line = [], 0
    for place in places:
        while starts[line + 1] <= place:
            line += 1
        lines.append(line)
    return lines


def _blocks(tokens: Sequence[Token], count: int) -> tuple[list[int], set[int]]:
    """Return for each line the place of its outermost block, and the lines with a heading.

    Each line outside of all blocks is a block of its own; so is each note.
    """
    block_of = list(range(-count, 0))
    headings = set()
    for place, token in enumerate(tokens):
        if token.level == 0 and token.nesting >= 0 and token.map:
            first, last = token.map
            block_of[first:last] = [place] * (last - first)
            if token.type == "heading_open":
                headings.add(first)
    return block_of, headings
