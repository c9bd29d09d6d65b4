"""My edits: what became of everything that somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles import permissions
from articles.content import is_uid
from articles.models import Deed, Edit, Status
from articles.models.articles import address
from articles.pages.decisions import Decision, own_decisions
from articles.pages.moments import Made, made
from articles.pages.paging import Order, window
from articles.pages.parts import Link

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

ROWS = 50
_NEWEST_FIRST = Order(("made_at", "id"), descending=True)

STATES: Mapping[str, tuple[str, tuple[Status, ...]]] = {
    "": (gettext_noop("All"), ()),
    "draft": (gettext_noop("Drafts"), (Status.DRAFT,)),
    "pending": (gettext_noop("Waiting"), (Status.PENDING,)),
    "changes_asked": (gettext_noop("Changes asked"), (Status.CHANGES_ASKED,)),
    "published": (gettext_noop("Published"), (Status.PUBLISHED, Status.MERGED)),
    "rejected": (gettext_noop("Rejected"), (Status.REJECTED,)),
    "withdrawn": (gettext_noop("Withdrawn"), (Status.WITHDRAWN,)),
}
"""What the list can be narrowed to, by the name in its address."""

_BADGES: Mapping[str, tuple[str, str, str]] = {
    Status.DRAFT: ("plain", "edit", gettext_noop("draft")),
    Status.PENDING: ("wait", "history", gettext_noop("waits for review")),
    Status.CHANGES_ASKED: ("ask", "talk", gettext_noop("changes asked")),
    Status.PUBLISHED: ("yes", "check", gettext_noop("published")),
    Status.MERGED: ("yes", "check", gettext_noop("accepted, merged")),
    Status.REJECTED: ("no", "refused", gettext_noop("rejected")),
    Status.WITHDRAWN: ("plain", "undo", gettext_noop("withdrawn")),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnEdit:
    """One edit in the list.

    Attributes:
        title: of the article then, in its language; href: of the edit's own page.
        badge: what became of it.
        deed: what it did where that is not plain editing; else empty.
        decisions: what others decided, the oldest first.
        ways_on: what its editor can do with it.
    """

    title: str
    href: str
    made: Made
    badge: Badge
    deed: str
    is_minor: bool
    decisions: tuple[Decision, ...]
    ways_on: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One state that the list can be narrowed to."""

    words: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page of somebody's own edits.

    Attributes:
        newer, older: addresses of the next pages; empty where there is none.
    """

    filters: tuple[Filter, ...]
    rows: tuple[OwnEdit, ...]
    newer: str
    older: str
    is_narrowed: bool


def own_page(account: User, *, state: str = "", before: str = "", after: str = "") -> OwnPage:
    """Return one page of the account's edits of articles, the newest first (at most 4 queries).

    Not listed is what another row stands for: an edit that a newer one takes up, and the merge
    of an edit, which is told in its row.
    """
    state = state if state in STATES else ""
    edits = _edits_of(account)
    start = edits.filter(uid=before or after).first() if is_uid(before or after) else None
    place = (start.made_at, start.pk) if start else ()
    if state:
        edits = edits.filter(status__in=STATES[state][1])
    seen = window(
        edits,
        _NEWEST_FIRST,
        ROWS,
        below=place if before else (),
        above=place if after and not before else (),
    )
    decided = own_decisions(seen.rows)
    rows = tuple(_row(edit, tuple(decided.get(edit.pk, ()))) for edit in seen.rows)
    newer = seen.rows[0].uid if seen.rows and seen.has_earlier else ""
    older = seen.rows[-1].uid if seen.rows and seen.has_later else ""
    return OwnPage(
        filters=tuple(
            Filter(_(words), _address(state=name), name == state)
            for name, (words, _statuses) in STATES.items()
        ),
        rows=rows,
        newer=_address(state=state, after=newer) if newer else "",
        older=_address(state=state, before=older) if older else "",
        is_narrowed=bool(state),
    )


def ways_on(edit: Edit) -> tuple[Link, ...]:
    """Return what its editor can do with an edit: continue it, take it up again, withdraw it."""
    links = []
    if edit.status == Status.DRAFT:
        links.append(Link(_("Open it"), reverse("articles:draft", args=[edit.uid])))
    if edit.status in (Status.DRAFT, Status.PENDING):
        links.append(Link(_("Continue it"), continue_address(edit), "edit"))
    if edit.status in (Status.CHANGES_ASKED, Status.REJECTED, Status.WITHDRAWN):
        links.append(Link(_("Take it up again"), continue_address(edit), "edit"))
    if edit.status in permissions.UNDECIDED:
        links.append(Link(_("Withdraw it"), withdraw_address(edit), "undo"))
    return tuple(links)


def continue_address(edit: Edit) -> str:
    """Return where its editor goes on with an edit."""
    return f"{address('edit', edit.title)}?continue={edit.uid}"


def withdraw_address(edit: Edit) -> str:
    """Return where its editor takes an edit back."""
    return reverse("articles:withdraw", args=[edit.uid])


def badge_of(edit: Edit) -> Badge:
    """Return what became of an edit, in a word."""
    kind, icon, text = _BADGES.get(edit.status, ("plain", "", str(edit.get_status_display())))
    return Badge(kind, icon, _(text))


def _edits_of(account: User) -> QuerySet[Edit]:
    of_own = Q(deed=Deed.MERGE, merges__editor=F("editor"))
    return (
        Edit.objects.filter(editor=account)
        .exclude(article=None)
        .exclude(status=Status.SUPERSEDED)
        .exclude(of_own)
        .select_related("editor")
    )


def _row(edit: Edit, decisions: tuple[Decision, ...]) -> OwnEdit:
    return OwnEdit(
        title=edit.title,
        href=edit.get_absolute_url(),
        made=made(edit),
        badge=badge_of(edit),
        deed="" if edit.deed == Deed.EDIT else str(edit.get_deed_display()),
        is_minor=edit.is_minor,
        decisions=decisions,
        ways_on=ways_on(edit),
    )


def _address(**asked: str) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('articles:my_edits')}?{query}" if query else reverse("articles:my_edits")
