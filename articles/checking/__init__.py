"""Checking that what readers see is what history says: rows, derived rows, renderings, counts.

It changes nothing. Subjects are looked at one after another; where something seems wrong, again
under the lock of that subject, so that what somebody writes meanwhile is no finding.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from articles import revisions
from articles.checking.people import trust_unlike, uncounted
from articles.checking.seen import article_unlike
from articles.checking.sources import kind_unlike, source_unlike
from articles.models import Article, Chained, InfoboxKind, Source, Trust
from articles.revisions import Finding

__all__ = ["Finding", "check"]

Row = TypeVar("Row", bound=Chained)


def check(earlier_heads: Mapping[str, tuple[int, str]] | None = None) -> Iterator[Finding]:
    """Yield a finding for everything that does not hold: of history first, as
    `revisions.verify` does, then of what readers see.
    """
    yield from revisions.verify(earlier_heads)
    yield from _each(Article, article_unlike)
    yield from _each(Source, source_unlike)
    yield from _each(InfoboxKind, kind_unlike)
    yield from _each(Trust, trust_unlike)
    yield from uncounted()


def _each(model: type[Row], unlike: Callable[[Row], Iterator[str]]) -> Iterator[Finding]:
    rows = model._default_manager.order_by("pk")
    for pk in rows.values_list("pk", flat=True).iterator():
        found = rows.filter(pk=pk).first()
        if found is None or not _wrong(found, unlike):
            continue
        with transaction.atomic():
            locked = rows.select_for_update(no_key=True).filter(pk=pk).first()
            wrong = _wrong(locked, unlike) if locked else []
        for what in wrong:
            yield Finding(found.uid, what)


def _wrong(row: Row, unlike: Callable[[Row], Iterator[str]]) -> list[str]:
    try:
        return list(unlike(row))
    except (LookupError, ObjectDoesNotExist, TypeError, ValueError, zlib.error):
        return ["its published snapshot, or a row that it names, cannot be read."]
