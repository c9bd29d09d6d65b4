"""Erasing texts of an edit from history for good: what is hashed of them stays, its salt goes."""

from __future__ import annotations

import secrets

from articles.content import JSON
from articles.models import Act, Edit
from articles.revisions.chain import salted_hash
from articles.revisions.snapshots import text_of


def erase_texts(edit: Edit, *, text: bool, summary: bool) -> dict[str, JSON]:
    """Empty the snapshot, or the summary, of an edit wherever history keeps it, and return the
    hashes of what stays, for the facts of the act that says so.

    Both were hashed with one salt, which goes with either: so what stays of them is hashed
    with a new one. The caller holds the subject's lock, and appends the act.
    """
    version = edit.revision.version_set.get()
    edit.salt = secrets.token_hex(16)
    kept: dict[str, JSON] = {}
    if text:
        edit.is_erased = edit.is_text_hidden = True
        # Digests without a salt would tell whoever guesses the text that it is the one.
        edit.content_hash = edit.proposal_hash = ""
        edit.parts.all().delete()
        version.serialized_data = ""
        version.save(update_fields=["serialized_data"])
    elif not edit.is_erased:
        kept["snapshot"] = salted_hash(edit.salt, text_of(version.serialized_data))
    if summary:
        edit.summary, edit.is_summary_hidden = "", True
        edit.revision.comment = ""
        edit.revision.save(update_fields=["comment"])
    elif edit.summary:
        kept["summary"] = salted_hash(edit.salt, edit.summary)
    edit.save(update_fields=_ERASED)
    return kept


_ERASED = (
    *("salt", "is_erased", "is_text_hidden", "content_hash", "proposal_hash"),
    *("summary", "is_summary_hidden"),
)


def erase_note(act: Act) -> None:
    """Empty the note of an act, and its salt. The caller appends the act that says so."""
    act.note = act.salt = ""
    act.save(update_fields=["note", "salt"])
