"""The chain of acts: each act is hashed with the hash of the one before.

Facts are canonical JSON with the subject's uid, the act's number and its time (UTC,
microseconds). Text is never a fact, only its salted hash, so that erasing can be final.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from articles.content import JSON, canonical_json, sha256
from articles.models import Act, Article, Chained, Edit, Subject

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


IN_HISTORY = frozenset({"edit", "publish"})
"""Acts that the history of their subject lists, and the log does not."""
NO_DETAILS: Mapping[str, JSON] = MappingProxyType({})


def salted_hash(salt: str, text: str) -> str:
    """Return SHA-256 of salt, newline, text: what a fact says of an erasable text."""
    return sha256(f"{salt}\n{text}")


def chained_hash(previous: str, facts: str) -> str:
    """Return SHA-256 of the previous hash in hex, newline, facts."""
    return sha256(f"{previous}\n{facts}")


def fact_time(at: datetime) -> str:
    """Return a time as facts hold it: UTC, to the microsecond, with Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def append_act(
    subject: Chained,
    act: str,
    *,
    actor: User | None,
    at: datetime,
    edit: Edit | None = None,
    note: str = "",
    details: Mapping[str, JSON] = NO_DETAILS,
) -> Act:
    """Append an act to the subject's chain and return it. The caller holds the subject's lock.

    `act` names the deed ("edit", "publish", "redirect"); `details` are further facts. The note
    is text, so the facts hold its salted hash alone.
    Saves the subject's head and its counters.
    """
    n = subject.acts + 1
    salt = secrets.token_hex(16) if note else ""
    facts = canonical_json(
        {
            **details,
            **({"note": salted_hash(salt, note)} if note else {}),
            "subject": subject.uid,
            "n": n,
            "at": fact_time(at),
            "act": act,
            "actor": actor.uid if actor else None,
            "edit": edit.uid if edit else None,
        }
    )
    entry = Act(
        subject=subject.uid,
        n=n,
        facts=facts,
        hash=chained_hash(subject.head, facts),
        edit=edit,
        name=act,
        actor=actor,
        at=at,
        note=note,
        salt=salt,
        is_in_log=act not in IN_HISTORY,
    )
    entry.save(force_insert=True)
    subject.acts, subject.head = n, entry.hash
    counted = [
        *(["last_number"] if isinstance(subject, Subject) else []),
        *(["pending"] if isinstance(subject, Article) else []),
    ]
    subject.save(update_fields=["acts", "head", *counted])
    return entry
