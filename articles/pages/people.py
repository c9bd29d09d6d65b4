"""The page of an account: who it is, what became of its edits, what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import permissions
from articles.content import is_uid, plain_text
from articles.models import Deed, Edit, Trust
from articles.pages.blocks import BlockRow, blocks_of
from articles.pages.effects import effect_in_words
from articles.pages.languages import direction
from articles.pages.moments import Made, made
from articles.pages.paging import Order, window
from articles.pages.parts import Link

if TYPE_CHECKING:
    from articles.permissions import Reader
    from encyclopedia.accounts.models import User

ROWS = 50
_NEWEST_FIRST = Order(("made_at", "id"), descending=True)


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """One published edit.

    Attributes:
        title: of the article today, with its language and direction.
        deed: what it did where that is not plain editing; else empty.
        effect: "+212 words, +2 citations"; empty where no number changed.
        is_hidden: whether readers see it without the editor's name.
    """

    made: Made
    title: str
    language: str
    direction: str
    deed: str
    is_minor: bool
    effect: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What a reader is told of an account.

    Attributes:
        hidden: why only administrators see the page; empty where all do.
        since: "November 2026".
        standing: role, trust, and whether it is closed, each in a word or two.
        accepted: how many of its edits reviewers accepted.
        rejected: how many they rejected; None to readers who do not review.
        newer, older: uid at which the next page of edits that way begins; empty if none.
        deeds: what an administrator can do about the account.
    """

    name: str
    hidden: str
    since: str
    standing: tuple[str, ...]
    accepted: int
    rejected: int | None
    blocks: tuple[BlockRow, ...]
    edits: tuple[PersonEdit, ...]
    newer: str
    older: str
    deeds: tuple[Link, ...]


def find_person(name: str, reader: Reader) -> User | None:
    """Return the account of this name with its trust and roles (one query).

    None where there is none, and to all but administrators where its name is hidden.
    """
    accounts = get_user_model().with_roles().select_related("trust")
    known_as = get_user_model().normalize_username(plain_text(name))
    found = accounts.filter(username=known_as).first()
    if found and (found.is_name_hidden or found.is_anonymised):
        return found if permissions.is_administrator(reader) else None
    return found


def person_page(account: User, reader: Reader, *, before: str = "", after: str = "") -> PersonPage:
    """Return the page of an account that `find_person` found (one query; one more to who is
    signed in, and one on further pages of edits).
    """
    edits = _edits_of(account, reader)
    start = edits.filter(uid=before or after).first() if is_uid(before or after) else None
    place = (start.made_at, start.pk) if start else ()
    seen = window(
        edits,
        _NEWEST_FIRST,
        ROWS,
        below=place if before else (),
        above=() if before else place,
    )
    trust = trust_shown(account)
    return PersonPage(
        name=account.get_username(),
        hidden=_hidden(account),
        since=date_format(timezone.localtime(account.date_joined), "F Y"),
        standing=tuple(_standing(account, trust)),
        accepted=trust.accepted,
        rejected=trust.rejected if permissions.is_reviewer(reader) else None,
        blocks=blocks_of(account, reader),
        edits=tuple(map(_row, seen.rows)),
        newer=seen.rows[0].uid if seen.rows and seen.has_earlier else "",
        older=seen.rows[-1].uid if seen.rows and seen.has_later else "",
        deeds=tuple(_deeds(account, trust)) if permissions.is_administrator(reader) else (),
    )


def trust_shown(account: User) -> Trust:
    """Return what is known of the account's edits; of a new one, that there is nothing yet."""
    return getattr(account, "trust", None) or Trust(account=account)


def _edits_of(account: User, reader: Reader) -> QuerySet[Edit]:
    edits = permissions.listed_edits(Edit.objects.filter(editor=account), reader)
    if not permissions.is_administrator(reader):
        edits = edits.filter(is_editor_hidden=False)
    return edits.exclude(article=None).select_related("article", "editor", "replaces")


def _row(edit: Edit) -> PersonEdit:
    if edit.article is None:
        raise TypeError("only edits of articles are listed")
    return PersonEdit(
        made=made(edit),
        title=edit.article.title,
        language=edit.article.language,
        direction=direction(edit.article.language),
        deed="" if edit.deed == Deed.EDIT else str(edit.get_deed_display()),
        is_minor=edit.is_minor,
        effect=effect_in_words(edit, edit.replaces),
        is_hidden=edit.is_editor_hidden,
    )


def _standing(account: User, trust: Trust) -> list[str]:
    if account.administers:
        role = _("Administrator")
    elif account.reviews:
        role = _("Reviewer")
    else:
        role = _("Contributor, trusted") if trust.is_trusted else _("Contributor")
    return [role] if account.is_active else [role, _("Closed account")]


def _hidden(account: User) -> str:
    if account.is_anonymised:
        return _("This account is anonymised. Only administrators see this page.")
    if account.is_name_hidden:
        return _("This name is hidden. Only administrators see this page.")
    return ""


def _deeds(account: User, trust: Trust) -> list[Link]:
    name = account.get_username()
    deeds = [
        Link(
            _("Take trust back") if trust.is_trusted else _("Trust"),
            reverse("articles:trust", args=[name]),
        ),
        Link(_("Addresses"), reverse("articles:addresses", args=[name])),
    ]
    if not account.administers:
        block = f"{reverse('articles:new_block')}?{urlencode({'whom': name})}"
        deeds.insert(1, Link(_("Block"), block))
    return deeds if account.is_anonymised else [*deeds, *_about_the_name(account)]


def _about_the_name(account: User) -> Iterator[Link]:
    """Yield what the site, whose accounts they are, can do about a name."""
    hide = (_("Show the name"), "show-name") if account.is_name_hidden else None
    for words, deed in (
        (_("Rename"), "rename"),
        hide or (_("Hide the name"), "hide-name"),
        (_("Anonymise"), "anonymise"),
    ):
        yield Link(words, reverse("account_deed", args=[account.uid, deed]))
