"""How much one request may bring, and how many may come.

The table of limits is the setting RATE_LIMITS. Counts lie in the cache that all processes
share; those of a typed name or e-mail address are allauth's, which is given the same table.
"""

import ipaddress
from collections.abc import Callable
from hashlib import sha256
from time import time as clock
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from encyclopedia import error_pages
from encyclopedia.rates import too_often

Answer = Callable[[HttpRequest], HttpResponseBase]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class TooManyRequests(Exception):
    """One account or address asked too often; its words say when the next request is taken.

    Attributes:
        wait: after how many whole seconds, at least 1, the next request is taken.
    """

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(too_often(wait))


def require(name: str, who: str, allowed: int, seconds: int) -> None:
    """Look whether one more of `who` would be taken, and count nothing. Raises as `count`."""
    _so_far(name, who, allowed, seconds)


def count(name: str, who: str, allowed: int, seconds: int) -> None:
    """Count one request of `who` under a name, in windows of so many seconds.

    Raises TooManyRequests when more came in this window than are allowed. Requests at the very
    same moment may be counted as one where the cache is a table: a few more pass, never fewer.
    """
    key, so_far = _so_far(name, who, allowed, seconds)
    if not so_far and cache.add(key, 1, timeout=seconds):
        return
    cache.set(key, so_far + 1, timeout=seconds)


def _so_far(name: str, who: str, allowed: int, seconds: int) -> tuple[str, int]:
    """Return the key of this window and its count. Raises TooManyRequests where it is full."""
    window, passed = divmod(clock(), seconds)
    key = f"limit:{name}:{who}:{int(window)}"
    so_far: int = cache.get(key, 0)
    if so_far >= allowed:
        raise TooManyRequests(max(1, round(seconds - passed)))
    return key, so_far


def count_sender(name: str, request: HttpRequest) -> None:
    """Count a request under a name of the table, where that limits who sent it.

    Raises TooManyRequests as `count`.
    """
    kind = "account" if request.user.is_authenticated else "address"
    if limit := settings.RATE_LIMITS.get(name, {}).get(kind):
        count(name, sender(request), *limit)


def count_typed(name: str, typed: str) -> None:
    """Count a name or e-mail address that was typed, as `count_sender` counts who sent it."""
    if limit := settings.RATE_LIMITS.get(name, {}).get("name"):
        # Hashed, as the keys of a cache are short and hold no spaces.
        count(name, sha256(typed.casefold().encode()).hexdigest(), *limit)


def sender(request: HttpRequest) -> str:
    """Return who is counted: the account, or where nobody is signed in the address."""
    if request.user.is_authenticated:
        return f"account-{request.user.pk}"
    return sender_address(request)


def sender_address(request: HttpRequest) -> str:
    """Return the address as it is counted: a network of IPv6 is one, since its owner has 2^64."""
    address = ipaddress.ip_address(client_address(request))
    if isinstance(address, ipaddress.IPv6Address):
        address = ipaddress.IPv6Network((address, 64), strict=False).network_address
    return f"address-{address}"


def client_address(request: HttpRequest) -> str:
    """Return the address a request comes from: what the proxies that are ours say, else the peer.

    An IPv4 address is written as such even where it came mapped into IPv6. Raises
    PermissionDenied where the server was told none.
    """
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


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
        if request.method in READING or name not in settings.RATE_LIMITS:
            return None
        try:
            count_sender(name, request)
        except TooManyRequests as refusal:
            return error_pages.too_many(request, refusal.wait)
        return None
