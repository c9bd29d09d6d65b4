"""Blocking: accounts and networks kept from editing or from signing up, and let in again.

Who is blocked reads, and sees and withdraws own edits. A block is a row with a chain of its own.
An address is personal data: it stands in the note of an act that no log shows, so that the
facts hold its salted hash alone.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from articles import permissions
from articles.content import JSON, one_line, title_key
from articles.content.limits import LONGEST_CATEGORY
from articles.errors import EditRefused, Sentence
from articles.models import Article, Block
from articles.reasons import checked_end, checked_reason
from articles.revisions import append_act

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

WIDEST = {4: 8, 6: 19}
"""The shortest prefix of a network that can be blocked, by version: what a large provider has."""
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
"""Where IPv6 holds the addresses of IPv4 (RFC 4291, 2.5.5.2)."""


def block(
    *,
    by: User,
    account: User | None = None,
    network: str = "",
    article: Article | None = None,
    category: str = "",
    no_sources: bool = False,
    stops_editing: bool = True,
    stops_sign_up: bool = False,
    reason: str,
    until: datetime | None = None,
) -> Block:
    """Block an account, or whoever comes from an address or network, and return the block.

    It is whole, or of one article, of one category, or of bringing sources.

    Raises (both are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: it blocks nobody, nothing, oneself, an administrator or too wide a network;
            the same block holds already; the reason or the end is missing or out of bounds.
    """
    permissions.require_administrator(by)
    wanted = Block(
        account=account,
        network=normal_network(network) if network.strip() else "",
        article=article,
        category=_checked_category(category),
        no_sources=no_sources,
        stops_editing=stops_editing,
        stops_sign_up=stops_sign_up,
        reason=checked_reason(reason),
        until=checked_end(until),
    )
    wanted.category_key = title_key(wanted.category)
    if wanted.network:
        wanted.low, wanted.high = permissions.bounds(wanted.network)
    _require_somebody(wanted, by)
    _require_something(wanted)
    with transaction.atomic():
        # The administrator's own row, so that a form sent twice is one block.
        get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
        permissions.require_administrator(by)
        _require_another(wanted)
        wanted.made_at = timezone.now()
        wanted.save(force_insert=True)
        _record(wanted, by)
    return wanted


def lift(block: Block, *, by: User, reason: str) -> Block:
    """End a block that holds, and return it.

    Raises (both are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: it was lifted, or has ended by itself.
    """
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    with transaction.atomic():
        block = Block.objects.select_for_update(no_key=True).get(pk=block.pk)
        permissions.require_administrator(by)
        now = timezone.now()
        if block.lifted_at or (block.until and block.until <= now):
            raise EditRefused(Sentence("This block has ended already."))
        block.lifted_at = now
        block.save(update_fields=["lifted_at"])
        append_act(block, "unblock", actor=by, at=now, note=reason)
    return block


def normal_network(typed: str) -> str:
    """Return an address or network as it is kept: "192.0.2.7", "192.0.2.0/24".

    Raises EditRefused: it is none, or wider than can be blocked.
    """
    try:
        network = ipaddress.ip_network(typed.strip(), strict=False)
    except ValueError:
        network = None
    if network is None or "%" in typed:
        raise EditRefused(
            Sentence(
                "“%(typed)s” is no address and no network. Write one such as 192.0.2.7, "
                "192.0.2.0/24 or 2001:db8::/32.",
                typed=typed[:50],
            ),
            "network",
        )
    if isinstance(network, ipaddress.IPv6Network) and network.subnet_of(_MAPPED):
        bits = int(network.network_address) & 0xFFFFFFFF
        network = ipaddress.IPv4Network((bits, network.prefixlen - _MAPPED.prefixlen))
    if network.prefixlen < WIDEST[network.version] or network.overlaps(_MAPPED):
        raise EditRefused(
            Sentence(
                "This network is too wide: it would block whole countries. Up to /%(four)d of "
                "IPv4 and /%(six)d of IPv6 can be blocked.",
                four=WIDEST[4],
                six=WIDEST[6],
            ),
            "network",
        )
    is_one = network.num_addresses == 1
    return str(network.network_address if is_one else network)


def _checked_category(category: str) -> str:
    category = one_line(category)
    if len(max(category, title_key(category), key=len)) > LONGEST_CATEGORY:
        raise EditRefused(
            Sentence("No category has a name that long. Check how it is written."), "category"
        )
    return category


def _require_somebody(wanted: Block, by: User) -> None:
    """Refuse a block of nobody or of two, of oneself, or of an administrator."""
    account = wanted.account
    if (account is None) == (not wanted.network):
        raise EditRefused(
            Sentence("Name whom to block: either an account, or an address or network."), "account"
        )
    if account is None:
        return
    if account.pk == by.pk:
        raise EditRefused(Sentence("Nobody can block their own account."), "account")
    if permissions.is_administrator(account):
        raise EditRefused(
            Sentence(
                "%(name)s is an administrator. Take that role away first.",
                name=account.get_username(),
            ),
            "account",
        )


def _require_something(wanted: Block) -> None:
    """Refuse a block that stops nothing, or parts of it that do not go together."""
    narrowed = [bool(wanted.article), bool(wanted.category), wanted.no_sources].count(True)
    if narrowed > 1:
        raise EditRefused(
            Sentence(
                "Choose one: everything, one article, one category, or bringing sources. Make "
                "another block for another."
            ),
            "scope",
        )
    if wanted.account and wanted.stops_sign_up:
        raise EditRefused(
            Sentence("Only addresses can be kept from signing up: an account has done so."),
            "stops_sign_up",
        )
    if not wanted.stops_editing and (narrowed or not wanted.stops_sign_up):
        raise EditRefused(
            Sentence("This would stop nothing. Choose editing, signing up, or both."),
            "stops_editing",
        )


def _require_another(wanted: Block) -> None:
    """Refuse a block that holds already."""
    columns = ("account", "network", "article", "category_key", "no_sources")
    same = {name: getattr(wanted, name) for name in columns}
    if permissions.holding_blocks().filter(**same).exists():
        raise EditRefused(
            Sentence("This block holds already. To change it, lift it and make it anew.")
        )


def _record(made: Block, by: User) -> None:
    details: dict[str, JSON] = {
        "account": made.account.uid if made.account else None,
        "article": made.article.uid if made.article else None,
        "category": made.category,
        "no_sources": made.no_sources,
        "stops_editing": made.stops_editing,
        "stops_sign_up": made.stops_sign_up,
        "until": made.until.isoformat() if made.until else None,
    }
    append_act(made, "block", actor=by, at=made.made_at, note=made.reason, details=details)
    if made.network:
        append_act(made, "network", actor=by, at=made.made_at, note=made.network)
