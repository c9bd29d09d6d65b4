"""The edit form as a browser would send it back."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.bench.server import Site


def edit_form(site: Site, address: str) -> list[tuple[str, str]]:
    """Fetch the edit form at the address and return its fields; the site's CSRF cookie is kept."""
    _, body, headers = site.request("GET", address)
    cookie = headers.get("Set-Cookie", "")
    if cookie.startswith("csrftoken="):
        session = site.headers["Cookie"].split("; ")[0]
        site.headers["Cookie"] = f"{session}; {cookie.split(';')[0]}"
    return form_with("text", body)


def form_with(name: str, body: bytes) -> list[tuple[str, str]]:
    """Return the fields of the page's first form that has a field of this name."""
    parser = _Fields()
    parser.feed(body.decode())
    return next(form for form in parser.forms if any(one == name for one, _ in form))


class _Fields(HTMLParser):
    """Collects what a browser would send of the first form with a textarea named text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.area: str | None = None
        self.typed = ""
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append([])
        elif tag == "textarea":
            self.area, self.typed = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select and self.forms:
            self.forms[-1].append((self.select, given.get("value", "")))
        elif tag == "input" and name and self.forms:
            if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
                return
            if given.get("type") not in {"submit", "button", "file"}:
                self.forms[-1].append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None and self.forms:
            self.forms[-1].append((self.area, self.typed.removeprefix("\n")))
            self.area = None
        elif tag == "select":
            self.select = None
