"""The append-only, hash-chained log of everything done to an article, source or kind."""

from __future__ import annotations

from typing import NoReturn

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One entry of a subject's chain: `hash` = SHA-256(previous hash, newline, `facts`).

    `facts` is canonical JSON, kept exactly as it was hashed; the subject's uid and `n` are in it.
    `name`, `actor` and `at` repeat what it says, so that the log can be searched. The note is
    hashed in it with the act's own salt, and goes with that when it is erased.
    """

    subject = models.CharField(max_length=16)
    n = models.PositiveIntegerField()
    facts = models.TextField()
    hash = models.CharField(max_length=64)
    # The edit made or decided on, so that a log page needs no look into the facts.
    edit = models.ForeignKey(
        "articles.Edit", on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    name = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="acts",
    )
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    # Whether the log lists it: all but edits and their publication, which histories list.
    is_in_log = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "n"], name="one_act_a_number")]
        indexes = [
            models.Index(fields=["is_in_log", "-at", "-id"], name="log"),
            models.Index(fields=["name", "-at", "-id"], name="log_by_name"),
            models.Index(fields=["actor", "is_in_log", "-at", "-id"], name="log_by_actor"),
            models.Index(fields=["subject", "is_in_log", "-at", "-id"], name="log_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} #{self.n}"

    def delete(self, *args: object, **options: object) -> NoReturn:
        raise TypeError("An act is never deleted: the chain would break.")
