"""Who somebody is: role, trust, and blocks that hold now. Asked anew each time, never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from articles.models import Block, Trust
from articles.permissions.addresses import as_digits

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

    Reader = User | AnonymousUser

REVIEWERS = ("reviewer", "administrator")
ADMINISTRATORS = ("administrator",)


def is_reviewer(reader: Reader) -> bool:
    """Say whether the person reviews (one query)."""
    return _has_role(reader, REVIEWERS)


def is_administrator(reader: Reader) -> bool:
    """Say whether the person administers (one query)."""
    return _has_role(reader, ADMINISTRATORS)


def is_trusted(reader: Reader) -> bool:
    """Say whether the contributor's edits are published without a review (one query)."""
    return (
        reader.is_authenticated
        and reader.is_active
        and Trust.objects.filter(account=reader, is_trusted=True).exists()
    )


def blocks_on(reader: Reader) -> list[Block]:
    """Return the blocks of the account, or of the address it asks from, that hold now (one query).

    The address is `reader.address`, which the site sets on who sends a request. A block of
    addresses does not keep reviewers out, who have an account to be blocked by.
    """
    named = Q(account=reader) if reader.is_authenticated else Q(pk=None)
    if digits := as_digits(getattr(reader, "address", "")):
        named |= Q(low__lte=digits, high__gte=digits)
    holding = Q(lifted_at=None) & (Q(until=None) | Q(until__gt=timezone.now()))
    found = list(Block.objects.filter(named, holding))
    if any(block.network for block in found) and is_reviewer(reader):
        return [block for block in found if not block.network]
    return found


def _has_role(reader: Reader, roles: tuple[str, ...]) -> bool:
    return (
        reader.is_authenticated
        and reader.is_active
        and (reader.is_superuser or reader.groups.filter(name__in=roles).exists())
    )
