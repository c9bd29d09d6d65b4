"""What a browser would send: the fields of a form on a page, as it has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

Fields = dict[str, list[str]]


def element(page: bytes, identifier: str) -> Element:
    """Return the element of the page that has this id."""
    root: Any = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    found: Element | None = root.find(f".//*[@id='{identifier}']")
    assert found is not None, f"nothing has the id {identifier}"
    return found


def fields(page: bytes, form: str = "edit--form") -> Fields:
    """Return the form's fields in order, without its buttons; line ends as browsers send them."""
    found: Fields = {}
    for name, value in _fields(element(page, form)):
        found.setdefault(name, []).append(value)
    return found


def send(
    client: Client,
    page: Any,
    to: str,
    changes: Mapping[str, str | list[str]] | None = None,
    **more: str | list[str],
) -> Any:
    """Change fields of a page's form and send it as a browser does."""
    form = fields(page if isinstance(page, bytes) else page.content)
    for name, value in {**(changes or {}), **more}.items():
        form[name] = [value] if isinstance(value, str) else value
    return client.post(to, form)


def _fields(form: Element) -> Iterator[tuple[str, str]]:
    for one in form.iter():
        name = one.get("name", "")
        if not name or one.get("disabled") is not None:
            continue
        if one.tag == "textarea":
            yield name, "".join(one.itertext()).replace("\n", "\r\n")
        elif one.tag == "select":
            yield from ((name, o.get("value", "")) for o in one if o.get("selected") is not None)
        elif one.tag == "input":
            is_box = one.get("type") in {"checkbox", "radio"}
            if not is_box or one.get("checked") is not None:
                yield name, one.get("value", "on" if is_box else "")
