"""The rows of a subject's edits, their versions and their revisions, beside what the acts say."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType

from articles.content import canonical_json, sha256
from articles.models import Act, Article, Edit, Subject
from articles.revisions.chain import fact_time, salted_hash
from articles.revisions.snapshots import text_of, value_of
from articles.revisions.verifying.chains import read_facts
from articles.revisions.verifying.lives import Facts, Life, Lives

VERSION = "revision__version__"
COLUMNS = (
    *("uid", "number", "deed", "status", "title", "summary", "is_minor", "made_at", "stated_at"),
    *("salt", "snapshot_hash", "content_hash", "sent_at", "waiting_since", "accepted"),
    *("reviewed_at", "published_at", "published_as", "is_erased"),
    *("is_text_hidden", "is_summary_hidden", "is_editor_hidden"),
    *("editor__uid", "reviewed_by__uid", "base__uid", "continues__uid", "merges__uid"),
    *("target__uid", "replaces__uid"),
    *("revision__comment", "revision__date_created", "revision__user__uid"),
    *(f"{VERSION}{name}" for name in ("id", "serialized_data", "object_id", "format", "db")),
    f"{VERSION}content_type",
)
AT_ONCE = 50
"""Edits read at a time: the snapshot of one can be several hundred kB long."""
Row = Mapping[str, Any]


def edits_unlike(subject: Subject, lives: Lives) -> Iterator[str]:
    """Yield what differs between the rows of the subject's edits and its acts."""
    edits = Edit.objects.filter(**{subject.edit_relation: subject}).order_by("number", "pk")
    told = Act.objects.filter(subject=subject.uid, name="edit").order_by("n")
    facts_in_order = told.values_list("facts", flat=True).iterator(chunk_size=500)
    number = 0
    for number, row in enumerate(edits.values(*COLUMNS).iterator(chunk_size=AT_ONCE), 1):
        facts = read_facts(next(facts_in_order, ""))
        life = lives.of.get(row["uid"])
        if row["number"] != number:
            yield f"edit {number} is missing, or has more than one version."
            return
        if facts is None or life is None or facts.get("edit") != row["uid"]:
            yield f"edit {number} has no act."
            return
        yield from (f"edit {number}: its {what}." for what in _unlike(subject, row, facts, life))
    if number != len(lives.of):
        yield f"the acts tell of {len(lives.of)} edits; there are {number}."
    if number != subject.last_number:
        yield f"it counts {subject.last_number} edits; there are {number}."
    published = subject.published_edit
    if (published.uid if published else None) != lives.published:
        yield "readers see another edit than the acts say."


def first_title(subject: Article) -> str | None:
    """Return the title that the article's first edit gave it; None where that is not there."""
    stored = Edit.objects.filter(article=subject, number=1).values_list(
        f"{VERSION}serialized_data", flat=True
    )
    return next((value_of(text)["title"] for text in stored if text), None)


def _unlike(subject: Subject, row: Row, facts: Facts, life: Life) -> Iterator[str]:
    for name, kept, told in (*_as_recorded(row, facts), *_as_it_became(row, life, facts)):
        if kept != told:
            yield f"{name} was altered"
    yield from _texts_unlike(subject, row, facts, life)


def _as_recorded(row: Row, facts: Facts) -> Iterator[tuple[str, object, object]]:
    """Yield what of an edit never changes: name, as its row has it, as the facts have it."""
    for name in ("base", "continues", "merges", "target"):
        yield name, row[f"{name}__uid"], facts.get(name)
    yield "kind", row["deed"], facts["deed"]
    yield "mark as minor", row["is_minor"], facts["minor"]
    yield "snapshot's hash", row["snapshot_hash"], facts["snapshot"]
    yield "editor", row["editor__uid"], facts["actor"]
    yield "reviser", row["revision__user__uid"], facts["actor"]
    yield "time", fact_time(row["made_at"]), facts["at"]
    yield "revision's time", fact_time(row["revision__date_created"]), facts["at"]
    yield "stated time", _fact_time(row["stated_at"]), facts["stated_at"]


def _as_it_became(row: Row, life: Life, facts: Facts) -> Iterator[tuple[str, object, object]]:
    """Yield what acts change: name, as the row of the edit has it, as their replay has it."""
    hidden = {one for one in ("text", "summary", "editor") if row[f"is_{one}_hidden"]}
    yield "status", row["status"], life.status
    yield "replaced edit", row["replaces__uid"], life.replaces
    yield "publication", row["published_at"], life.published_at
    yield "claim to be published", row["published_as"], life.published_as
    yield "waiting", row["waiting_since"], life.waiting_since
    if row["sent_at"] or "continues" in facts:  # before there was review nothing was sent for it
        yield "sending", row["sent_at"], life.sent_at
    yield "count of acceptances", row["accepted"], len(life.acceptors)
    yield "reviewer", row["reviewed_by__uid"], life.reviewed_by
    yield "review's time", row["reviewed_at"], life.reviewed_at
    yield "hiding", hidden, set(life.hidden)
    yield "erasure", row["is_erased"], life.is_erased


def _texts_unlike(subject: Subject, row: Row, facts: Facts, life: Life) -> Iterator[str]:
    kind = ContentType.objects.get_for_model(type(subject)).pk
    version = tuple(row[f"{VERSION}{name}"] for name in ("object_id", "content_type", "format"))
    if version != (str(subject.pk), kind, "snapshot"):
        yield "version is not there, or of something else"
        return
    told = life.texts or facts
    summary = row["summary"]
    if (_hash(row, summary) != told["summary"]) if told["summary"] else summary:
        yield "summary was altered"
    if row["revision__comment"] != row["summary"]:
        yield "revision's comment was altered"
    if told["snapshot"] is None:
        if row[f"{VERSION}serialized_data"] or row["content_hash"]:
            yield "snapshot is there, though it was erased"
        return
    try:
        text = text_of(row[f"{VERSION}serialized_data"])
        value = json.loads(text)
    except (ValueError, zlib.error):
        yield "snapshot cannot be read"
        return
    if _hash(row, text) != told["snapshot"]:
        yield "snapshot was altered"
    elif isinstance(subject, Article):
        yield from _repeated_unlike(row, value)


def _repeated_unlike(row: Row, snapshot: Mapping[str, Any]) -> Iterator[str]:
    """Name what the row of an article's edit repeats of its snapshot, but otherwise."""
    if row["title"] != snapshot["title"]:
        yield "title was altered"
    if row["content_hash"] != sha256(canonical_json(snapshot["content"])):
        yield "content's hash was altered"


def _hash(row: Row, text: str) -> str:
    return salted_hash(row["salt"], text)


def _fact_time(at: datetime | None) -> str | None:
    return fact_time(at) if at else None
