"""Who somebody is: role, trust, and blocks that hold now.

The site tells of an account `reviews` and `administers`, and of who sends a request `address`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Block, Trust
from articles.permissions.addresses import as_digits

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

    Reader = User | AnonymousUser


def is_reviewer(reader: Reader) -> bool:
    """Say whether the person reviews (no query of who is signed in, else one)."""
    return reader.is_authenticated and reader.is_active and reader.reviews


def is_administrator(reader: Reader) -> bool:
    """Say whether the person administers (no query of who is signed in, else one)."""
    return reader.is_authenticated and reader.is_active and reader.administers


def is_trusted(reader: Reader) -> bool:
    """Say whether the contributor's edits are published without a review (one query)."""
    return (
        reader.is_authenticated
        and reader.is_active
        and Trust.objects.filter(account=reader, is_trusted=True).exists()
    )


def blocks_on(reader: Reader) -> list[Block]:
    """Return the blocks of the account, or of the address it asks from, that hold now (one query).

    A block of addresses does not keep reviewers out, who have an account to be blocked by.
    """
    named = Q(account=reader) if reader.is_authenticated else Q(pk=None)
    if digits := as_digits(getattr(reader, "address", "")):
        named |= Q(low__lte=digits, high__gte=digits)
    found = list(holding_blocks().filter(named))
    if any(block.network for block in found) and is_reviewer(reader):
        return [block for block in found if not block.network]
    return found


def holding_blocks() -> QuerySet[Block]:
    """Return the blocks that hold now: neither lifted nor ended by themselves."""
    return Block.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), lifted_at=None)
