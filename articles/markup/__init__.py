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
from articles.markup.edits import date_markers, rename_key
from articles.markup.findings import MarkupError
from articles.markup.kinds import Addresses, FieldShape, KindShape
from articles.markup.labels import BANNERS, HATNOTES, MARKERS
from articles.markup.page import Page, render_page
from articles.markup.parsing import Parsed, parse
from articles.markup.plain import plain, plain_value
from articles.markup.references import Entry, Use, reference_id, reference_list
from articles.markup.values import Bounds, typed_bounds

__all__ = [
    "BANNERS",
    "HATNOTES",
    "MARKERS",
    "Addresses",
    "Banner",
    "Bounds",
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
    "Page",
    "Parsed",
    "Use",
    "date_markers",
    "extent",
    "parse",
    "plain",
    "plain_value",
    "reference_id",
    "reference_list",
    "rename_key",
    "render",
    "render_page",
    "typed_bounds",
]
