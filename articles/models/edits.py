"""Edits: what made each revision, and what became of it. Lists read only this table."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.infoboxes import InfoboxKind
from articles.models.sources import Source
from articles.models.subjects import uid_field

if TYPE_CHECKING:
    from articles.models.subjects import Subject


class Status(models.TextChoices):
    """What became of an edit; the table of states is in the design."""

    DRAFT = "draft", _("draft")
    PENDING = "pending", _("pending")
    PUBLISHED = "published", _("published")
    CHANGES_ASKED = "changes_asked", _("changes asked")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUPERSEDED = "superseded", _("superseded")
    MERGED = "merged", _("merged")


class Deed(models.TextChoices):
    """What kind of edit it is."""

    CREATE = "create", _("created")
    EDIT = "edit", _("edited")
    REVERT = "revert", _("reverted")
    MERGE = "merge", _("merged")


class Edit(models.Model):
    """One proposal for one subject, and the revision that keeps it. Its snapshot never changes.

    `number` counts the subject's edits in the order they were recorded; readers' history is
    ordered by `published_at`, and `replaces` is the edit that readers saw before.
    """

    uid = uid_field()
    # One of these three says what the edit is of.
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="edits"
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="edits"
    )
    infobox_kind = models.ForeignKey(
        InfoboxKind, on_delete=models.PROTECT, null=True, blank=True, related_name="edits"
    )
    number = models.PositiveIntegerField()
    revision = models.OneToOneField("reversion.Revision", on_delete=models.PROTECT)

    deed = models.CharField(max_length=10, choices=Deed.choices)
    status = models.CharField(max_length=15, choices=Status.choices)
    title = models.CharField(max_length=255, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="edits",
    )
    editor_name = models.CharField(max_length=255, blank=True)
    made_at = models.DateTimeField()
    stated_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    is_minor = models.BooleanField(default=False)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    base = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="built_upon"
    )
    continues = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    merges = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_as"
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    salt = models.CharField(max_length=32)
    snapshot_hash = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    words = models.PositiveIntegerField(default=0)
    citations = models.PositiveIntegerField(default=0)
    markers = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        constraints = [
            models.CheckConstraint(
                name="edit_of_one_subject",
                condition=(
                    Q(article__isnull=False, source=None, infobox_kind=None)
                    | Q(article=None, source__isnull=False, infobox_kind=None)
                    | Q(article=None, source=None, infobox_kind__isnull=False)
                ),
            ),
            models.UniqueConstraint(fields=["article", "number"], name="one_edit_a_number"),
            models.UniqueConstraint(fields=["source", "number"], name="one_source_edit_a_number"),
            models.UniqueConstraint(
                fields=["infobox_kind", "number"], name="one_kind_edit_a_number"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="known_status"),
            models.CheckConstraint(condition=Q(deed__in=Deed.values), name="known_deed"),
            models.CheckConstraint(
                name="published_has_its_time",
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["article", "-published_at", "-id"], name="article_history"),
            models.Index(fields=["source", "-published_at", "-id"], name="source_history"),
        ]

    def __str__(self) -> str:
        return f"{self.title} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("articles:revision", args=[self.uid])

    @property
    def subject(self) -> Subject:
        """The article, source or infobox kind that this is an edit of."""
        return self.article or self.source or self.infobox_kind  # type: ignore[return-value]  # one is set

    @property
    def shown_editor(self) -> str:
        """The editor's name as readers see it."""
        return self.editor.get_username() if self.editor else self.editor_name
