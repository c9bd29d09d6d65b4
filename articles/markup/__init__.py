"""The dialect: from Markdown to a Document, in two halves.

`parse` reads the content, which is slow and needs nothing else; `render` numbers the references
and writes HTML. Pure: no Django, no clock, no settings.
"""

from articles.markup.assembling import render
from articles.markup.document import (
    Banner,
    CitedPlace,
    Counts,
    Document,
    Heading,
    Link,
    Marker,
    extent,
)
from articles.markup.findings import MarkupError
from articles.markup.kinds import Addresses, FieldShape, KindShape
from articles.markup.labels import BANNERS, HATNOTES, MARKERS
from articles.markup.parsing import Parsed, parse
from articles.markup.references import Entry, Use, reference_id, reference_list

__all__ = [
    "BANNERS",
    "HATNOTES",
    "MARKERS",
    "Addresses",
    "Banner",
    "CitedPlace",
    "Counts",
    "Document",
    "Entry",
    "FieldShape",
    "Heading",
    "KindShape",
    "Link",
    "Marker",
    "MarkupError",
    "Parsed",
    "Use",
    "extent",
    "parse",
    "reference_id",
    "reference_list",
    "render",
]
