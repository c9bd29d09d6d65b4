"""Blocks that hold: who is kept from what, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import permissions
from articles.content import is_uid
from articles.models import Block
from articles.pages.paging import Order, window

if TYPE_CHECKING:
    from articles.permissions import Reader
    from encyclopedia.accounts.models import User

ROWS = 50
_NEWEST_FIRST = Order(("id",), descending=True)


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block.

    Attributes:
        whom: the account's name, or the address or network.
        whom_address: the account's page; empty of a network.
        stops: what it keeps from: "editing", "editing the article “Radium”".
        until: when it ends; None where it is to be lifted.
        lift_address: where an administrator lifts it; empty for all others.
    """

    whom: str
    whom_address: str
    stops: str
    reason: str
    since: datetime
    until: datetime | None
    lift_address: str


@dataclass(frozen=True, slots=True)
class BlocksPage:
    """One page of the blocks, the newest first.

    Attributes:
        newer, older: uid at which the next page that way begins; empty where there is none.
        new_address: where an administrator makes one; empty for all others.
    """

    rows: tuple[BlockRow, ...]
    newer: str
    older: str
    new_address: str


def blocks_page(reader: Reader, *, before: str = "", after: str = "") -> BlocksPage:
    """Return one page of the blocks that the reader may know of (one query, two further on)."""
    blocks = _known_to(reader)
    start = blocks.filter(uid=before or after).first() if is_uid(before or after) else None
    place = (start.pk,) if start else ()
    seen = window(
        blocks,
        _NEWEST_FIRST,
        ROWS,
        below=place if before else (),
        above=() if before else place,
    )
    administers = permissions.is_administrator(reader)
    return BlocksPage(
        rows=tuple(block_row(block, reader) for block in seen.rows),
        newer=seen.rows[0].uid if seen.rows and seen.has_earlier else "",
        older=seen.rows[-1].uid if seen.rows and seen.has_later else "",
        new_address=reverse("articles:new_block") if administers else "",
    )


def blocks_of(account: User, reader: Reader) -> tuple[BlockRow, ...]:
    """Return the blocks of an account that hold, the newest first (one query); none to who is
    not signed in.
    """
    if not reader.is_authenticated:
        return ()
    blocks = _known_to(reader).filter(account=account).order_by("-pk")
    return tuple(block_row(block, reader) for block in blocks[:ROWS])


def block_row(block: Block, reader: Reader) -> BlockRow:
    """Return the block as a row (no query where its account and article are selected with it)."""
    account = block.account
    name = account.get_username() if account else block.network
    administers = permissions.is_administrator(reader)
    return BlockRow(
        whom=name,
        whom_address=reverse("articles:person", args=[name]) if account else "",
        stops=_stops(block),
        reason=block.reason,
        since=block.made_at,
        until=block.until,
        lift_address=reverse("articles:block", args=[block.uid]) if administers else "",
    )


def _known_to(reader: Reader) -> QuerySet[Block]:
    """Return the blocks that hold; without those of addresses and of hidden names to all but
    administrators.
    """
    blocks = permissions.holding_blocks().select_related("account", "article")
    if permissions.is_administrator(reader):
        return blocks
    return blocks.filter(account__is_name_hidden=False, account__is_anonymised=False)


def _stops(block: Block) -> str:
    if block.no_sources:
        return _("adding sources")
    if block.article:
        return _("editing the article “%(title)s”") % {"title": block.article.title}
    if block.category:
        return _("editing in the category “%(name)s”") % {"name": block.category}
    if not block.stops_editing:
        return _("making accounts")
    return _("editing, and making accounts") if block.stops_sign_up else _("editing")
