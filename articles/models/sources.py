"""Published works, shared by every article that cites them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.content import SourceRecord
from articles.models.subjects import Subject


class Source(Subject):
    """One published work. `csl` is its record now; references resolve through `merged_into`."""

    edit_relation = "source"

    csl = models.JSONField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="not_merged_into_itself",
            )
        ]

    def __str__(self) -> str:
        return self.record.title or self.record.url or self.uid

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.uid])

    @property
    def record(self) -> SourceRecord:
        """The record as readers see it now, its own even where the source is merged."""
        return SourceRecord.from_csl(self.csl)


class SourceIdentifier(models.Model):
    """What makes two sources the same work: a DOI, PMID, arXiv number, or ISBN of a whole book."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10)
    value = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="one_source_an_identifier"),
            models.CheckConstraint(
                condition=Q(scheme__in=["doi", "pmid", "arxiv", "isbn"]), name="known_scheme"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
