"""A chain of acts, read from its first to its last: whole, and its columns as its facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from articles.models import Act, Chained
from articles.revisions.chain import chained_hash, fact_time, salted_hash
from articles.revisions.verifying.lives import Facts

COLUMNS = ("n", "facts", "hash", "name", "actor__uid", "edit__uid", "at", "note", "salt")


@dataclass(frozen=True, slots=True)
class Told:
    """One act as it is replayed: what its facts say, and its note, which they only hash."""

    facts: Facts
    note: str

    @property
    def n(self) -> int:
        return int(self.facts["n"])


@dataclass(slots=True)
class Chain:
    """Reads the acts about one subject, and gathers what is wrong with the chain itself.

    Attributes:
        earlier: number of acts and hash of the last, as somebody noted them before.
        wrong: sentences; complete once all acts are read.
        notes_gone: numbers of the acts whose notes are not there any more.
    """

    subject: Chained
    earlier: tuple[int, str] | None = None
    wrong: list[str] = field(default_factory=list)
    notes_gone: list[int] = field(default_factory=list)

    def acts(self) -> Iterator[Told]:
        """Yield the acts in order, up to the first that is missing or cannot be read."""
        previous, n = "0" * 64, 0
        rows = Act.objects.filter(subject=self.subject.uid).order_by("n").values(*COLUMNS)
        for n, row in enumerate(rows.iterator(chunk_size=500), 1):
            facts = read_facts(row["facts"])
            if facts is None or row["n"] != n or facts.get("n") != n:
                self.wrong.append(f"act {n} is missing, out of place or no facts.")
                return
            if facts.get("subject") != self.subject.uid:
                self.wrong.append(f"act {n} is about something else.")
                return
            if row["hash"] != chained_hash(previous, row["facts"]):
                self.wrong.append(f"act {n} was altered: its hash does not follow.")
            if self.earlier and self.earlier[0] == n and self.earlier[1] != row["hash"]:
                self.wrong.append(f"the chain was recomputed: act {n} is not the one noted.")
            self.wrong += [f"act {n}: its {what} was altered." for what in self._unlike(row, facts)]
            previous = row["hash"]
            yield Told(facts, row["note"])
        self._close(n, previous)

    def _unlike(self, row: Mapping[str, Any], facts: Facts) -> Iterator[str]:
        """Name the columns that do not repeat what the facts say."""
        if row["name"] != facts.get("act"):
            yield "name"
        if row["actor__uid"] != facts.get("actor"):
            yield "actor"
        if row["edit__uid"] != facts.get("edit"):
            yield "edit"
        if fact_time(row["at"]) != facts.get("at"):
            yield "time"
        if "note" in facts and not (row["salt"] or row["note"]):
            self.notes_gone.append(row["n"])
        elif "note" in facts:
            if salted_hash(row["salt"], row["note"]) != facts["note"]:
                yield "note"
        elif row["note"] or row["salt"]:
            yield "note"

    def _close(self, n: int, head: str) -> None:
        subject, earlier = self.subject, self.earlier
        if (n, head) != (subject.acts, subject.head):
            self.wrong.append(f"its head says {subject.acts} acts; the chain has {n}.")
        if earlier and earlier[0] > n:
            self.wrong.append(f"an earlier head names act {earlier[0]}; the chain has {n}.")


def moment(facts: Facts) -> datetime:
    """Return when the act happened."""
    return datetime.fromisoformat(facts["at"])


def read_facts(text: str) -> Facts | None:
    """Return facts as they are kept; None where the text holds none."""
    try:
        facts = json.loads(text)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) and isinstance(facts.get("act"), str) else None
