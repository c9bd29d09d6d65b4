"""The log: what was decided and done, the newest first, as far as the reader may know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import permissions
from articles.content import title_key
from articles.models import Act, Deletion, Title
from articles.pages.log_sentences import KINDS, Subjects, Teller
from articles.pages.paging import Order, window
from articles.permissions.acts import PRIVATE

if TYPE_CHECKING:
    from articles.permissions import Reader

ROWS = 50
NEWEST_FIRST = Order(("at", "id"), descending=True)
LONGEST = 255
"""Characters of what is asked for; longer names and titles there are none."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Asked(Protocol):
    """What is asked for: a QueryDict, or a dict."""

    def get(self, name: str, default: str, /) -> str: ...


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What of the log is asked for, as it was typed; each may be empty.

    Attributes:
        kind: name of an act. person: whose acts. title: of the article they are about.
        since, until: days, "2026-11-22", both among those listed.
        before, after: the place below, or above, which the page begins.
    """

    kind: str = ""
    person: str = ""
    title: str = ""
    since: str = ""
    until: str = ""
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Asked) -> LogQuery:
        """Return what a request asks for. Total."""

        def typed(name: str) -> str:
            return asked.get(name, "").replace("\0", "").strip()[:LONGEST]

        return cls(
            kind=typed("kind") if typed("kind") in KINDS else "",
            person=typed("person"),
            title=typed("title"),
            since=typed("from"),
            until=typed("to"),
            before=typed("before"),
            after=typed("after"),
        )

    def address(self) -> str:
        """Return the address that asks for this."""
        names = {"since": "from", "until": "to"}
        asked = {names.get(name, name): getattr(self, name) for name in self.__slots__}
        query = urlencode({name: value for name, value in asked.items() if value})
        return reverse("articles:log") + (f"?{query}" if query else "")

    def is_narrowed(self) -> bool:
        """Say whether not all of the log is asked for."""
        return any((self.kind, self.person, self.title, self.since, self.until))


@dataclass(frozen=True, slots=True)
class LogRow:
    """One act.

    Attributes:
        sentence: HTML, escaped, with links to what the reader may read.
        note: why; may be empty.
    """

    at: datetime
    sentence: SafeString
    note: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log.

    Attributes:
        query: what is asked for; kinds: names and words to choose from.
        problems: of a day that is none, by the name of its field.
        newer, older: addresses; empty where there is none.
    """

    query: LogQuery
    is_narrowed: bool
    kinds: tuple[tuple[str, str], ...]
    problems: Mapping[str, str]
    rows: tuple[LogRow, ...]
    newer: str
    older: str


def log_page(query: LogQuery, reader: Reader) -> LogPage:
    """Return one page of the log (at most four queries)."""
    problems = {
        name: _("“%(typed)s” is no day. Write one such as 2026-11-22.") % {"typed": typed}
        for name, typed in (("from", query.since), ("to", query.until))
        if typed and _day(typed) is None
    }
    acts = _asked(query, reader).select_related("actor", "edit__editor")
    seen = window(
        acts.defer("hash", "salt", "edit__snapshot_hash"),
        NEWEST_FIRST,
        ROWS,
        below=_read(query.before),
        above=() if query.before else _read(query.after),
    )
    sees_hidden = permissions.is_administrator(reader)
    reviews = permissions.is_reviewer(reader)
    teller = Teller(Subjects.of(seen.rows), sees_hidden, reviews, reader.pk)
    first, last = (seen.rows[0], seen.rows[-1]) if seen.rows else (None, None)
    here = replace(query, before="", after="")
    return LogPage(
        query=query,
        is_narrowed=query.is_narrowed(),
        kinds=tuple(
            (name, _(words))
            for name, (words, _sentence) in KINDS.items()
            if sees_hidden or name not in PRIVATE
        ),
        problems=problems,
        rows=tuple(LogRow(act.at, teller.sentence(act), teller.note(act)) for act in seen.rows),
        newer=replace(here, after=_place(first)).address() if first and seen.has_earlier else "",
        older=replace(here, before=_place(last)).address() if last and seen.has_later else "",
    )


def _asked(query: LogQuery, reader: Reader) -> QuerySet[Act]:
    """Return the acts that the reader may know of, narrowed to what is asked for."""
    acts = permissions.visible_acts(Act.objects.filter(is_in_log=True), reader)
    if query.kind:
        acts = acts.filter(name=query.kind)
    if query.person:
        acts = permissions.acts_of(acts, query.person, reader)
    if query.title:
        key = title_key(query.title)
        now = Title.objects.filter(key=key).values("article__uid")[:1]
        deleted = Deletion.objects.filter(key=key).order_by("-at").values("article__uid")[:1]
        acts = acts.filter(subject=Coalesce(now, deleted))
    since, until = _day(query.since), _day(query.until)
    if since:
        acts = acts.filter(at__gte=_midnight(since))
    if until:
        acts = acts.filter(at__lt=_midnight(until + timedelta(days=1)))
    return acts


def _day(typed: str) -> date | None:
    """Return a day as it was typed; None where it is none that can be asked for."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2999 else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _place(act: Act) -> str:
    """Return the place of an act in the log, as an address carries it."""
    return f"{(act.at - _EPOCH) // timedelta(microseconds=1)}-{act.pk}"


def _read(place: str) -> Sequence[object]:
    """Return the place that an address names; none where it names none."""
    at, _dash, key = place.partition("-")
    if not (at.isascii() and at.isdecimal() and key.isascii() and key.isdecimal()):
        return ()
    if len(at) > 16 or len(key) > 18:
        return ()
    return (_EPOCH + timedelta(microseconds=int(at)), int(key))
