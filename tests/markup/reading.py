"""Renders the small articles of these tests, and reads HTML as a browser would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Name,
    ReferenceEntry,
    SourceRecord,
)
from articles.markup import Document, FieldShape, KindShape, parse, render

SOURCES = {
    "uid-of-williams2": SourceRecord(
        type="article-newspaper",
        title="Envoys urge a probe",
        author=(Name(family="Williams", given="Carol J."),),
        container_title="Los Angeles Times",
        issued="2013-09-19",
    ),
    "uid-of-sen2013": SourceRecord(type="article-newspaper", title="Exiles killed"),
    "uid-of-un2013": SourceRecord(title="Secretary-General deplores deaths"),
}
KEYS = {
    "williams2013": "uid-of-williams2",
    "sen2013": "uid-of-sen2013",
    "un2013": "uid-of-un2013",
}
EXISTING = {"radium", "polonium", "iraq", "marie curie"}
KIND = KindShape(
    "event",
    "Event",
    (
        FieldShape("place", "Place", "text", citation_required=True),
        FieldShape("date", "Date", "date", required=True, citation_required=True),
        FieldShape("deaths", "Deaths", "number"),
    ),
)


def article(
    text: str = "",
    *,
    keys: Iterable[str] = KEYS,
    fields: Iterable[tuple[str, str]] = (),
    language: str = "en",
) -> ArticleContent:
    """Return an article that has the references of these keys, and a value for each field."""
    rows = tuple(
        InfoboxField(name, name.capitalize(), (FieldValue(value),)) for name, value in fields
    )
    return ArticleContent(
        text=text,
        infobox=Infobox("event" if rows else "", rows),
        references=tuple(ReferenceEntry(key, KEYS.get(key, key)) for key in keys),
        language=language,
    )


def rendered(content: ArticleContent | str, edit_address: str = "") -> Document:
    """Return the document of the article, or of a text that has only the references it cites."""
    if isinstance(content, str):
        content = article(content, keys=[key for key in KEYS if key in content])
    return render(
        parse(content), sources=SOURCES, existing=EXISTING, kind=KIND, edit_address=edit_address
    )


def parts(document: Document) -> tuple[str, ...]:
    """Return every HTML part."""
    return (
        document.lead,
        document.infobox,
        document.body,
        document.notes,
        document.references,
    )


def sentences(document: Document) -> list[str]:
    """Return the sentences of the errors in order."""
    return [str(error.sentence) for error in document.errors]


_BLOCKS = {
    *("p", "div", "li", "dd", "dt", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "br"),
    *("table", "caption", "tr", "th", "td", "ul", "ol"),
}
_VOID = {"br", "hr"}


class Reader(HTMLParser):
    """Reads HTML.

    Attributes:
        elements: every start tag with its attributes.
        text: what a reader sees; blocks begin new lines.
        balanced: whether every element was closed in its turn.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.balanced = True
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.balanced &= not self._open

    @property
    def lines(self) -> list[str]:
        """The lines that are not blank, single-spaced."""
        lines = (" ".join(line.split()) for line in self.text.split("\n"))
        return [line for line in lines if line]

    def values(self, name: str) -> Iterator[str]:
        """Yield every value of the attribute, in order."""
        return (given[name] for _, given in self.elements if name in given)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)
        if tag in _BLOCKS:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.balanced = False
        if tag in _BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data
