"""The printed reference, in Citation Style 1.

Source: Wikipedia, Help:Citation Style 1 and the documentation of its templates (cite
book, journal, magazine, news, web, report). `printed` gives the parts, from which the plain
text and the HTML are made, so both always say the same.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from articles.citing.addresses import Addresses, addresses
from articles.citing.date_words import day_words
from articles.citing.identifiers import SCHEMES
from articles.citing.names import names_text
from articles.citing.parts import Line, Part
from articles.citing.works import (
    is_in_journal,
    names_host_editors,
    put_host,
    put_pages,
    put_title,
)
from articles.content import SourceRecord

_KEPT = 1_000  # printed references, about 1.5 kB each
_LOWER_CASE_WORDS = ("spring", "summer", "autumn", "winter", "from", "until")


def printed(record: SourceRecord) -> tuple[Part, ...]:
    """Return the reference as Citation Style 1 prints it, in parts that join to the whole.

    Total for any record: what is missing is left out, what is odd stands as typed.
    """
    line = Line()
    where = addresses(record)
    late_date = "" if _put_people(line, record) else _date(record)
    put_title(line, record, where.title)
    put_host(line, record, where.title)
    if is_in_journal(record):
        put_pages(line, record)
        line.sentence(late_date)
    else:
        line.sentence(late_date)
        put_pages(line, record)
    _put_identifiers(line, record)
    _put_archive(line, record, where)
    if record.accessed:
        line.sentence(f"Retrieved {day_words(record.accessed, record.date_style)}")
    line.end()
    if where.is_dead:
        line.put(" [dead link]")
    return line.parts()


def printed_text(record: SourceRecord) -> str:
    """Return the reference as plain text."""
    return "".join(part.text for part in printed(record))


@lru_cache(maxsize=_KEPT)
def printed_html(record: SourceRecord) -> str:
    """Return the reference as inline HTML: escaped text, `<i>`, and links to http or https."""
    return "".join(_html(part) for part in printed(record))


def _html(part: Part) -> str:
    html = escape(part.text, quote=False)
    if part.style == "italic":
        html = f"<i>{html}</i>"
    if part.href:
        html = f'<a href="{escape(part.href)}" rel="nofollow noopener">{html}</a>'
    return html


def _put_people(line: Line, record: SourceRecord) -> bool:
    """Put authors, or editors where there are none, with the date; say whether there was anybody.

    Source: Help:Citation Style 1: without authors and editors the date comes after the publisher.
    """
    authors, editors = names_text(record.author), names_text(record.editor)
    label = "eds." if len(record.editor) > 1 else "ed."
    people = authors or (f"{editors}, {label}" if editors else "")
    if not people:
        return False
    line.sentence(people)
    if date := _date(record, "(%s)"):
        line.put(f" {date}")
    if authors and editors and not names_host_editors(record):
        line.sentence(f"{editors} ({label})")
    return True


def _date(record: SourceRecord, frame: str = "%s") -> str:
    """Return the date of issue in its frame, then that of the first edition: "(2001) [1925]"."""
    # "iso" is a style of archive and access dates alone (SourceRecord.date_style).
    style = "mdy" if record.date_style == "mdy" else ""
    issued, first = (
        words[0].upper() + words[1:] if words.startswith(_LOWER_CASE_WORDS) else words
        for words in (day_words(text, style) for text in (record.issued, record.original_date))
    )
    dates = (frame % issued if issued else "", f"[{first}]" if first else "")
    return " ".join(filter(None, dates))


def _put_identifiers(line: Line, record: SourceRecord) -> None:
    for scheme in SCHEMES:
        if value := getattr(record, scheme.name):
            link = scheme.link(value)
            line.sentence(scheme.label)
            line.put(scheme.shown(value) if link else value, "", link)


def _put_archive(line: Line, record: SourceRecord, where: Addresses) -> None:
    if not (record.archive_url or record.archived):
        return
    line.sentence("Archived", "", where.archive)
    line.put(f" ({record.format}) from " if record.format else " from ")
    line.put("the original", "", where.original)
    if record.archived:
        line.put(f" on {day_words(record.archived, record.date_style)}")
