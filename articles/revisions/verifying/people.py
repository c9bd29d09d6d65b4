"""What the acts about accounts and networks say: trust, and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from articles.models import Block, Trust
from articles.revisions.verifying.chains import Told, moment

ABOUT_ACCOUNTS = frozenset({"rename", "hide_name", "show_name", "anonymise", "look"})
"""Acts on an account's chain that change nothing of what is kept there."""


class Trusted:
    """The chain of one account, replayed."""

    def __init__(self) -> None:
        self.is_trusted = False
        self.is_by_hand = False
        self.since: datetime | None = None

    def take(self, told: Told) -> Iterator[str]:
        """Let the act happen, and yield what is against the rules in it."""
        act, actor = told.facts["act"], told.facts["actor"]
        if act in ABOUT_ACCOUNTS:
            return
        if act not in {"trust", "distrust"}:
            yield f"nobody knows the act “{act}” about an account."
            return
        if self.is_trusted == (act == "trust"):
            yield "trust is given, or taken back, twice."
        if act == "trust" and self.is_by_hand and actor is None:
            yield "the software decides against a person."
        self.is_trusted, self.since = act == "trust", moment(told.facts)
        self.is_by_hand = actor is not None


def trust_unlike(trust: Trust, told: Trusted) -> Iterator[str]:
    """Yield what differs between what is kept of an account and its acts."""
    if trust.uid != trust.account.uid:
        yield "it is about another account."
    for name in ("is_trusted", "is_by_hand", "since"):
        if getattr(trust, name) != getattr(told, name):
            yield f"its acts say otherwise of “{name}”."


class Blocked:
    """The chain of one block, replayed."""

    def __init__(self) -> None:
        self.told: dict[str, object] = {}

    def take(self, told: Told) -> Iterator[str]:
        """Let the act happen, and yield what is against the rules in it."""
        facts, is_first = told.facts, told.n == 1
        match facts["act"]:
            case "block" if is_first:
                until = facts["until"]
                names = ("account", "article", "category", "no_sources")
                self.told = {
                    **{name: facts[name] for name in names},
                    "stops_editing": facts["stops_editing"],
                    "stops_sign_up": facts["stops_sign_up"],
                    "until": datetime.fromisoformat(until) if until else None,
                    "reason": told.note,
                    "made_at": moment(facts),
                    "network": "",
                    "lifted_at": None,
                }
            case "network" if told.n == 2:
                self.told["network"] = told.note
            case "unblock" if self.told.get("lifted_at", told) is None:
                self.told["lifted_at"] = moment(facts)
            case act:
                yield f"the act “{act}” cannot come now."


def block_unlike(block: Block, told: Blocked) -> Iterator[str]:
    """Yield what differs between a block and its acts."""
    kept = {
        name: getattr(block, name)
        for name in (
            *("category", "no_sources", "stops_editing", "stops_sign_up", "until", "reason"),
            *("made_at", "network", "lifted_at"),
        )
    }
    kept["account"] = block.account.uid if block.account else None
    kept["article"] = block.article.uid if block.article else None
    for name, value in kept.items():
        if told.told.get(name) != value:
            yield f"its acts say otherwise of “{name}”."
