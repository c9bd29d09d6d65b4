"""The queue: what waits for a reviewer, the oldest first. One query draws a page of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Act, Edit
from articles.pages.paging import Order, window
from articles.pages.queue_filters import AGES, KINDS, Filters, narrowed
from articles.pages.queue_rows import QueueRow, drawn, queue_rows

if TYPE_CHECKING:
    from articles.permissions import Reader
    from encyclopedia.accounts.models import User

ROWS = 50
OLDEST_FIRST = Order(("waiting_since", "id"))
MOST_COUNTED = 1000
"""How far the home page counts what waits."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue.

    Attributes:
        newer, older: addresses of the pages with what waits for less, and for more time; empty
            where there is none.
        is_narrowed: whether any filter holds.
    """

    rows: tuple[QueueRow, ...]
    ages: tuple[Option, ...]
    kinds: tuple[Option, ...]
    category: str
    is_narrowed: bool
    newer: str
    older: str


def queue_page(filters: Filters, reviewer: User, *, below: str = "", above: str = "") -> QueuePage:
    """Return one page of the queue (one query; one more for a category, and for "mine").

    Args:
        below, above: place, as `place_of` writes it, after or before which the page begins.
    """
    seen = window(
        drawn(narrowed(filters, reviewer), reviewer),
        OLDEST_FIRST,
        ROWS,
        below=_read(below),
        above=() if _read(below) else _read(above),
    )
    rows = seen.rows
    return QueuePage(
        rows=queue_rows(rows, filters, reviewer),
        ages=tuple(
            Option(str(days), _(words), days == filters.age) for days, words in AGES.items()
        ),
        kinds=tuple(Option(kind, _(words), kind in filters.kinds) for kind, words in KINDS.items()),
        category=filters.category,
        is_narrowed=filters != Filters(),
        older=_address(filters, before=place_of(rows[0])) if rows and seen.has_earlier else "",
        newer=_address(filters, after=place_of(rows[-1])) if rows and seen.has_later else "",
    )


def next_in_queue(filters: Filters, reviewer: User, place: str, *, backwards: bool = False) -> str:
    """Return the uid of what the reviewer can decide on next after a place, or before it; empty
    where nothing is left there (one query; one more for a category, and for "mine").
    """
    waiting = narrowed(filters, reviewer).exclude(editor=reviewer)
    accepted = Act.objects.filter(edit=OuterRef("pk"), name="accept", actor=reviewer)
    open_to = waiting.filter(Q(accepted=0) | ~Exists(accepted)).only("uid")
    start = _read(place)
    if backwards:
        seen = window(open_to, OLDEST_FIRST, 1, above=start) if start else None
    else:
        seen = window(open_to, OLDEST_FIRST, 1, below=start)
    return seen.rows[0].uid if seen and seen.rows else ""


def waiting_count(reviewer: Reader) -> int:
    """Return how many wait for review, counted up to MOST_COUNTED (one query)."""
    waiting = permissions.visible_edits(Edit.objects.all(), reviewer).filter(
        waiting_since__lte=timezone.now(), article__is_deleted=False
    )
    return waiting.values("pk")[:MOST_COUNTED].count()


def place_of(edit: Edit) -> str:
    """Return the place of an edit in the queue, as an address carries it; empty of none."""
    if edit.waiting_since is None:
        return ""
    return f"{(edit.waiting_since - _EPOCH) // timedelta(microseconds=1)}-{edit.pk}"


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _read(place: str) -> Sequence[object]:
    """Return the place that an address names; none where it names none."""
    since, _dash, key = place.partition("-")
    if not (since.isdecimal() and key.isdecimal() and len(since) < 18 and len(key) < 18):
        return ()
    return _EPOCH + timedelta(microseconds=int(since)), int(key)


def _address(filters: Filters, **place: str) -> str:
    query = "&".join(filter(None, (filters.query, urlencode(place))))
    return f"{reverse('articles:review')}?{query}"
