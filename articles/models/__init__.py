"""Rows: titles, articles, infoboxes, sources, edits, acts, and what is derived from them."""

from articles.models.acts import Act
from articles.models.articles import Article, ArticleCategory, InfoboxValue, Reference, Title
from articles.models.derived import Citation, Marker, PageLink, Rendering
from articles.models.edits import Deed, Edit, EditAddress, EditPart, PublishedAs, Status
from articles.models.infoboxes import FieldType, InfoboxKind, InfoboxKindField
from articles.models.sources import Source, SourceIdentifier
from articles.models.standing import Block, Deletion, Level, Protection, Trust
from articles.models.subjects import Chained, Subject

__all__ = [
    "Act",
    "Article",
    "ArticleCategory",
    "Block",
    "Chained",
    "Citation",
    "Deed",
    "Deletion",
    "Edit",
    "EditAddress",
    "EditPart",
    "FieldType",
    "InfoboxKind",
    "InfoboxKindField",
    "InfoboxValue",
    "Level",
    "Marker",
    "PageLink",
    "Protection",
    "PublishedAs",
    "Reference",
    "Rendering",
    "Source",
    "SourceIdentifier",
    "Status",
    "Subject",
    "Title",
    "Trust",
]
