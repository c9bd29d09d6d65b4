"""The form of a clash screen: which side of each clash is taken.

It names the published edits that were joined with the typed content, one round after another:
where yet another edit is published while somebody settles a round, that round stays as it was
settled, and the next asks only for what clashes then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast, get_args

from django.http import QueryDict

from articles.comparing import Choice, Clash
from articles.comparing.clashes import Take
from articles.content import is_uid, plain_text

MOST_ROUNDS = 12
"""Merges that one request may ask for."""
SEEN = "seen"
"""Name of the fields that hold the uid of the edit which readers saw in each round."""
_OWN = "clash-"
_TAKES: frozenset[str] = frozenset(get_args(Take))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form says about one clash.

    Attributes:
        name: of its radio buttons; its text field is called NAME-text.
        take: the side that was chosen; empty where none was, or none that the clash allows.
        text: what was written anew, kept whatever was chosen.
    """

    name: str
    take: str
    text: str

    @property
    def choice(self) -> Choice | None:
        """The choice; None while there is none, or nothing was written anew."""
        if not self.take or (self.take == "anew" and not self.text.strip()):
            return None
        return Choice(cast("Take", self.take), self.text)


def rounds(data: QueryDict) -> list[str]:
    """Return the uids of the edits that readers saw, a round each, as the form names them."""
    return list(filter(is_uid, data.getlist(SEEN)))


def chosen(data: QueryDict, number: int, clashes: tuple[Clash, ...]) -> tuple[Chosen, ...]:
    """Return what the form says about each clash of a round, counted from 0. Total."""
    return tuple(
        _chosen(data, f"{_OWN}{number}-{place}", clash) for place, clash in enumerate(clashes)
    )


def carried(data: QueryDict, *, rounds_before: int) -> Iterator[tuple[str, str]]:
    """Yield the fields that a clash screen hands on: all that was typed, the rounds before and
    how those were settled.
    """
    earlier = tuple(f"{_OWN}{number}-" for number in range(rounds_before))
    for name, values in data.lists():
        if name in ("csrfmiddlewaretoken", "do", SEEN):
            continue
        if not name.startswith(_OWN) or name.startswith(earlier):
            yield from ((name, str(value)) for value in values)


def _chosen(data: QueryDict, name: str, clash: Clash) -> Chosen:
    take = data.get(name, "")
    allowed = take in _TAKES
    allowed &= take != "both" or clash.can_be_both
    allowed &= take != "anew" or clash.can_be_anew
    return Chosen(name, take if allowed else "", plain_text(data.get(f"{name}-text", "")))
