"""History: the one room that calls django-reversion, and the chain of acts beside it.

`record` is the only writer of history; `append_act` the only writer of the chain.
"""

from articles.revisions.chain import append_act, salted_hash
from articles.revisions.deciding import decide
from articles.revisions.erasing import erase_note, erase_texts
from articles.revisions.reading import (
    article_snapshots,
    kind_snapshots,
    records_at,
    source_snapshots,
)
from articles.revisions.recording import (
    About,
    Lineage,
    mark_published,
    record,
    register_subjects,
)
from articles.revisions.snapshots import ArticleSnapshot, KindSnapshot, SourceSnapshot
from articles.revisions.verifying import Finding, heads, verify

__all__ = [
    "About",
    "ArticleSnapshot",
    "Finding",
    "KindSnapshot",
    "Lineage",
    "SourceSnapshot",
    "append_act",
    "article_snapshots",
    "decide",
    "erase_note",
    "erase_texts",
    "heads",
    "kind_snapshots",
    "mark_published",
    "record",
    "records_at",
    "register_subjects",
    "salted_hash",
    "source_snapshots",
    "verify",
]
