"""Trusting: what became of somebody's edits, and whether more of them wait for a review."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import permissions
from articles.errors import EditRefused, Sentence
from articles.models import Trust
from articles.reasons import checked_reason
from articles.revisions import append_act

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def trust_of(account: User) -> Trust:
    """Return the row about the account, made where there is none, and lock it."""
    Trust.objects.get_or_create(account=account, defaults={"uid": account.uid})
    return Trust.objects.select_for_update(no_key=True).get(account=account)


def grant(account: User, *, by: User, reason: str) -> Trust:
    """Let the account's edits be published without a review from now on.

    Raises (both are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: the account is trusted already, or the reason is missing or too long.
    """
    return _decide(account, by=by, reason=reason, is_trusted=True)


def take_back(account: User, *, by: User, reason: str) -> Trust:
    """Have the account's edits wait for a review again. Raises as `grant`."""
    return _decide(account, by=by, reason=reason, is_trusted=False)


def count_accepted(account: User) -> None:
    """Count one more accepted edit of the account, and trust it where that suffices.

    The caller is in a transaction.
    """
    trust, now = trust_of(account), timezone.now()
    trust.accepted += 1
    trust.accepted_in_a_row += 1
    trust.rejected_in_a_row = 0
    trust.row_began_at = trust.row_began_at or now
    trust.save()
    if trust.is_trusted or trust.is_by_hand or not settings.TRUST_AFTER_EDITS:
        return
    days = timedelta(days=settings.TRUST_AFTER_DAYS)
    if trust.accepted_in_a_row >= settings.TRUST_AFTER_EDITS and now - trust.row_began_at >= days:
        _change(trust, actor=None, is_trusted=True, after=trust.accepted_in_a_row)


def count_rejected(account: User) -> None:
    """Count one more rejected edit of the account, and trust it no longer where they are too many
    in a row. The caller is in a transaction.
    """
    trust = trust_of(account)
    trust.rejected += 1
    trust.rejected_in_a_row += 1
    trust.accepted_in_a_row, trust.row_began_at = 0, None
    trust.save()
    if trust.is_trusted and trust.rejected_in_a_row >= settings.TRUST_TAKEN_AFTER_REJECTIONS:
        _change(trust, actor=None, is_trusted=False, after=trust.rejected_in_a_row)


@transaction.atomic
def _decide(account: User, *, by: User, reason: str, is_trusted: bool) -> Trust:
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    trust = trust_of(account)
    if trust.is_trusted == is_trusted:
        words = "%(name)s is trusted already." if is_trusted else "%(name)s is not trusted."
        raise EditRefused(Sentence(words, name=account.get_username()))
    _change(trust, actor=by, is_trusted=is_trusted, note=reason)
    return trust


def _change(
    trust: Trust, *, actor: User | None, is_trusted: bool, note: str = "", after: int | None = None
) -> None:
    trust.is_trusted, trust.since, trust.is_by_hand = is_trusted, timezone.now(), actor is not None
    trust.rejected_in_a_row = 0
    trust.save()
    act = "trust" if is_trusted else "distrust"
    append_act(trust, act, actor=actor, at=trust.since, note=note, details={"after": after})
