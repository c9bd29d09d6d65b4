"""What the acts of a chain say of its edits: from which status to which, by whom, and when.

The table of states stands in the design; an act that leaves it is told in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from articles.models import Status

Facts = Mapping[str, Any]
UNDECIDED = frozenset({Status.DRAFT, Status.PENDING, Status.CHANGES_ASKED})


@dataclass(slots=True)
class Life:
    """What the acts say of one edit, as its row repeats it.

    Attributes:
        editor, reviewed_by: uids of accounts; None for the software itself.
        acceptors: uids of the accounts that accepted it.
        base, replaces: uids of edits.
        texts: of an edit of which something was erased, the salted hashes of its "snapshot" and
            its "summary" from then on; None of what was erased.
    """

    number: int
    editor: str | None
    snapshot: str
    status: str
    replaces: str | None = None
    sent_at: datetime | None = None
    waiting_since: datetime | None = None
    published_at: datetime | None = None
    published_as: str = ""
    acceptors: tuple[str, ...] = ()
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None
    hidden: frozenset[str] = frozenset()
    texts: dict[str, str | None] = field(default_factory=dict)

    @property
    def is_erased(self) -> bool:
        """Whether its text was erased."""
        return self.texts.get("snapshot", "") is None


@dataclass(frozen=True, slots=True)
class Accepted:
    """An edit that enough reviewers accepted: the next acts publish it, or its merge."""

    edit: str
    by: str
    at: datetime


class Lives:
    """The edits of one chain, replayed act by act.

    Attributes:
        of: the life of each edit by its uid.
        published: uid of the edit that readers see.
        every: days after which a review is due again.
        accepts_itself: whether an edit is published without a review and without saying so: a
            source, with the edit of the article that brings it; a kind of the software's own.
        notes_erased: by the number of the act whose note it was, the number of the act "erase".
    """

    def __init__(self, *, accepts_itself: bool) -> None:
        self.of: dict[str, Life] = {}
        self.published: str | None = None
        self.every: int | None = None
        self.accepts_itself = accepts_itself
        self.notes_erased: dict[int, int] = {}
        self._accepted: Accepted | None = None

    @property
    def pending(self) -> int:
        """How many edits wait for a reviewer."""
        return sum(life.status == Status.PENDING for life in self.of.values())

    def take(self, facts: Facts) -> Iterator[str] | None:
        """Let the act happen, and yield what is against the rules in it; None: it is of no edit."""
        deed = {
            "edit": self._edit,
            "publish": self._publish,
            "send": self._send,
            "accept": self._accept,
            "ask": self._send_back,
            "reject": self._send_back,
            "withdraw": self._withdraw,
            "confirm": self._confirm,
            "send_on": self._send_on,
            "plan_review": self._plan_review,
            "hide": self._hide,
            "show": self._hide,
            "erase": self._erase,
        }.get(facts["act"])
        return None if deed is None else deed(facts)

    def left_over(self) -> Iterator[str]:
        """Yield what a chain ends without, though it must not."""
        if self._accepted:
            yield f"the edit {self._accepted.edit} was accepted, but never published."

    def follows(self, facts: Facts) -> bool:
        """Say whether the act may come now: after an accepted edit, only what publishes it."""
        if self._accepted is None:
            return True
        return (facts["act"] == "publish" and facts["edit"] == self._accepted.edit) or (
            facts["act"] == "edit" and facts.get("merges") == self._accepted.edit
        )

    def _edit(self, facts: Facts) -> Iterator[str]:
        at, continues, merges = _time(facts), facts.get("continues"), facts.get("merges")
        life = Life(facts["number"], facts["actor"], facts["snapshot"], facts["state"])
        if facts["edit"] in self.of or life.number != len(self.of) + 1:
            yield "it makes an edit out of turn."
        if life.status not in {Status.DRAFT, Status.PENDING}:
            yield f"an edit begins as {life.status}."
        if life.status == Status.PENDING:
            life.sent_at = life.waiting_since = at
        for name in ("base", "continues", "merges", "target"):
            if facts.get(name) is not None and facts[name] not in self.of:
                yield f"its {name} is no edit made before."
        base = self.of.get(facts.get("base") or "")
        if base and base.published_at is None:
            yield "its base was never published."
        if continues in self.of:
            yield from self._continue(life, self.of[continues])
        if merges in self.of:
            yield from self._merge(facts["edit"], self.of[merges], merges)
        self.of[facts["edit"]] = life

    def _continue(self, life: Life, earlier: Life) -> Iterator[str]:
        if earlier.status not in UNDECIDED or earlier.editor != life.editor:
            yield f"an edit that is {earlier.status} is taken up again, or by somebody else."
        if life.status == Status.DRAFT and earlier.status != Status.DRAFT:
            yield f"an edit that is {earlier.status} becomes a draft."
        if life.status == Status.PENDING and earlier.waiting_since:
            life.sent_at = life.waiting_since = earlier.waiting_since
        _leave(earlier, Status.SUPERSEDED)

    def _merge(self, uid: str, merged: Life, merges: str) -> Iterator[str]:
        if self._accepted is None or self._accepted.edit != merges:
            yield "it merges an edit that was not accepted."
        else:
            self._accepted = Accepted(uid, self._accepted.by, self._accepted.at)
        _leave(merged, Status.MERGED)

    def _publish(self, facts: Facts) -> Iterator[str]:
        life, at, published_as = self._about(facts), _time(facts), facts.get("as", "")
        if life.status != Status.PENDING:
            yield f"an edit that is {life.status} is published."
        if facts["replaces"] != self.published:
            yield "it replaces another edit than the one that readers saw."
        accepted = self._accepted
        yield from self._against_publishing(facts, life)
        replaced = self.of.get(self.published or "")
        life.status, life.published_at, life.published_as = Status.PUBLISHED, at, published_as
        life.replaces, life.waiting_since = self.published, None
        if replaced:
            life.waiting_since, replaced.waiting_since = replaced.waiting_since, None
        if accepted and not published_as:
            self._review(life, accepted.by, accepted.at)
        self.published, self._accepted = facts["edit"], None

    def _against_publishing(self, facts: Facts, life: Life) -> Iterator[str]:
        """Say who may not have published: only a reviewer's verdict, or what is named, lets one."""
        is_own = facts["actor"] == life.editor
        if facts.get("as"):
            if not is_own:
                yield "it is published unreviewed by somebody who did not make it."
        elif self._accepted:
            if self._accepted.by != facts["actor"]:
                yield "it is published by somebody who did not accept it."
        elif not (is_own and ("as" not in facts or self.accepts_itself or life.editor is None)):
            yield "it is published, and nobody accepted it."

    def _send(self, facts: Facts) -> Iterator[str]:
        life = self._about(facts)
        if life.status != Status.DRAFT or facts["actor"] != life.editor:
            yield f"an edit that is {life.status} is sent for review, or by somebody else."
        life.status, life.sent_at, life.waiting_since = Status.PENDING, _time(facts), _time(facts)

    def _accept(self, facts: Facts) -> Iterator[str]:
        life, actor = self._about(facts), facts["actor"]
        yield from _against_verdict(facts, life)
        if actor in life.acceptors:
            yield "somebody accepts an edit twice."
        life.acceptors += (actor,)
        if len(life.acceptors) >= facts["asked"]:
            self._accepted = Accepted(facts["edit"], actor, _time(facts))

    def _send_back(self, facts: Facts) -> Iterator[str]:
        life = self._about(facts)
        yield from _against_verdict(facts, life)
        if "note" not in facts:
            yield "a verdict gives no reason."
        _leave(life, Status.REJECTED if facts["act"] == "reject" else Status.CHANGES_ASKED)

    def _withdraw(self, facts: Facts) -> Iterator[str]:
        life = self._about(facts)
        if life.status not in UNDECIDED or facts["actor"] != life.editor:
            yield f"an edit that is {life.status} is withdrawn, or by somebody else."
        _leave(life, Status.WITHDRAWN)

    def _confirm(self, facts: Facts) -> Iterator[str]:
        life = self._about(facts)
        yield from self._against_reviewing_again(facts, life)
        self._review(life, facts["actor"], _time(facts))

    def _send_on(self, facts: Facts) -> Iterator[str]:
        life = self._about(facts)
        yield from self._against_reviewing_again(facts, life)
        life.waiting_since = _time(facts)

    def _against_reviewing_again(self, facts: Facts, life: Life) -> Iterator[str]:
        if facts["edit"] != self.published:
            yield "what readers do not see is reviewed again."
        if facts["actor"] in {None, life.editor}:
            yield "somebody reviews an edit of their own."

    def _plan_review(self, facts: Facts) -> Iterator[str]:
        self.every = facts["every"]
        published = self.of.get(self.published or "")
        if published is None:
            yield "a review is planned of what nobody sees."
            return
        published.waiting_since = datetime.fromisoformat(facts["due"]) if facts["due"] else None

    def _hide(self, facts: Facts) -> Iterator[str]:
        life, what = self._about(facts), frozenset(facts["what"])
        if facts["act"] == "hide":
            life.hidden |= what
        else:
            life.hidden -= what
        yield from ()

    def _erase(self, facts: Facts) -> Iterator[str]:
        self.notes_erased.update(dict.fromkeys(facts["of"], facts["n"]))
        gone = {part for part in ("text", "summary") if part in facts["what"]}
        if not gone:
            return
        life, kept = self._about(facts), facts["kept"]
        if "text" in gone and life.status == Status.PENDING:
            yield "the text of an edit that waits is erased."
        life.texts = {name: kept.get(name) for name in ("snapshot", "summary")}
        life.hidden |= gone

    def _review(self, life: Life, by: str, at: datetime) -> None:
        life.reviewed_by, life.reviewed_at = by, at
        life.waiting_since = at + timedelta(days=self.every) if self.every else None

    def _about(self, facts: Facts) -> Life:
        """Return the life of the edit that the act is about. Raises KeyError."""
        life = self.of[facts["edit"]]
        if facts.get("snapshot", life.snapshot) != life.snapshot:
            raise KeyError("snapshot")
        return life


def _against_verdict(facts: Facts, life: Life) -> Iterator[str]:
    if life.status != Status.PENDING:
        yield f"somebody decides on an edit that is {life.status}."
    if facts["actor"] in {None, life.editor}:
        yield "somebody decides on an edit of their own."


def _leave(life: Life, status: Status) -> None:
    life.status, life.waiting_since = status, None


def _time(facts: Facts) -> datetime:
    return datetime.fromisoformat(facts["at"])
