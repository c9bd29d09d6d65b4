"""The documents of the project as help pages, rendered once per process and change of file."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from articles import markup
from articles.pages.body import ContentsEntry, contents
from articles.pages.parts import Link
from articles.pages.stored import stored_html

FIRST = ("editors", "markup", "reviewing")
"""Documents that the index lists first; the rest follow by title."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One document.

    Attributes:
        name: of the file, without its ending.
        title: its first heading, which `body` has not.
    """

    name: str
    title: str
    address: str
    body: SafeString
    contents: tuple[ContentsEntry, ...]


def documents() -> tuple[Link, ...]:
    """Return the titles of all documents with their addresses: for editors first."""
    found = (document(file.stem) for file in _folder().glob("*.md"))
    return tuple(Link(one.title, one.address) for one in sorted(filter(None, found), key=_place))


def document(name: str) -> HelpPage | None:
    """Return the document of this name, or None."""
    if not _NAME.fullmatch(name):
        return None
    file = _folder() / f"{name}.md"
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _rendered(file, changed)


@lru_cache(maxsize=64)
def _rendered(file: Path, changed: int) -> HelpPage:
    page = markup.render_page(file.read_text(encoding="utf-8"))
    return HelpPage(
        name=file.stem,
        title=page.title or file.stem.replace("-", " ").capitalize(),
        address=reverse("articles:help_page", args=[file.stem]),
        body=stored_html(page.html),
        contents=contents([asdict(heading) for heading in page.outline]),
    )


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "docs"


def _place(page: HelpPage) -> tuple[int, str]:
    first = FIRST.index(page.name) if page.name in FIRST else len(FIRST)
    return first, page.title.casefold()
