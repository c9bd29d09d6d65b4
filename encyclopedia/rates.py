"""Rates in words: as a person would say them, and as allauth writes them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE = 60
HOUR = 60 * MINUTE


def try_again(wait: int) -> str:
    """Return the sentence that says when, given the whole seconds until then.

    Minutes and hours are rounded up, so that what it promises holds.
    """
    if wait < 2 * MINUTE:
        return ngettext(
            "Try again in %(n)d second.",
            "Try again in %(n)d seconds.",
            wait,
        ) % {"n": wait}
    if wait < 2 * HOUR:
        minutes = -(-wait // MINUTE)
        return ngettext(
            "Try again in %(n)d minute.",
            "Try again in %(n)d minutes.",
            minutes,
        ) % {"n": minutes}
    hours = -(-wait // HOUR)
    return ngettext(
        "Try again in %(n)d hour.",
        "Try again in %(n)d hours.",
        hours,
    ) % {"n": hours}


def too_often(wait: int) -> str:
    """Return what whoever asked too often is told."""
    return f"{_('That was many requests.')} {try_again(wait)}"


def as_allauth_writes(limits: Mapping[str, tuple[int, int]]) -> str:
    """Return limits by whom they are of, such as {"name": (5, 300)}, as "5/300s/key"."""
    whom = {"address": "ip", "account": "user", "name": "key"}
    return ",".join(
        f"{allowed}/{seconds}s/{whom[kind]}" for kind, (allowed, seconds) in limits.items()
    )
