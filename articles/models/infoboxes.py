"""The shapes that infoboxes can have."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.markup import FieldShape, KindShape
from articles.models.subjects import Subject


class FieldType(models.TextChoices):
    """What the values of a field are; numbers and dates get bounds."""

    TEXT = "text", _("text")
    DATE = "date", _("date")
    NUMBER = "number", _("number")
    LINK = "link", _("link")
    LIST = "list", _("list")


class InfoboxKind(Subject):
    """A shape of an infobox: event, person, place. Articles name it by `name`."""

    edit_relation = "infobox_kind"

    name = models.SlugField(max_length=64, unique=True)
    label = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("infobox kind")
        verbose_name_plural = _("infobox kinds")

    def __str__(self) -> str:
        return self.label

    def shape(self) -> KindShape:
        """Return the kind as the renderer takes it (one query, none if fields are prefetched)."""
        return KindShape(
            name=self.name,
            label=self.label,
            fields=tuple(
                FieldShape(
                    name=row.name,
                    label=row.label,
                    type=row.type,
                    required=row.is_required,
                    citation_required=row.needs_citation,
                    hint=row.hint,
                )
                for row in self.fields.all()
            ),
        )


class InfoboxKindField(models.Model):
    """One field that a kind offers."""

    kind = models.ForeignKey(InfoboxKind, on_delete=models.CASCADE, related_name="fields")
    name = models.SlugField(max_length=64)
    label = models.CharField(max_length=100)
    hint = models.CharField(max_length=200, blank=True)
    type = models.CharField(max_length=10, choices=FieldType.choices, default=FieldType.TEXT)
    is_required = models.BooleanField(default=False)
    needs_citation = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_field_a_name"),
            models.UniqueConstraint(fields=["kind", "position"], name="one_field_a_place"),
            models.CheckConstraint(
                condition=models.Q(type__in=["text", "date", "number", "link", "list"]),
                name="known_field_type",
            ),
        ]

    def __str__(self) -> str:
        return self.label
