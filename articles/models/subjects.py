"""What a thing with a history has: a uid, a count of its edits, the head of its chain of acts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from articles.content import new_uid

NO_HASH = "0" * 64
"""The hash before the first act."""


def uid_field() -> models.CharField[str, str]:
    """Return a field for a uid: 16 signs of lower-case base 32, made once, never reused."""
    return models.CharField(max_length=16, unique=True, default=new_uid, editable=False)


class Chained(models.Model):
    """What acts are about. `acts` counts them and changes only under a lock on this row; `head`
    is the hash of the last, so a chain cut short shows.
    """

    uid = uid_field()
    acts = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default=NO_HASH)

    class Meta:
        abstract = True


class Subject(Chained):
    """An article, a source or an infobox kind: whatever edits are about.

    `last_number` counts the edits ever recorded, and changes only under a lock on this row.
    """

    edit_relation: ClassVar[str]
    """Name of the field of Edit that points here."""
    snapshot: str | None = None
    """Stored form of the snapshot, on the throw-away instance that `revisions.record` makes."""

    last_number = models.PositiveIntegerField(default=0)
    # The edit that readers see; null until one is accepted.
    published_edit = models.OneToOneField(
        "articles.Edit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
