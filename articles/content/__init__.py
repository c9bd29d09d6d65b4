"""The value that everything passes around: what an edit may change, and the rules it always keeps.

Pure: no Django, no clock, no settings.
"""

from articles.content.article import (
    RANKS,
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Proposal,
    ReferenceEntry,
    field_name,
)
from articles.content.canonical import JSON, canonical_json, sha256
from articles.content.limits import check_content, check_proposal, check_record
from articles.content.names import is_key, is_uid, new_uid
from articles.content.normal import one_line, plain_text
from articles.content.source import SOURCE_TYPES, Name, SourceRecord
from articles.content.titles import normal_title, title_from_path, title_key, title_path

__all__ = [
    "JSON",
    "RANKS",
    "SOURCE_TYPES",
    "ArticleContent",
    "FieldValue",
    "Infobox",
    "InfoboxField",
    "Name",
    "Proposal",
    "ReferenceEntry",
    "SourceRecord",
    "canonical_json",
    "check_content",
    "check_proposal",
    "check_record",
    "field_name",
    "is_key",
    "is_uid",
    "new_uid",
    "normal_title",
    "one_line",
    "plain_text",
    "sha256",
    "title_from_path",
    "title_key",
    "title_path",
]
