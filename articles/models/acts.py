"""The append-only, hash-chained log of everything done to an article, source or kind."""

from __future__ import annotations

from typing import NoReturn

from django.db import models


class Act(models.Model):
    """One entry of a subject's chain: `hash` = SHA-256(previous hash, newline, `facts`).

    `facts` is canonical JSON, kept exactly as it was hashed; the subject's uid and `n` are in it.
    """

    subject = models.CharField(max_length=16)
    n = models.PositiveIntegerField()
    facts = models.TextField()
    hash = models.CharField(max_length=64)
    # The edit made or decided on, so that a log page needs no look into the facts.
    edit = models.ForeignKey(
        "articles.Edit", on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "n"], name="one_act_a_number")]

    def __str__(self) -> str:
        return f"{self.subject} #{self.n}"

    def delete(self, *args: object, **options: object) -> NoReturn:
        raise TypeError("An act is never deleted: the chain would break.")
