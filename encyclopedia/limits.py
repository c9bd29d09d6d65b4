"""How much one request may bring, and how many may come.

The tables of limits are the settings RATE_LIMITS and, where nobody is signed in,
SIGNED_OUT_RATE_LIMITS; sign-in, sign-up and password reset have theirs from allauth. Counts
lie in the cache that all processes share.
"""

import ipaddress
from collections.abc import Callable
from time import time as clock
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from encyclopedia import error_pages

Answer = Callable[[HttpRequest], HttpResponseBase]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class TooManyRequests(Exception):
    """One account or address asked too often.

    Attributes:
        wait: after how many whole seconds, at least 1, the next request is taken.
    """

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"Try again in {wait} seconds.")


def count(name: str, who: str, allowed: int, seconds: int) -> None:
    """Count one request of `who` under a name, in windows of so many seconds.

    Raises TooManyRequests when more came in this window than are allowed. Requests at the very
    same moment may be counted as one where the cache is a table: a few more pass, never fewer.
    """
    window, passed = divmod(clock(), seconds)
    key = f"limit:{name}:{who}:{int(window)}"
    so_far = cache.get(key, 0)
    if so_far >= allowed:
        raise TooManyRequests(max(1, round(seconds - passed)))
    if not so_far and cache.add(key, 1, timeout=seconds):
        return
    cache.set(key, so_far + 1, timeout=seconds)


def sender(request: HttpRequest) -> str:
    """Return who is counted: the account, or where nobody is signed in the address.

    A network of IPv6 is one address, since its owner has 2^64 of them.
    """
    if request.user.is_authenticated:
        return f"account-{request.user.pk}"
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, ipaddress.IPv6Address):
        address = ipaddress.IPv6Network((address, 64), strict=False).network_address
    return f"address-{address}"


class BodySize:
    """Refuses a request that announces a body over the limit, before any of it is read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413, or what the site answers."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.LARGEST_REQUEST:
            return error_pages.too_large(request)
        return self.get_response(request)


class RateLimits:
    """Counts the requests that change or compute something, by the name of their address."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the name of its address is not known yet."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer 429 where the account or address asked too often."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        limit = settings.RATE_LIMITS.get(name)
        if limit is None or request.method in READING:
            return None
        if name in settings.SIGNED_OUT_RATE_LIMITS and not request.user.is_authenticated:
            limit = settings.SIGNED_OUT_RATE_LIMITS[name]
        try:
            count(name, sender(request), *limit)
        except TooManyRequests as refusal:
            return error_pages.too_many(request, refusal.wait)
        return None
