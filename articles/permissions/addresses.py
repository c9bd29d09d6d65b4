"""Addresses and networks as digits that the database can compare."""

from __future__ import annotations

import ipaddress

_MAPPED = 0xFFFF << 32
"""Where IPv6 holds the addresses of IPv4 (RFC 4291, 2.5.5.2)."""


def as_digits(address: str) -> str:
    """Return an address as 32 hexadecimal digits; empty where it is none."""
    try:
        return _digits(ipaddress.ip_address(address))
    except ValueError:
        return ""


def bounds(network: str) -> tuple[str, str]:
    """Return the first and the last address of a network ("192.0.2.0/24") or address, as digits.

    Raises:
        ValueError: it is none.
    """
    found = ipaddress.ip_network(network, strict=False)
    return _digits(found[0]), _digits(found[-1])


def _digits(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    mapped = _MAPPED if address.version == 4 else 0
    return f"{int(address) + mapped:032x}"
