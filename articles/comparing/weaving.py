"""Puts a merged text together again, with the space between its parts as it was or was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from articles.comparing.atoms import APART, Atoms, strength, stronger
from articles.comparing.clashes import Clash, Hole, one_of_three
from articles.comparing.hunks import Hunk, Side
from articles.comparing.steps import Step
from articles.markup import plain

_NONE = -2
"""Place of an atom that a text does not have; the start of every text is at -1."""
Places = tuple[int, int, int]
"""In base, mine and theirs."""
_NOWHERE = (_NONE, _NONE, _NONE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the merged text.

    Attributes:
        first, last: places of its first and last atom in base, mine and theirs, each _NONE where
            that text has no such atom, or not here.
        text: as it stands.
        by: whose change it is; empty where nobody changed it.
        clash: None where it is settled; else the step that clashes.
    """

    first: Places
    last: Places
    text: str
    by: str = ""
    clash: Step | None = None


class Weaver:
    """Makes texts of steps."""

    def __init__(self, base: Atoms, mine: Side, theirs: Side) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.texts = (base, mine.atoms, theirs.atoms)

    def text(self, steps: Sequence[Step], kinds: frozenset[str], take: str) -> str:
        """Return the text in which steps of these kinds took place, and of clashes `take`."""
        parts = [
            self._alternative(part.clash, take) if part.clash else part
            for part in self.parts(steps, kinds)
        ]
        kept = [self._start(), *(part for part in parts if part.text), self._end()]
        used = (True, "mine" in kinds, "theirs" in kinds)
        return "".join(
            part.text + self._gap(part, following, used) for part, following in pairwise(kept)
        )

    def pieces(self, steps: Sequence[Step]) -> Iterator[str | Hole[str]]:
        """Yield the merged text, with holes where it clashes."""
        parts = [self._start(), *self.parts(steps, frozenset(("mine", "theirs"))), self._end()]
        words: list[str] = []
        for place, part in enumerate(parts[:-1]):
            following = parts[place + 1]
            if part.clash:
                yield "".join(words)
                words = []
                yield self._hole(part.clash, parts[place - 1], following)
            else:
                words.append(part.text)
                if not following.clash:
                    words.append(self._gap(part, following))
        yield "".join(words)

    def parts(self, steps: Sequence[Step], kinds: frozenset[str]) -> list[Part]:
        """Return the parts of the text in order."""
        found: list[Part] = []
        done = 0
        for step in steps:
            found += self._run(done, step.start)
            done = step.end
            if step.kind == "clash":
                found.append(Part(_NOWHERE, _NOWHERE, "", clash=step))
            elif step.kind == "alike" or step.kind in kinds:
                found += self._changed(step)
            else:
                found += map(self._kept, range(step.start, step.end))
        found += self._run(done, len(self.base))
        return found

    def _run(self, start: int, end: int) -> Iterable[Part]:
        """Return what nobody changed: as one part, if nobody changed the space in it either."""
        if start == end:
            return ()
        first, last = self._at(start), self._at(end - 1)
        gaps = self.base.gaps[start + 1 : end]
        if _NONE not in (*first, *last) and all(
            text.gaps[left + 1 : right + 1] == gaps
            for text, left, right in zip(self.texts[1:], first[1:], last[1:], strict=True)
        ):
            return (Part(first, last, self.base.text(start, end)),)
        return map(self._kept, range(start, end))

    def _kept(self, place: int) -> Part:
        at = self._at(place)
        return Part(at, at, self.base.cores[place])

    def _at(self, place: int) -> Places:
        """Return where an atom of the base stands in all three."""
        became = self.mine.became.get(place, _NONE), self.theirs.became.get(place, _NONE)
        return (place, *became)

    def _changed(self, step: Step) -> Iterator[Part]:
        is_one = step.end - step.start == 1
        if step.kind == "alike":
            for one, other in zip(_places(step.mine), _places(step.theirs), strict=True):
                at = (step.start if is_one else _NONE, one, other)
                yield Part(at, at, self.mine.atoms.cores[one], step.kind)
            return
        side = 1 if step.kind == "mine" else 2
        hunk = step.mine if side == 1 else step.theirs
        for place in _places(hunk):
            at = self._at(step.start) if is_one and hunk.last - hunk.first == 1 else _NOWHERE
            at = _with(at, side, place)
            yield Part(at, at, self.texts[side].cores[place], step.kind)

    def _start(self) -> Part:
        return Part((-1, -1, -1), (-1, -1, -1), "")

    def _end(self) -> Part:
        ends = (len(self.base), len(self.mine.atoms), len(self.theirs.atoms))
        return Part(ends, ends, "")

    def _alternative(self, step: Step, take: str) -> Part:
        """Return what stands in a clash on one side."""
        side = 1 if take == "mine" else 2
        hunk = step.mine if side == 1 else step.theirs
        if hunk.is_deletion:
            return Part(_NOWHERE, _NOWHERE, "", take)
        first, last = _with(_NOWHERE, side, hunk.first), _with(_NOWHERE, side, hunk.last - 1)
        return Part(first, last, self.texts[side].text(hunk.first, hunk.last), take)

    def _gap(
        self, part: Part, following: Part, used: tuple[bool, bool, bool] = (True, True, True)
    ) -> str:
        """Return the space between two parts: as it was where they stood so, else as it fits."""
        found = [
            text.gaps[right] if is_used and left != _NONE and right == left + 1 else None
            for text, left, right, is_used in zip(
                self.texts, part.last, following.first, used, strict=True
            )
        ]
        base, mine, theirs = found
        if base is not None and mine is not None and theirs is not None:
            settled = one_of_three(base, mine, theirs)
            return settled[0] if settled else stronger(mine, theirs)
        if mine is not None and theirs is not None:
            return stronger(mine, theirs)
        for gap in (mine, theirs, base):
            if gap is not None:
                return gap
        if not all(used):  # between two atoms that both added alike
            return self._gap(part, following)
        return self._fitting(part, following)

    def _fitting(self, part: Part, following: Part) -> str:
        """Return a space for two parts that never stood side by side."""
        behind = next(
            text.gaps[place + 1]
            for text, place in zip(self.texts, part.last, strict=True)
            if place != _NONE
        )
        before = next(
            text.gaps[place]
            for text, place in zip(self.texts, following.first, strict=True)
            if place != _NONE
        )
        if part.last[0] == -1:
            return behind
        if following.first[0] == len(self.base) or self._is_last(part):
            return before
        both_came = part.last[0] == following.first[0] == _NONE
        if both_came and strength(before) < strength(behind):
            return before
        return behind if both_came else stronger(behind, before)

    def _is_last(self, part: Part) -> bool:
        """Say whether the part came at the end of its text."""
        return part.last[0] == _NONE and any(
            place == len(text) - 1 for text, place in zip(self.texts, part.last, strict=True)
        )

    def _hole(self, step: Step, before: Part, after: Part) -> Hole[str]:
        one, other = self._alternative(step, "mine"), self._alternative(step, "theirs")
        mine, theirs = self._framed(one, before, after), self._framed(other, before, after)
        model = mine if one.text else theirs
        both = None
        if one.text and other.text:
            between = _between(mine[0], mine[2], theirs[0], theirs[2])
            both = f"{mine[0]}{one.text}{between}{other.text}{theirs[2]}"
        clash = Clash(
            "text",
            self._section(step),
            self.base.text(step.start, step.end),
            one.text,
            other.text,
            can_be_both=bool(both),
            can_be_anew=True,
        )
        anew = partial(_anew, model[0], model[2], self._joined(before, after))
        return Hole(clash, "".join(mine), "".join(theirs), both, anew)

    def _framed(self, part: Part, before: Part, after: Part) -> tuple[str, str, str]:
        """Return the alternative with the space around it; of an empty one, the space alone."""
        if not part.text:
            return ("", "", self._joined(before, after))
        left = "" if before.clash else self._gap(before, part)
        following = self._alternative(after.clash, "mine") if after.clash else after
        if not following.text and after.clash:
            following = self._alternative(after.clash, "theirs")
        return (left, part.text, self._gap(part, following))

    def _joined(self, before: Part, after: Part) -> str:
        """Return the space where nothing stands between two parts."""
        if before.clash:
            return ""
        if after.clash:
            one = self._alternative(after.clash, "mine")
            after = one if one.text else self._alternative(after.clash, "theirs")
        return self._gap(before, after)

    def _section(self, step: Step) -> str:
        """Return the heading of the section that the step lies in."""
        place = step.start if step.start < step.end else step.start - 1
        heading = self.base.sections[place] if place >= 0 else -1
        return " ".join(plain(self.base.cores[heading]).split()) if heading >= 0 else ""


def _with(at: Places, side: int, place: int) -> Places:
    return (at[0], place, at[2]) if side == 1 else (at[0], at[1], place)


def _places(hunk: Hunk) -> range:
    return range(hunk.first, hunk.last)


def _between(*gaps: str) -> str:
    """Return what parts mine from theirs: a sentence, a line or a block follows."""
    inner = [gap for gap in gaps if gap] or ["\n\n"]
    return (" ", "\n", "\n\n")[min(APART, *map(strength, inner))]


def _anew(left: str, right: str, without: str, text: str) -> str:
    text = text.strip("\n").rstrip()
    return f"{left}{text}{right}" if text.strip() else without
