"""The serializer format "snapshot": reversion stores the text that `record` handed over, no row.

Django looks this module up by SERIALIZATION_MODULES and takes its Serializer and Deserializer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn

from reversion.errors import RevertError

from articles.models import Subject


class Serializer:
    """Gives reversion the snapshot that the subject carries, and refuses a subject without one."""

    internal_use_only = True

    def serialize(self, subjects: Iterable[Subject], **options: object) -> None:
        (subject,) = subjects
        if subject.snapshot is None:
            raise RevertError("History is written through articles.revisions.record only.")
        self.text = subject.snapshot

    def getvalue(self) -> str:
        return self.text


class _StoredSnapshot:
    """What reversion finds in a Version: readable, never written back into rows."""

    m2m_data = None

    def __init__(self, text: str) -> None:
        self.object = text

    def save(self, **options: object) -> NoReturn:
        raise RevertError("A revert is an edit: use “Return to this revision” on its page.")


def Deserializer(text: str, **options: object) -> Iterator[_StoredSnapshot]:  # noqa: N802  # Django's name
    """Yield the one stored snapshot, whose `save` refuses."""
    yield _StoredSnapshot(text)
