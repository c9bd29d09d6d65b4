"""Where the words of a printed reference lead.

Source: Wikipedia, Help:Citation Style 1, "URLs" (archive-url, url-status).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.citing.identifiers import doi_address
from articles.content import SourceRecord

_WEB = re.compile(r"https?://[^\s/?#\x00-\x1f\x7f-\x9f][^\s\x00-\x1f\x7f-\x9f]*", re.IGNORECASE)
_NOT_TO_BE_VISITED = {"unfit", "usurped"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The links of one reference; each is an http or https address, or "".

    Attributes:
        title: behind the title.
        archive: behind the word "Archived": where the title leads to the original.
        original: behind "the original": where the title leads to the archive.
        is_dead: the original is known to be gone, and no archive is at hand.
    """

    title: str
    archive: str
    original: str
    is_dead: bool


def addresses(record: SourceRecord) -> Addresses:
    """Return the links of the reference.

    An archived copy stands behind the title unless the original is marked live; an unfit or
    usurped original is not linked at all. Without any address, a DOI gives the title's link.
    """
    url = "" if record.status in _NOT_TO_BE_VISITED else web_address(record.url)
    archive = web_address(record.archive_url)
    if archive and record.status != "live":
        return Addresses(title=archive, archive="", original=url, is_dead=False)
    return Addresses(
        title=url or doi_address(record.doi) or archive,
        archive=archive,
        original="",
        is_dead=bool(url) and record.status == "dead",
    )


def web_address(text: str) -> str:
    """Return the text if it is an http or https address without spaces, else ""."""
    return text if _WEB.fullmatch(text) else ""
