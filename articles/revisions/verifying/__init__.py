"""Checking history: chains whole, texts as hashed, rows and statuses as the acts say.

What it finds is told in findings; it changes nothing. Subjects are read one after another, and
of each its acts and edits one after another. What somebody writes meanwhile is no finding: where
something seems wrong, the subject is looked at again under its lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Exists, OuterRef
from reversion.models import Revision

from articles.models import Act, Article, Block, Chained, InfoboxKind, Source, Subject, Trust
from articles.revisions.verifying.chains import Chain, Told
from articles.revisions.verifying.edits import edits_unlike
from articles.revisions.verifying.findings import Finding
from articles.revisions.verifying.governing import Government, article_unlike
from articles.revisions.verifying.lives import Lives
from articles.revisions.verifying.people import Blocked, Trusted, block_unlike, trust_unlike

__all__ = ["Finding", "heads", "verify"]

CHAINED: tuple[type[Chained], ...] = (Article, Source, InfoboxKind, Trust, Block)
Heads = Mapping[str, tuple[int, str]]


def heads() -> Iterator[tuple[str, int, str]]:
    """Yield (uid, number of acts, head hash) of everything that acts are about."""
    for model in CHAINED:
        rows = model._default_manager.order_by("pk").values_list("uid", "acts", "head")
        yield from rows.iterator()


def verify(earlier_heads: Heads | None = None) -> Iterator[Finding]:
    """Yield a finding for everything that does not hold, subject by subject.

    `earlier_heads` are heads that somebody wrote down before, by subject: a chain that was
    recomputed since has another hash at that act.
    """
    earlier = earlier_heads or {}
    for model in CHAINED:
        for pk in model._default_manager.order_by("pk").values_list("pk", flat=True).iterator():
            yield from _settled(model, pk, earlier)
    for uid in earlier:
        if not any(model._default_manager.filter(uid=uid).exists() for model in CHAINED):
            yield Finding(uid, "is gone, but an earlier head names it.")
    yield from _stray()


def _settled(model: type[Chained], pk: int, earlier: Heads) -> Iterator[Finding]:
    """Yield the findings about one subject that remain while nobody can write about it."""
    if not list(_of_one(model._default_manager.filter(pk=pk).first(), earlier)):
        return
    with transaction.atomic():
        locked = model._default_manager.select_for_update(no_key=True).filter(pk=pk)
        yield from list(_of_one(locked.first(), earlier))


def _of_one(subject: Chained | None, earlier: Heads) -> Iterator[Finding]:
    if subject is None:  # gone meanwhile: if it should not be, its acts are stray
        return
    about = _of_subject if isinstance(subject, Subject) else _of_person
    acts = Chain(subject, earlier.get(subject.uid))
    try:
        for what in chain(about(subject, acts), acts.wrong):
            yield Finding(subject.uid, what)
    except ObjectDoesNotExist:
        yield Finding(subject.uid, "its row names one that is gone.")


def _of_subject(subject: Chained, acts: Chain) -> Iterator[str]:
    """Replay the acts of an article, source or kind, and compare its rows with that."""
    if not isinstance(subject, Subject):
        raise TypeError("only articles, sources and kinds have edits")
    lives = Lives(accepts_itself=not isinstance(subject, Article))
    government = Government()

    def take(told: Told) -> Iterator[str]:
        act = told.facts["act"]
        if not lives.follows(told.facts):
            yield "an edit that was accepted is not published."
        if not government.allows(act):
            yield f"the act “{act}” cannot come now: the article is deleted."
        deed = lives.take(told.facts)
        if deed is None and isinstance(subject, Article):
            deed = government.take(told)
        if deed is None:
            yield f"nobody knows the act “{act}”."
        else:
            yield from deed

    yield from _replayed(acts, take)
    yield from lives.left_over()
    for n in acts.notes_gone:
        if lives.notes_erased.get(n, 0) <= n:
            yield f"the note of act {n} is gone, and no act erases it."
    yield from edits_unlike(subject, lives)
    if isinstance(subject, Article):
        yield from article_unlike(subject, government, lives)


def _of_person(subject: Chained, acts: Chain) -> Iterator[str]:
    """Replay the acts about an account or of a block, and compare the row with that."""
    if isinstance(subject, Trust):
        trusted = Trusted()
        yield from _replayed(acts, trusted.take)
        yield from trust_unlike(subject, trusted)
    elif isinstance(subject, Block):
        blocked = Blocked()
        yield from _replayed(acts, blocked.take)
        yield from block_unlike(subject, blocked)
    for n in acts.notes_gone:
        yield f"the note of act {n} is gone, and no act erases it."


def _replayed(acts: Chain, take: Callable[[Told], Iterator[str]]) -> Iterator[str]:
    """Let every act happen, and yield what is against the rules in each."""
    for told in acts.acts():
        try:
            for what in take(told):
                yield f"act {told.n}: {what}"
        except (KeyError, TypeError, ValueError, AttributeError):
            yield f"act {told.n} names what is not there, or lacks what it must say."


def _stray() -> Iterator[Finding]:
    """Yield what belongs to no subject: acts, and revisions that no edit made."""
    about = [Exists(model._default_manager.filter(uid=OuterRef("subject"))) for model in CHAINED]
    acts = Act.objects.all()
    for one in about:
        acts = acts.exclude(one)
    for uid in acts.values_list("subject", flat=True).distinct().order_by("subject").iterator():
        yield Finding(uid, "has acts, but no row.")
    for pk in Revision.objects.filter(edit=None).values_list("pk", flat=True).iterator():
        yield Finding(f"revision {pk}", "was made by no edit.")
