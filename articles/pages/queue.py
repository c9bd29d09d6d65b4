"""The queue: what waits for a reviewer, the oldest first. One query draws a page of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, ngettext_lazy

from articles import permissions
from articles.content import one_line, title_key
from articles.models import Act, ArticleCategory, Deed, Edit, Protection, Status, Trust
from articles.pages.effects import numbers_in_words
from articles.pages.moments import day_of, editor_address
from articles.pages.paging import Order, window

if TYPE_CHECKING:
    from articles.permissions import Reader
    from encyclopedia.accounts.models import User

ROWS = 50
OLDEST_FIRST = Order(("waiting_since", "id"))
AGES: Mapping[int, str] = {
    0: gettext_noop("however long it waits"),
    1: gettext_noop("longer than a day"),
    7: gettext_noop("longer than a week"),
    30: gettext_noop("longer than a month"),
}
"""What the queue can be narrowed to by age, in days."""
KINDS: Mapping[str, str] = {
    "articles": gettext_noop("New articles"),
    "editors": gettext_noop("New editors"),
    "sources": gettext_noop("Removes sources"),
    "due": gettext_noop("Due again"),
    "mine": gettext_noop("Mine"),
}
"""What else it can be narrowed to, each by itself or together with others."""
LAST_ACTS = 1000
"""Acts of a reviewer among which those are looked for that make an edit theirs."""
MOST_COUNTED = 1000
"""How far the home page counts what waits."""
FEW_MEMBERS = 500
"""Members up to which a category is looked up by them, else along the queue."""

_SHOWN = (
    *("uid", "deed", "status", "title", "editor_name", "waiting_since", "summary", "is_minor"),
    *("accepted", "words", "is_editor_hidden", "is_summary_hidden"),
    *("citations_added", "citations_removed", "references_dropped", "markers_added"),
    *("markers_cleared", "is_by_newcomer", "reviewed_at", "article_id"),
    *("editor__username", "editor__is_name_hidden", "editor__is_anonymised", "editor__uid"),
    *("editor__trust__is_trusted", "editor__trust__accepted", "editor__trust__rejected"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reviewer narrows the queue to.

    Attributes:
        age: least days that an edit has waited; a key of AGES.
        category: as typed; empty for any.
        kinds: some of KINDS; all of them hold.
    """

    age: int = 0
    category: str = ""
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, age: str, category: str, kinds: Iterable[str]) -> Filters:
        """Return the filters that an address names; what it names wrongly is left out."""
        days = int(age) if age in map(str, AGES) else 0
        wanted = set(kinds)
        chosen = tuple(kind for kind in KINDS if kind in wanted)
        return cls(days, one_line(category)[:200], chosen)

    @property
    def query(self) -> str:
        """They as an address carries them; empty where there are none."""
        pairs = [("age", str(self.age))] if self.age else []
        pairs += [("category", self.category)] if self.category else []
        return urlencode([*pairs, *(("only", kind) for kind in self.kinds)])


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that an edit does to sourcing: "+", "2 citations"; `kind` as of a badge."""

    kind: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class QueueBadge:
    """A state in a word, as parts/badge.html takes it."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One edit that waits, or one article that is due again.

    Attributes:
        uid: of the edit; address: where it is decided on.
        age: "3 days"; since: when it began to wait.
        editor, record: name, and what became of their edits before; editor_address: of their page,
            empty where readers may not know who it is.
        size: "+212 words"; empty where the number is the same.
        effect: what it does to sourcing.
        is_own: whether the reader made it, and so cannot decide on it.
    """

    uid: str
    address: str
    title: str
    age: str
    since: datetime
    badges: tuple[QueueBadge, ...]
    editor: str
    editor_address: str
    record: str
    summary: str
    size: str
    effect: tuple[Sign, ...]
    is_own: bool


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
        _drawn(_narrowed(filters, reviewer), reviewer),
        OLDEST_FIRST,
        ROWS,
        below=_read(below),
        above=() if _read(below) else _read(above),
    )
    rows, same = seen.rows, _Same.of(filters, reviewer)
    return QueuePage(
        rows=tuple(_row(edit, same) for edit in rows),
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
    waiting = _narrowed(filters, reviewer).exclude(editor=reviewer)
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


def review_address(uid: str, filters: Filters) -> str:
    """Return the address at which an edit is decided on, and which leads on in the queue."""
    address = reverse("articles:review_edit", args=[uid])
    return f"{address}?{filters.query}" if filters.query else address


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


# Not “status is pending”: a database would walk the index of that, and find one in a hundred. And
# not “is true”, for which SQLite asks no index.
_NARROWINGS: Mapping[str, Q] = {
    "articles": Q(deed=Deed.CREATE) & ~Q(status=Status.PUBLISHED),
    "editors": Q(is_by_newcomer__in=[True]) & ~Q(status=Status.PUBLISHED),
    "sources": Q(removes_sources__in=[True]) & ~Q(status=Status.PUBLISHED),
    "due": Q(status=Status.PUBLISHED),
}


def _narrowed(filters: Filters, reviewer: User) -> QuerySet[Edit]:
    """Return what waits now and keeps all the filters."""
    until = timezone.now() - timedelta(days=filters.age)
    edits = permissions.visible_edits(Edit.objects.all(), reviewer).filter(
        waiting_since__lte=until, article__is_deleted=False
    )
    for kind, narrowing in _NARROWINGS.items():
        if kind in filters.kinds:
            edits = edits.filter(narrowing)
    if "mine" in filters.kinds:
        edits = _own_cases(edits, reviewer)
    return _in_category(edits, title_key(filters.category)) if filters.category else edits


def _own_cases(edits: QuerySet[Edit], reviewer: User) -> QuerySet[Edit]:
    """Return what the reviewer accepted once already, and what came back from an editor whom they
    asked for changes in that article.
    """
    acts = Act.objects.filter(actor=reviewer).order_by("-at", "-id").values("pk")[:LAST_ACTS]
    own = Act.objects.filter(pk__in=acts)
    accepted = own.filter(name="accept", edit__status=Status.PENDING)
    came_back = own.filter(
        name="ask",
        edit__status=Status.SUPERSEDED,
        edit__article__edits__status=Status.PENDING,
        edit__article__edits__waiting_since__isnull=False,
        edit__article__edits__continues__isnull=False,
        edit__article__edits__editor=F("edit__editor"),
    )
    found = accepted.values_list("edit_id").union(came_back.values_list("edit__article__edits"))
    return edits.filter(pk__in=[key for (key,) in found])


def _in_category(edits: QuerySet[Edit], key: str) -> QuerySet[Edit]:
    members = ArticleCategory.objects.filter(key=key)
    few = list(members.values_list("article_id", flat=True)[: FEW_MEMBERS + 1])
    if len(few) <= FEW_MEMBERS:
        return edits.filter(article__in=few)
    return edits.filter(Exists(members.filter(article=OuterRef("article_id"))))


def _drawn(edits: QuerySet[Edit], reviewer: User) -> QuerySet[Edit]:
    """Return the edits with all that their rows show. What is one value is no row of its own: to
    make that costs more than to fetch it.
    """
    own = Act.objects.filter(edit=OuterRef("pk"), name="accept", actor=reviewer)
    related = edits.select_related("editor__trust").only(*_SHOWN)
    return related.annotate(
        was_accepted_by_reader=Exists(own),
        words_before=F("base__words"),
        own_level=F("article__protection__level"),
        own_level_until=F("article__protection__until"),
    )


@dataclass(frozen=True, slots=True)
class _Same:
    """What all rows of a page share, found once: 50 times it would take a third of its time.

    Attributes:
        address: of a row, with _ANY_UID for the uid.
        asked: how many reviewers accept where the article has no level of its own.
    """

    reviewer: User
    address: str
    now: datetime
    asked: int

    @classmethod
    def of(cls, filters: Filters, reviewer: User) -> _Same:
        asked = permissions.acceptances_under(permissions.holding(None))
        return cls(reviewer, review_address(_ANY_UID, filters), timezone.now(), asked)


_ANY_UID = "a" * 16


def _row(edit: Edit, same: _Same) -> QueueRow:
    since = edit.waiting_since or same.now
    is_due = edit.status == Status.PUBLISHED
    return QueueRow(
        uid=edit.uid,
        address=same.address.replace(_ANY_UID, edit.uid, 1),
        title=edit.title,
        age=age_in_words(same.now - since),
        since=since,
        badges=tuple(_badges(edit, same)),
        editor=edit.shown_editor,
        editor_address=editor_address(edit),
        record="" if is_due or edit.is_editor_hidden else record_in_words(edit),
        summary=edit.shown_summary,
        size="" if is_due else _size(edit),
        effect=() if is_due else tuple(signs(edit)),
        is_own=edit.editor_id == same.reviewer.pk,
    )


def age_in_words(age: timedelta) -> str:
    """Return for how long something has waited, in its largest unit: "3 days"."""
    minutes = max(0, age // timedelta(minutes=1))
    if not minutes:
        return _("less than a minute")
    if minutes >= 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if minutes >= 60:
        return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def _badges(edit: Edit, same: _Same) -> Iterator[QueueBadge]:
    if edit.status == Status.PUBLISHED:
        yield QueueBadge("ask", "history", _("due again"))
        last = edit.reviewed_at
        yield QueueBadge(
            "plain",
            "",
            _("reviewed %(day)s") % {"day": day_of(last)} if last else _("never reviewed"),
        )
        return
    if edit.editor_id == same.reviewer.pk:
        yield QueueBadge("plain", "account", _("your own"))
    yield QueueBadge("wait", "history", _("pending"))
    if edit.deed == Deed.CREATE:
        yield QueueBadge("plain", "add", _("new article"))
    elif edit.deed != Deed.EDIT:
        yield QueueBadge("plain", "", str(edit.get_deed_display()))
    if edit.is_minor:
        yield QueueBadge("plain", "", _("minor"))
    if part := acceptances_in_words(edit, _asked(edit, same)):
        is_mine = getattr(edit, "was_accepted_by_reader")  # noqa: B009  # an annotation, as below
        words = _("%(part)s, one of them you") % {"part": part} if is_mine else part
        yield QueueBadge("yes" if edit.accepted else "plain", "check", words)


def _asked(edit: Edit, same: _Same) -> int:
    level: str | None = getattr(edit, "own_level")  # noqa: B009
    if level is None:
        return same.asked
    own = Protection(level=level, until=getattr(edit, "own_level_until"))  # noqa: B009
    return permissions.acceptances_under(permissions.holding(own))


def acceptances_in_words(edit: Edit, asked: int) -> str:
    """Return "1 of 2" of an edit that several reviewers must accept; empty of any other."""
    return _("%(n)d of %(asked)d") % {"n": edit.accepted, "asked": asked} if asked > 1 else ""


def record_in_words(edit: Edit) -> str:
    """Return what became of the editor's edits before: "trusted, 12 accepted, 1 rejected" (no
    query where their trust is selected with the edit).
    """
    if edit.editor is None:
        return _("no account")
    trust: Trust | None = getattr(edit.editor, "trust", None)
    if trust is None or not (trust.accepted or trust.rejected or trust.is_trusted):
        return _("new: nothing accepted or rejected yet")
    parts = [_("trusted")] if trust.is_trusted else []
    parts.append(
        ngettext("%(n)d accepted", "%(n)d accepted", trust.accepted) % {"n": trust.accepted}
    )
    parts.append(
        ngettext("%(n)d rejected", "%(n)d rejected", trust.rejected) % {"n": trust.rejected}
    )
    return _(", ").join(parts)


def _size(edit: Edit) -> str:
    before: int | None = getattr(edit, "words_before")  # noqa: B009  # an annotation
    return numbers_in_words(edit.words - (before or 0), 0, 0)


def signs(edit: Edit) -> Iterator[Sign]:
    """Yield what an edit does to the sourcing of what readers see."""
    effect = (
        (edit.citations_added, "yes", "+", _CITATIONS),
        (edit.citations_removed, "no", "−", _CITATIONS),
        (edit.references_dropped, "no", "−", _REFERENCES),
        (edit.markers_added, "wait", "+", _MARKERS),
        (edit.markers_cleared, "yes", "−", _MARKERS),
    )
    for count, kind, sign, words in effect:
        if count:
            yield Sign(kind, sign, words % {"n": count})


_CITATIONS = ngettext_lazy("%(n)d citation", "%(n)d citations", "n")
_REFERENCES = ngettext_lazy("%(n)d reference", "%(n)d references", "n")
_MARKERS = ngettext_lazy("%(n)d marker", "%(n)d markers", "n")
