"""Looking up: from which addresses an account edited, and who edited from one; and forgetting.

Each look is an act about every account that it tells of, which no log shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from articles import permissions
from articles.content import JSON
from articles.errors import EditRefused, Sentence
from articles.models import EditAddress
from articles.reasons import checked_reason
from articles.revisions import append_act
from articles.trusting import trust_of

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

MOST_SHOWN = 100
PURGED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of edits from one address.

    Attributes:
        edits: how many there are.
        first, last: when the first and the last of them were made.
    """

    address: str
    account: User
    edits: int
    first: datetime
    last: datetime


def look_up(account: User, *, by: User, reason: str) -> list[Seen]:
    """Return the addresses from which the account edited, the last used first.

    Raises (both are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: the reason is missing or too long.
    """
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    with transaction.atomic():
        _note_look(account, by, reason, {"through": "account"})
        kept = EditAddress.objects.filter(account=account).values_list("address")
        rows = kept.annotate(Count("pk"), Min("made_at"), last=Max("made_at"))
        return [
            Seen(address, account, edits, first, last)
            for address, edits, first, last in rows.order_by("-last", "address")[:MOST_SHOWN]
        ]


def look_up_address(address: str, *, by: User, reason: str) -> list[Seen]:
    """Return the accounts that edited from the address, whoever did so last first.

    Raises as `look_up`; EditRefused: it is no address.
    """
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    if not permissions.as_digits(address) or "%" in address:  # no zone was ever kept
        raise EditRefused(Sentence("This is no address. Choose one of the list."), "address")
    with transaction.atomic():
        kept = EditAddress.objects.filter(address=address).values_list("account")
        found = kept.annotate(Count("pk"), Min("made_at"), last=Max("made_at"))
        rows = list(found.order_by("-last", "account")[:MOST_SHOWN])
        accounts = get_user_model().objects.in_bulk(row[0] for row in rows)
        for _pk, account in sorted(accounts.items()):  # in one order, as each is locked
            _note_look(account, by, reason, {"through": "address"})
        return [
            Seen(address, accounts[account], edits, first, last)
            for account, edits, first, last in rows
        ]


def purge(now: datetime | None = None) -> int:
    """Forget the addresses that were kept long enough, and return of how many edits."""
    end = (now or timezone.now()) - timedelta(days=settings.KEEP_ADDRESSES_DAYS)
    old = EditAddress.objects.filter(made_at__lt=end).order_by("made_at").values_list("pk")
    purged = 0
    while some := list(old[:PURGED_AT_ONCE]):
        purged += EditAddress.objects.filter(pk__in=[pk for (pk,) in some]).delete()[0]
    return purged


def _note_look(account: User, by: User, reason: str, details: dict[str, JSON]) -> None:
    append_act(trust_of(account), "look", actor=by, at=timezone.now(), note=reason, details=details)
