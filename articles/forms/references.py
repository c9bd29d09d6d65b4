"""References as the edit form carries them: what is done to the base's list, not the list.

A reference is named by its identity in the form: its key in the base, or "new UID" for one whose
source this edit makes. No key holds a space, so the two cannot be taken for each other.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from articles.content import (
    Proposal,
    ReferenceEntry,
    SourceRecord,
    is_key,
    is_uid,
    plain_text,
)
from articles.errors import Problem, Sentence

MOST_OPERATIONS = 1_000
"""As many as an article may have references."""
LARGEST_SOURCE = 64 * 1024
"""Signs of one `new_source`; more is nothing that our own form wrote."""
NEW = "new "
_CITATION = re.compile(r"\[@[^\[\]]+\]|\{cites=[^{}]+\}")
_KEY = re.compile(r"^\s*@?(\w+(?:[:.#$%&\-+?<>~/]\w+)*)")


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that this edit makes, and the key under which the article cites it."""

    uid: str
    key: str
    record: SourceRecord

    @property
    def identity(self) -> str:
        return NEW + self.uid

    def to_text(self) -> str:
        """Return the hidden field's value; `from_text` gives the source back."""
        value = {"uid": self.uid, "key": self.key, "csl": self.record.to_csl()}
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> NewSource | None:
        """Return the source of a hidden field; None where nobody's form could have written it."""
        if len(text) > LARGEST_SOURCE:
            return None
        try:
            value: Any = json.loads(text)
            uid, key, csl = value["uid"], value["key"], value["csl"]
            if not (isinstance(key, str) and isinstance(uid, str) and is_uid(uid)):
                return None
            record = SourceRecord.from_csl(csl).normalised()
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None
        return cls(uid, plain_text(key).strip(), record)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list of references in the form.

    Attributes:
        identity: names the row in operations.
        key: as it is cited now.
        source: uid.
        record: of a source that this edit makes; else None.
        is_removed: whether the row is struck until the edit is saved.
    """

    identity: str
    key: str
    source: str
    record: SourceRecord | None
    is_removed: bool


@dataclass(frozen=True, slots=True)
class ReferenceChanges:
    """What an editor does to the base's references.

    Attributes:
        removed: identities.
        renamed: new key by the key in the base.
        added: sources that this edit makes, in order, removed ones too.
    """

    removed: frozenset[str] = frozenset()
    renamed: tuple[tuple[str, str], ...] = ()
    added: tuple[NewSource, ...] = ()

    @classmethod
    def typed(cls, data: QueryDict) -> ReferenceChanges:
        """Return what a sent form asks for. Total: what means nothing is left out."""
        pairs = (pair.split(" ") for pair in data.getlist("renamed")[:MOST_OPERATIONS])
        sources = map(NewSource.from_text, data.getlist("new_source")[:MOST_OPERATIONS])
        added = {source.uid: source for source in sources if source}
        return cls(
            frozenset(data.getlist("removed")[:MOST_OPERATIONS]),
            tuple({old: plain_text(new) for old, new in filter(_is_pair, pairs)}.items()),
            tuple(added.values()),
        )

    @classmethod
    def between(cls, base: Iterable[ReferenceEntry], proposal: Proposal) -> ReferenceChanges:
        """Return what makes the references of a proposal out of the base's.

        What the base does not name is added with the record that the proposal brings.
        """
        left = list(proposal.content.references)
        removed, renamed = set(), []
        for entry in base:
            same = next((one for one in left if one == entry), None)
            same = same or next((one for one in left if one.source == entry.source), None)
            if same is None:
                removed.add(entry.key)
                continue
            left.remove(same)
            if same.key != entry.key:
                renamed.append((entry.key, same.key))
        records = proposal.new_sources
        added = (NewSource(e.source, e.key, records[e.source]) for e in left if e.source in records)
        return cls(frozenset(removed), tuple(renamed), tuple(added))

    def write(self, data: QueryDict) -> None:
        """Put the operations into the form's data, in place of those that are there."""
        data.setlist("removed", sorted(self.removed))
        data.setlist("renamed", [f"{old} {new}" for old, new in self.renamed])
        data.setlist("new_source", [source.to_text() for source in self.added])

    def listed(self, base: Iterable[ReferenceEntry]) -> Iterator[Listed]:
        """Yield the base's references with the operations done, removed ones too, then new ones."""
        renamed = dict(self.renamed)
        for entry in base:
            yield Listed(
                entry.key,
                renamed.get(entry.key, entry.key),
                entry.source,
                None,
                entry.key in self.removed,
            )
        for new in self.added:
            yield Listed(new.identity, new.key, new.uid, new.record, new.identity in self.removed)

    def applied(self, base: Iterable[ReferenceEntry]) -> tuple[ReferenceEntry, ...]:
        """Return the references that the edit asks for."""
        return tuple(
            ReferenceEntry(one.key, one.source) for one in self.listed(base) if not one.is_removed
        )

    def new_sources(self) -> dict[str, SourceRecord]:
        """Return the records of the sources that the edit makes, by uid."""
        return {one.uid: one.record for one in self.added if one.identity not in self.removed}

    def with_key(self, identity: str, key: str) -> ReferenceChanges:
        """Return the operations with another key for one reference."""
        if identity.startswith(NEW):
            added = (replace(o, key=key) if o.identity == identity else o for o in self.added)
            return replace(self, added=tuple(added))
        renamed = {**dict(self.renamed), identity: key}
        if key == identity:
            del renamed[identity]
        return replace(self, renamed=tuple(renamed.items()))

    def with_source(self, source: NewSource) -> ReferenceChanges:
        """Return the operations with a source more, or in place of the one with its uid."""
        added = {one.uid: one for one in self.added}
        added[source.uid] = source
        return replace(self, added=tuple(added.values()), removed=self.removed - {source.identity})


def key_problem(key: str, identity: str, rows: Sequence[Listed]) -> Problem | None:
    """Return why the reference cannot have this key, or None."""
    if not is_key(key):
        return Problem(
            "references",
            Sentence(
                "“%(key)s” cannot be a key. Use letters and digits, as in “sen2013”.", key=key[:100]
            ),
        )
    if any(row.key == key and row.identity != identity and not row.is_removed for row in rows):
        return Problem(
            "references",
            Sentence("Another reference has the key “%(key)s”. Choose another key.", key=key),
        )
    return None


def uses(texts: Iterable[str]) -> Counter[str]:
    """Return how often each key is named by a citation in the texts.

    Counted as written, without parsing: in code a citation counts though it is none.
    """
    return Counter(
        key
        for text in texts
        for citation in _CITATION.findall(text)
        for part in citation.strip("[]{}").removeprefix("cites=").strip('"').split(";")
        for key in _KEY.findall(part)[:1]
    )


def _is_pair(parts: Sequence[str]) -> bool:
    return len(parts) == 2 and all(parts)
