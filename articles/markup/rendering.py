"""The quick half: from pieces to HTML. Numbers are given in reading order."""

from __future__ import annotations

from collections.abc import Container, Mapping

from articles.content import SourceRecord
from articles.errors import Sentence
from articles.markup import marks
from articles.markup.bounds import Allowance
from articles.markup.document import Banner, CitedPlace, Link, Marker
from articles.markup.findings import Findings, nearest
from articles.markup.html import broken
from articles.markup.kinds import Addresses
from articles.markup.labels import labels
from articles.markup.notes import group_of
from articles.markup.numbering import Ledger
from articles.markup.parsing import Parsed
from articles.markup.pieces import (
    BannerLine,
    Cite,
    HeadingEnd,
    HeadingStart,
    LinkStart,
    MarkerEnd,
    NoteUse,
    Pieces,
)

TEXT = "text"


class Rendering:
    """Turns pieces into HTML in reading order, and remembers what they were.

    Attributes:
        words: what is added to the article, in its language.
        keys: uid of the source by key, for every reference of the article.
        references, notes: numbers and uses so far.
        citations, links, markers, banners: what was met so far.
        found: errors that only the sources and keys can show.
    """

    def __init__(
        self,
        parsed: Parsed,
        sources: Mapping[str, SourceRecord],
        existing: Container[str],
        edit_address: str,
        addresses: Addresses,
    ) -> None:
        size = len(parsed.content.text)
        size += sum(len(v.text) for row in parsed.content.infobox.fields for v in row.values)
        allowance = Allowance(size, each=32, least=50)
        self.words = labels(parsed.content.language)
        self.addresses = addresses
        self.sources = sources
        self.keys = {entry.key: entry.source for entry in reversed(parsed.content.references)}
        self.references = Ledger("cite", allowance)
        self.notes = Ledger("note-use", allowance)
        self.defined_notes = dict(parsed.notes)
        self.citations: list[CitedPlace] = []
        self.links: list[Link] = []
        self.markers: list[Marker] = []
        self.banners: list[Banner] = []
        self.found = Findings()
        self._existing = existing
        self._edit_address = edit_address
        self._edit_links = Allowance(size, each=64, least=20)
        self._editable = False
        self.enter(TEXT, self.words.lead)

    def enter(self, place: str, section_name: str, section: str = "") -> None:
        """Say where the next pieces stand."""
        self._place, self._section_name, self._section = place, section_name, section

    def html(self, pieces: Pieces) -> str:
        """Return the HTML of pieces that follow what has been rendered."""
        return "".join(piece if isinstance(piece, str) else self._piece(piece) for piece in pieces)

    def _piece(
        self,
        piece: Cite | NoteUse | LinkStart | MarkerEnd | BannerLine | HeadingStart | HeadingEnd,
    ) -> str:
        match piece:
            case Cite():
                return self._cite(piece)
            case LinkStart():
                self.links.append(Link(piece.title, piece.key, piece.fragment))
                return marks.link_start(piece, piece.key in self._existing, self.addresses)
            case NoteUse():
                return self._note(piece)
            case MarkerEnd(kind, claim, reason, since):
                marker = Marker(kind, claim, reason, since, self._section, self._place)
                self.markers.append(marker)
                return marks.marker_mark(piece, self.words, self.addresses)
            case HeadingStart():
                self._editable = bool(self._edit_address) and self._edit_links.take()
                self.enter(TEXT, piece.text, piece.id)
                return marks.heading_start(piece, self._editable)
            case HeadingEnd(start):
                address = self._edit_address if self._editable else ""
                return marks.heading_end(start, address, self.words)
            case BannerLine(kind, reason, since):
                self.banners.append(Banner(kind, reason, since, self._section))
                in_section = bool(self._section)
                return marks.banner(piece, in_section, self.words, self.addresses)

    def _cite(self, cite: Cite) -> str:
        if cite.key not in self.keys:
            self._report_key(cite)
            locator = f", {cite.locator}" if cite.locator else ""
            return broken(f"[@{cite.key}{locator}]")
        number, mark = self.references.use(cite.key, self._section_name)
        self.citations.append(
            CitedPlace(
                key=cite.key,
                locator=cite.locator,
                place=self._place,
                section=self._section,
                exact=cite.exact,
                line=cite.line,
                id=mark,
            )
        )
        return marks.citation_mark(cite.key, number, cite.locator, mark, self.words)

    def _report_key(self, cite: Cite) -> None:
        if self.found.full:
            return
        field = TEXT if self._place == TEXT else "infobox"
        if near := nearest(cite.key, self.keys):
            sentence = Sentence(
                "No reference has the key “%(key)s”. Did you mean “%(near)s”?",
                key=cite.key,
                near=near,
            )
        else:
            sentence = Sentence(
                "No reference has the key “%(key)s”. Add its source to the references.",
                key=cite.key,
            )
        self.found.report(sentence, cite.line, field)

    def _note(self, use: NoteUse) -> str:
        if use.name not in self.defined_notes:
            self.found.report(
                Sentence(
                    "There is no note “%(name)s”. "
                    "Write its words on a line that begins with [^%(name)s]:",
                    name=use.name[:40],
                ),
                use.line,
                TEXT if self._place == TEXT else "infobox",
            )
            return broken(f"[^{use.name}]")
        group = group_of(use.name)
        number, mark = self.notes.use(use.name, self._section_name, group)
        return marks.note_mark(use.name, marks.note_label(group, number), mark, self.words)
