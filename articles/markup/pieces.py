"""What parsing leaves open until the sources, the numbers and the existing titles are known.

A parsed part is a tuple of pieces in reading order: finished HTML as `str`, and between it
the values of this module, each of which rendering turns into HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Cite:
    """One citation of one reference.

    Attributes:
        key: as written; there need be no such reference.
        locator: the place in the source, label included ("p. 12"); may be empty.
        exact: the words it is a citation of, where the editor said so.
        line: first line of its paragraph, from 1; 0 outside the text.
    """

    key: str
    locator: str = ""
    exact: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class NoteUse:
    """One mark of an explanatory note. `name` is as written, group included ("group:1")."""

    name: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class LinkStart:
    """The start of a wiki link; what it shows follows, then `</a>`.

    Attributes:
        title: of the target, in its shown form; empty for a place in the same article.
        key: title key of the target.
        fragment: id of the section, or empty.
    """

    title: str
    key: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class MarkerEnd:
    """A marker; words that it covers stand before it.

    Attributes:
        kind: one of labels.MARKERS.
        claim: the plain words covered; empty on a point.
        reason: plain words.
        since: "YYYY-MM", or empty.
        line: first line of its paragraph, from 1; 0 outside the text.
    """

    kind: str
    claim: str = ""
    reason: str = ""
    since: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class BannerLine:
    """A banner. Attributes as in MarkerEnd; kind is one of labels.BANNERS."""

    kind: str
    reason: str = ""
    since: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class HeadingStart:
    """The start of a section's heading; its words follow, then a HeadingEnd.

    Attributes:
        level: 2 to 6.
        id: unique in the article; holds no two hyphens in a row.
        text: plain words.
    """

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadingEnd:
    """The end of the section heading that began last."""

    start: HeadingStart


Piece: TypeAlias = (
    str | Cite | NoteUse | LinkStart | MarkerEnd | BannerLine | HeadingStart | HeadingEnd
)
Pieces: TypeAlias = tuple[Piece, ...]
