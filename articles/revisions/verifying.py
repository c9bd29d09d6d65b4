"""Checking history: chains whole, snapshots as hashed, statuses as the acts say.

What it finds is told in findings; it changes nothing. Memory stays flat: subjects are read
one after another, snapshots one after another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articles.models import Act, Article, Edit, InfoboxKind, Source, Status, Subject, Title
from articles.revisions.chain import chained_hash, fact_time, salted_hash
from articles.revisions.snapshots import text_of

SUBJECTS: tuple[type[Subject], ...] = (Article, Source, InfoboxKind)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in history that is not as it was written.

    Attributes:
        subject: uid of the article, source or kind.
        what: one English sentence for the operator.
    """

    subject: str
    what: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}"


def heads() -> Iterator[tuple[str, int, str]]:
    """Yield (subject uid, number of acts, head hash) of every subject."""
    for model in SUBJECTS:
        yield from (
            model._default_manager.order_by("pk").values_list("uid", "acts", "head").iterator()
        )


def verify(earlier_heads: Mapping[str, tuple[int, str]] | None = None) -> Iterator[Finding]:
    """Yield a finding for everything that does not hold, subject by subject.

    `earlier_heads` are heads that somebody wrote down before, by subject: a chain that was
    recomputed since has another hash at that act.
    """
    known = set()
    for model in SUBJECTS:
        for subject in model._default_manager.order_by("pk").iterator():
            known.add(subject.uid)
            yield from _verify_subject(subject, (earlier_heads or {}).get(subject.uid))
    for uid in (earlier_heads or {}).keys() - known:
        yield Finding(uid, "is gone, but an earlier head names it.")
    for uid in Act.objects.exclude(subject__in=known).values_list("subject", flat=True).distinct():
        yield Finding(uid, "has acts, but no row.")


def _verify_subject(subject: Subject, earlier: tuple[int, str] | None) -> Iterator[Finding]:
    replay = _Replay()
    previous, n = "0" * 64, 0
    for n, act in enumerate(Act.objects.filter(subject=subject.uid).order_by("n").iterator(), 1):
        facts = json.loads(act.facts)
        if act.n != n or facts.get("n") != n or facts.get("subject") != subject.uid:
            yield Finding(subject.uid, f"act {n} is missing or out of place.")
            return
        if act.hash != chained_hash(previous, act.facts):
            yield Finding(subject.uid, f"act {n} was altered: its hash does not follow.")
        if earlier and earlier[0] == n and earlier[1] != act.hash:
            yield Finding(subject.uid, f"the chain was recomputed: act {n} is not the one noted.")
        previous = act.hash
        replay.take(facts)
    if (n, previous) != (subject.acts, subject.head):
        yield Finding(subject.uid, f"its head says {subject.acts} acts; the chain has {n}.")
    if earlier and earlier[0] > n:
        yield Finding(subject.uid, f"an earlier head names act {earlier[0]}; the chain has {n}.")
    yield from _verify_edits(subject, replay)
    if isinstance(subject, Article):
        yield from _verify_redirects(subject, replay)


class _Replay:
    """What the acts say: the facts of each edit, its status, which edit readers see,
    and which titles lead here."""

    def __init__(self) -> None:
        self.edits: dict[str, dict[str, Any]] = {}
        self.statuses: dict[str, str] = {}
        self.published: str | None = None
        self.redirects: set[str] = set()

    def take(self, facts: dict[str, Any]) -> None:
        match facts["act"]:
            case "edit":
                self.edits[facts["edit"]] = facts
                self.statuses[facts["edit"]] = facts["state"]
            case "publish":
                self.statuses[facts["edit"]] = Status.PUBLISHED
                self.published = facts["edit"]
            case "redirect":
                self.redirects.add(facts["title"])


def _verify_edits(subject: Subject, replay: _Replay) -> Iterator[Finding]:
    edits = (
        Edit.objects.filter(**{subject.edit_relation: subject})
        .select_related("revision__user", "base", "editor")
        .order_by("number")
    )
    seen = set()
    number = 0
    for number, edit in enumerate(edits.iterator(chunk_size=200), 1):
        seen.add(edit.uid)
        if edit.number != number:
            yield Finding(subject.uid, f"edit {number} is missing.")
            return
        facts = replay.edits.get(edit.uid)
        if facts is None:
            yield Finding(subject.uid, f"edit {number} has no act.")
            continue
        yield from (Finding(subject.uid, f"edit {number}: {what}") for what in _unlike(edit, facts))
        if edit.status != replay.statuses[edit.uid]:
            yield Finding(subject.uid, f"edit {number} is {edit.status}; its acts say otherwise.")
    for uid in replay.edits.keys() - seen:
        yield Finding(subject.uid, f"the edit {uid} is gone.")
    if number != subject.last_number:
        yield Finding(subject.uid, f"it counts {subject.last_number} edits; there are {number}.")
    published = getattr(subject, "published_edit", None)
    if (published.uid if published else None) != replay.published:
        yield Finding(subject.uid, "readers see another edit than the acts say.")


def _verify_redirects(article: Article, replay: _Replay) -> Iterator[Finding]:
    rows = Title.objects.filter(article=article, is_redirect=True)
    there = set(rows.values_list("shown", flat=True))
    for title in sorted(replay.redirects - there):
        yield Finding(article.uid, f"the redirect “{title}” is gone.")
    for title in sorted(there - replay.redirects):
        yield Finding(article.uid, f"the redirect “{title}” has no act.")


def _unlike(edit: Edit, facts: Mapping[str, Any]) -> Iterator[str]:
    """Say in what the rows of an edit differ from the facts that were hashed."""
    revision = edit.revision
    texts = list(revision.version_set.values_list("serialized_data", flat=True))
    if len(texts) != 1:
        yield f"{len(texts)} versions are stored; there is one."
    elif salted_hash(edit.salt, text_of(texts[0])) != facts["snapshot"]:
        yield "its snapshot was altered."
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("summary", lambda: salted_hash(edit.salt, edit.summary) == facts["summary"]),
        ("comment", lambda: salted_hash(edit.salt, revision.comment) == facts["summary"]),
        ("editor", lambda: _uid(edit.editor) == facts["actor"] == _uid(revision.user)),
        (
            "time",
            lambda: fact_time(edit.made_at) == facts["at"] == fact_time(revision.date_created),
        ),
        ("base", lambda: _uid(edit.base) == facts["base"]),
        ("kind", lambda: (edit.deed, edit.is_minor) == (facts["deed"], facts["minor"])),
        ("hash", lambda: edit.snapshot_hash == facts["snapshot"]),
        (
            "stated time",
            lambda: (fact_time(edit.stated_at) if edit.stated_at else None) == facts["stated_at"],
        ),
    )
    for name, holds in checks:
        if not holds():
            yield f"its {name} was altered."


def _uid(row: Any) -> str | None:  # a User or an Edit: both have a uid
    return row.uid if row is not None else None
