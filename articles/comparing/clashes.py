"""Places that two editors changed differently, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Part = Literal[
    "text", "infobox", "references", "short_description", "language", "options", "categories"
]
Take = Literal["mine", "theirs", "both", "anew"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that two editors changed differently.

    Attributes:
        part: the attribute of ArticleContent it lies in.
        place: heading of its section ("" is the lead), label of its field, key of its reference.
        base, mine, theirs: what stands there, as text for people; empty where there is nothing.
            Of a reference, the uid of its source; of an infobox field, one value a line.
        can_be_both: whether mine followed by theirs makes sense.
        can_be_anew: whether free text may be written in its place.
    """

    part: Part
    place: str
    base: str
    mine: str
    theirs: str
    can_be_both: bool = False
    can_be_anew: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about one clash; `text` counts for "anew" alone."""

    take: Take
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hole(Generic[T]):
    """A clash, and what each choice puts in its place.

    Attributes:
        mine, theirs: what stands there on each side.
        both: None where both makes no sense.
        anew: what free text makes of it; None where none may be written.
    """

    clash: Clash
    mine: T
    theirs: T
    both: T | None = None
    anew: Callable[[str], T] | None = field(default=None, compare=False)

    def filled(self, choice: Choice) -> T:
        """Return what stands here after the choice.

        Raises:
            ValueError: the clash does not allow this choice.
        """
        if choice.take == "mine":
            return self.mine
        if choice.take == "theirs":
            return self.theirs
        if choice.take == "both" and self.clash.can_be_both and self.both is not None:
            return self.both
        if choice.take == "anew" and self.clash.can_be_anew and self.anew is not None:
            return self.anew(choice.text)
        raise ValueError(f"a clash in {self.clash.part} cannot be settled by {choice.take!r}")


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """Something merged piece by piece, in order.

    Attributes:
        pieces: those that are settled, and holes.
        joined: how many changes of mine and theirs were joined without asking.
    """

    pieces: tuple[T | Hole[T], ...]
    joined: int = 0

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The clashes, in order."""
        return tuple(piece.clash for piece in self.pieces if isinstance(piece, Hole))

    def settled(self, choices: Sequence[Choice]) -> list[T]:
        """Return the pieces after the choices, one for each clash in order."""
        left = iter(choices)
        return [
            piece.filled(next(left)) if isinstance(piece, Hole) else piece for piece in self.pieces
        ]

    def taking(self, take: Literal["mine", "theirs"]) -> list[T]:
        """Return the pieces, with one side's wherever it clashes."""
        choice = Choice(take)
        return [piece.filled(choice) if isinstance(piece, Hole) else piece for piece in self.pieces]


def one_of_three(base: T, mine: T, theirs: T) -> tuple[T] | None:
    """Return what a value becomes that one side or both sides alike changed; None in a clash."""
    if mine in (base, theirs):
        return (theirs,)
    return (mine,) if theirs == base else None
