"""Looks at a page as a browser would parse it, for anything that it could execute."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

FORBIDDEN = {
    *("applet", "base", "embed", "frame", "frameset", "iframe", "math", "noscript", "object"),
    *("portal", "style", "template"),
}
ADDRESSES = {
    *("href", "src", "action", "formaction", "poster", "cite", "background", "data", "srcset"),
    *("xlink:href", "ping", "manifest", "longdesc", "lowsrc", "dynsrc"),
}
OURS = ("/static/", "static/")


def executable(page: str) -> list[str]:
    """Return what on the page a browser could execute, each with its element; empty when safe.

    Scripts and icons from our own static files are expected; nothing else is.
    """
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return list(_found(tree))


def _found(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2].lower()
        attributes = {
            name.rpartition("}")[2].lower(): value for name, value in element.attrib.items()
        }
        if tag in FORBIDDEN:
            yield f"<{tag}>"
        if tag == "script" and (not attributes.get("src", "").startswith(OURS) or element.text):
            yield f"<script {attributes}>"
        if tag == "meta" and "http-equiv" in attributes:
            yield f"<meta http-equiv={attributes['http-equiv']}>"
        if tag == "use" and not attributes.get("href", "").startswith(OURS):
            yield f"<use {attributes}>"
        for name, value in attributes.items():
            if (
                name.startswith("on")
                or name in {"style", "srcdoc", "is", "nonce"}
                or (name in ADDRESSES and _is_active(value))
            ):
                yield f"<{tag} {name}={value!r}>"


def _is_active(address: str) -> bool:
    """Say whether the address has a scheme other than those that only lead somewhere."""
    plain = "".join(sign for sign in address if sign > " " and sign.isprintable()).lower()
    scheme, colon, _ = plain.partition(":")
    if not colon or any(sign in scheme for sign in "/?#"):
        return False
    return scheme not in {"http", "https", "mailto"}
