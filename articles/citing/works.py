"""What a reference says of the work itself: its title, what it stands in, volume, publisher, pages.

Source: Wikipedia, Help:Citation Style 1, and the order of elements of its templates: cite
journal ("Journal. 12 (3): 45–67"), cite magazine and cite news ("Vol. 12, no. 3"), cite book
("Book. Series. Vol. 2 (2nd ed.). Place: Publisher").
"""

from __future__ import annotations

import re

from articles.citing.languages import language_words
from articles.citing.names import names_text
from articles.citing.parts import Line
from articles.content import SourceRecord

_JOURNALS = {"article-journal", "review", "review-book"}
_PERIODICALS = _JOURNALS | {"article-magazine", "article-newspaper", "periodical"}
_WHOLE_WORKS = {
    *("book", "broadcast", "classic", "collection", "dataset", "figure", "graphic", "hearing"),
    *("legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score"),
    *("pamphlet", "performance", "periodical", "software", "standard", "thesis", "treaty"),
}
_ALWAYS_WHOLE = {"book", "collection"}
_KINDS = {"interview": "Interview", "map": "Map", "speech": "Speech", "thesis": "Thesis"}
_INNER_QUOTES = re.compile(r'(?<!\w)"([^"]*)"(?!\w)')
_PAGE_LABEL = re.compile(r"pp?\. ?")
_PAGE_RANGE = re.compile(r"([a-zA-Z]?[0-9]+|[ivxlcdm]+) ?[-‐‑–—−] ?([a-zA-Z]?[0-9]+|[ivxlcdm]+)")
_BARE_PAGES = re.compile(r"[a-zA-Z]{0,3}[0-9][\w.,&:–\- ]*|[ivxlcdm–, ]+")
_SEVERAL_PAGES = re.compile(r"[,&;–]|\band\b")
_NUMBER = re.compile(r"[0-9][0-9,.&/–\- ]*[a-zA-Z]?|[IVXLCDMivxlcdm]+")


def is_in_journal(record: SourceRecord) -> bool:
    """Say whether volume, issue and pages print as a journal's do."""
    return record.type in _JOURNALS and bool(record.container_title)


def names_host_editors(record: SourceRecord) -> bool:
    """Say whether the editors are those of the book that the work stands in."""
    return bool(record.container_title) and record.type not in _PERIODICALS | _ALWAYS_WHOLE


def put_title(line: Line, record: SourceRecord, href: str) -> None:
    """Put the title (a part in quotation marks, a whole work in italics) and the file's format.

    Without a title the link goes to what the work stands in, or to the bare address.
    """
    if record.title:
        stands_alone = not record.container_title or record.type in _ALWAYS_WHOLE
        if stands_alone and record.type in _WHOLE_WORKS:
            line.sentence(record.title, "italic", href)
        else:
            line.sentence(quoted(record.title), "", href)
    elif not record.container_title:
        line.sentence(href or "[no title]", "", href)
    if record.format and (record.title or not record.container_title):
        line.put(f" ({record.format})")


def put_host(line: Line, record: SourceRecord, href: str) -> None:
    """Put what the work stands in, up to the publisher."""
    editors = names_text(record.editor) if names_host_editors(record) else ""
    if editors and names_text(record.author):
        line.sentence(f"In {editors} ({'eds.' if len(record.editor) > 1 else 'ed.'})")
    if record.container_title:
        line.sentence(record.container_title, "italic", "" if record.title else href)
    if kind := record.genre or record.medium or _KINDS.get(record.type, ""):
        line.put(f" ({kind})")
    line.sentence(record.collection_title)
    if language := language_words(record.language):
        line.put(f" (in {language})")
    _put_volume(line, record)
    if record.edition:
        line.put(f" ({_edition(record.edition)})")
    if record.translator:
        line.sentence(f"Translated by {names_text(record.translator)}")
    line.sentence(record.event_title)
    line.sentence(_publisher(record))


def put_pages(line: Line, record: SourceRecord) -> None:
    """Put ": 45–67" after a journal, else "p. 45" or "pp. 45–67"; then the work's own number."""
    pages = _pages(record.page)
    if pages and is_in_journal(record):
        line.put(f": {_PAGE_LABEL.sub('', pages, count=1)}")
    elif _BARE_PAGES.fullmatch(pages):
        line.sentence(f"{'pp.' if _SEVERAL_PAGES.search(pages) else 'p.'} {pages}")
    else:
        line.sentence(pages)
    if record.number:
        line.sentence(f"No. {record.number}" if record.number.isdigit() else record.number)


def quoted(title: str) -> str:
    """Return the title in quotation marks; marks within it become single.

    Source: Help:Citation Style 1, "Titles and chapters".
    """
    if '"' in title:
        title = _INNER_QUOTES.sub(r"'\1'", title)
    if "“" in title or "”" in title:
        title = title.replace("“", "‘").replace("”", "’")
    return f'"{title}"'


def _put_volume(line: Line, record: SourceRecord) -> None:
    volume, issue = record.volume, record.issue
    if is_in_journal(record):
        line.sentence(volume)
        line.put(f" ({issue})" if issue else "")
        return
    numbers = [
        *([f"vol. {volume}" if _NUMBER.fullmatch(volume) else volume] if volume else []),
        *([f"no. {issue}" if _NUMBER.fullmatch(issue) else issue] if issue else []),
    ]
    text = ", ".join(numbers)
    line.sentence(text[:1].upper() + text[1:])


def _publisher(record: SourceRecord) -> str:
    publisher = "" if record.publisher == record.container_title else record.publisher
    return ": ".join(part for part in (record.publisher_place, publisher) if part)


def _edition(edition: str) -> str:
    if not edition.isdigit():
        return edition if edition.endswith(("ed.", "edition", "Edition")) else f"{edition} ed."
    tens = edition[-2:] in {"11", "12", "13"}
    return (
        f"{edition}{'th' if tens else {'1': 'st', '2': 'nd', '3': 'rd'}.get(edition[-1], 'th')} ed."
    )


def _pages(page: str) -> str:
    """Return the pages with en dashes in ranges; "A-12" and the like stay as typed."""
    if page.isdigit():
        return page
    items = page.split(", ")
    return ", ".join(
        f"{found[1]}–{found[2]}" if (found := _PAGE_RANGE.fullmatch(item)) else item
        for item in items
    )
