"""The values that rendering returns."""

from __future__ import annotations

from dataclasses import dataclass

from articles.markup.findings import MarkupError
from articles.markup.references import Entry


@dataclass(frozen=True, slots=True)
class Heading:
    """One section, or the lead.

    Attributes:
        level: 2 to 6; 1 for the lead.
        id: of the heading; empty for the lead.
        text: plain words of the heading; empty for the lead.
        first_line, last_line: the section's own lines of the text, from 0, the last not
            included. The sections follow each other without gap and cover the whole text; see
            `extent` for a section with all below it.
    """

    level: int
    id: str
    text: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One pointer from the content to a reference.

    Attributes:
        key: the reference's name; one that the article has.
        locator: the place in the source, label included ("p. 12", "17:42"); empty when the
            whole work is cited.
        place: "text", or the name of the infobox field.
        section: id of the section; empty in the lead and the infobox.
        exact: the words it is a citation of, where the editor said so.
        line: first line of its paragraph, from 1; 0 in the infobox.
        id: of the mark; empty where none leads back to it.
    """

    key: str
    locator: str
    place: str
    section: str
    exact: str
    line: int
    id: str


@dataclass(frozen=True, slots=True)
class Link:
    """One wiki link: title in shown form, its key, and the id of the section or ""."""

    title: str
    key: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Marker:
    """One place that asks to be mended.

    Attributes:
        kind: a name of labels.MARKERS; "citation needed" for an infobox value that shows by
            itself that its source is missing.
        claim: the plain words it covers, or the infobox value; empty on a point.
        reason: plain words; may be empty.
        since: "YYYY-MM"; empty where not known.
        section: id of the section; empty in the lead and the infobox.
        place: "text", or the name of the infobox field.
        by_itself: whether no editor wrote it.
    """

    kind: str
    claim: str
    reason: str
    since: str
    section: str
    place: str
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Banner:
    """One banner. Attributes as in Marker; an empty section means the whole article."""

    kind: str
    reason: str
    since: str
    section: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a revision is measured by: words of the text, citations, markers."""

    words: int = 0
    citations: int = 0
    markers: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered article.

    Attributes:
        lead, infobox, body, notes, references: HTML, each whole and clean; empty where there
            is none. `infobox` is a `dl`.
        outline: the lead, then each section in order.
        entries: the references in printed order; enough for `reference_list`.
        citations, markers: in reading order.
        links: every wiki link in reading order.
        banners: in reading order.
        errors: what a person can mend, in the order of the text.
        counts: words, citations and markers.
    """

    lead: str
    infobox: str
    body: str
    notes: str
    references: str
    outline: tuple[Heading, ...]
    entries: tuple[Entry, ...]
    citations: tuple[CitedPlace, ...]
    links: tuple[Link, ...]
    markers: tuple[Marker, ...]
    banners: tuple[Banner, ...]
    errors: tuple[MarkupError, ...]
    counts: Counts


def extent(outline: tuple[Heading, ...], identifier: str) -> tuple[int, int]:
    """Return the first and last line of a section with all the sections below it.

    The lead ("") is its own lines alone.

    Raises:
        KeyError: there is no such section.
    """
    for place, heading in enumerate(outline):
        if heading.id == identifier:
            last = heading.last_line
            for following in outline[place + 1 :]:
                if heading.level == 1 or following.level <= heading.level:
                    break
                last = following.last_line
            return heading.first_line, last
    raise KeyError(identifier)
