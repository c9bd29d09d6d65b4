"""Rows: titles, articles, infoboxes, sources, edits, acts, and what is derived from them."""

from articles.models.acts import Act
from articles.models.articles import Article, ArticleCategory, InfoboxValue, Reference, Title
from articles.models.derived import Citation, Marker, PageLink, Rendering
from articles.models.edits import Deed, Edit, Status
from articles.models.infoboxes import FieldType, InfoboxKind, InfoboxKindField
from articles.models.sources import Source, SourceIdentifier
from articles.models.subjects import Subject

__all__ = [
    "Act",
    "Article",
    "ArticleCategory",
    "Citation",
    "Deed",
    "Edit",
    "FieldType",
    "InfoboxKind",
    "InfoboxKindField",
    "InfoboxValue",
    "Marker",
    "PageLink",
    "Reference",
    "Rendering",
    "Source",
    "SourceIdentifier",
    "Status",
    "Subject",
    "Title",
]
