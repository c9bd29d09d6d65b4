"""Small pieces of HTML that several modules write."""

from __future__ import annotations

from urllib.parse import quote

_SAFE_IN_PATH = "/:@!$&'()*+,;=~-._"
_SAFE_IN_FRAGMENT = _SAFE_IN_PATH + "?"


def escape(text: str) -> str:
    """Return the text with &, <, > and double quotation marks escaped."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def broken(text: str) -> str:
    """Return the HTML of a mistake that stays visible as it was typed."""
    return f'<span class="broken">{escape(text)}</span>'


def path(text: str) -> str:
    """Return the text as it stands in the path of an address, escaped for an attribute."""
    return quote(text, _SAFE_IN_PATH).replace("&", "&amp;")


def fragment(identifier: str) -> str:
    """Return the `#fragment` that leads to the id, escaped for an attribute."""
    return "#" + quote(identifier, _SAFE_IN_FRAGMENT).replace("&", "&amp;")


def link_attributes(address: str) -> str:
    """Return the attributes of a link that an editor wrote; those that leave the site say so."""
    leaves = address[:4].lower() == "http"
    return f'href="{escape(address)}"' + (' rel="nofollow noopener"' if leaves else "")
