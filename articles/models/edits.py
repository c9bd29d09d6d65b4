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
    UNDO = "undo", _("undid an edit")
    ROLLBACK = "rollback", _("rolled back")


class PublishedAs(models.TextChoices):
    """What let an edit be published without a review; readers are told."""

    REVIEWER = "reviewer", _("reviewer")
    TRUSTED = "trusted", _("trusted contributor")
    CONTRIBUTOR = "contributor", _("contributor")


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
    # The edit undone, the first of the run rolled back, or the revision returned to.
    target = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="targeted_by"
    )

    # When it was first sent for review; null of what its editor never showed, and of what was
    # published before there was review.
    sent_at = models.DateTimeField(null=True, blank=True)
    # Since when it waits for a reviewer: of a pending edit, when it was first sent for review; of
    # the edit that readers see, when its review falls due again, which may be in time to come.
    waiting_since = models.DateTimeField(null=True, blank=True)
    # How many reviewers accepted it: more than one are asked for where review is strict.
    accepted = models.PositiveSmallIntegerField(default=0)
    # Who last accepted or confirmed it, never its editor; or else what let it be published.
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_edits",
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    published_as = models.CharField(max_length=12, choices=PublishedAs.choices, blank=True)
    # Whom a draft was shown to.
    shown_to = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="drafts_to_read"
    )

    is_text_hidden = models.BooleanField(default=False)
    is_summary_hidden = models.BooleanField(default=False)
    is_editor_hidden = models.BooleanField(default=False)
    is_erased = models.BooleanField(default=False)

    salt = models.CharField(max_length=32)
    snapshot_hash = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    # Digest of the content as its form sent it, before it was merged with what was published.
    proposal_hash = models.CharField(max_length=64, blank=True)
    words = models.PositiveIntegerField(default=0)
    citations = models.PositiveIntegerField(default=0)
    markers = models.PositiveIntegerField(default=0)
    # What it does to the sourcing of its base.
    citations_added = models.PositiveIntegerField(default=0)
    citations_removed = models.PositiveIntegerField(default=0)
    references_dropped = models.PositiveIntegerField(default=0)
    markers_added = models.PositiveIntegerField(default=0)
    markers_cleared = models.PositiveIntegerField(default=0)
    removes_sources = models.BooleanField(default=False)
    # Whether none of its editor's edits had been accepted before.
    is_by_newcomer = models.BooleanField(default=False)

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
            models.CheckConstraint(
                name="pending_waits",
                condition=~Q(status="pending") | Q(waiting_since__isnull=False),
            ),
            models.CheckConstraint(
                name="known_published_as",
                condition=Q(published_as__in=["", *PublishedAs.values]),
            ),
        ]
        indexes = [
            # With all that a history is filtered by, so that a filter reads the index alone.
            models.Index(
                fields=[
                    *("article", "-published_at", "-id"),
                    *("status", "deed", "is_minor", "removes_sources"),
                ],
                name="article_history",
            ),
            models.Index(fields=["source", "-published_at", "-id"], name="source_history"),
            models.Index(fields=["editor", "-made_at", "-id"], name="own_edits"),
            *(
                models.Index(
                    fields=[*field, "waiting_since", "id"],
                    condition=Q(waiting_since__isnull=False),
                    name=name,
                )
                for name, field in (
                    ("queue", ()),
                    ("queue_by_status", ("status",)),
                    ("queue_by_deed", ("deed",)),
                    ("queue_by_newcomers", ("is_by_newcomer",)),
                    ("queue_removing_sources", ("removes_sources",)),
                    ("queue_of_article", ("article",)),
                )
            ),
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
        if self.is_editor_hidden:
            return str(_("name hidden"))
        return self.editor.shown_name if self.editor else self.editor_name

    @property
    def shown_summary(self) -> str:
        """The summary as readers see it."""
        return str(_("summary hidden")) if self.is_summary_hidden else self.summary


class EditPart(models.Model):
    """That an edit changed a part of its article: "text:History", "infobox:deaths",
    "reference:curie1898"; of the text, the section by its heading, the lead by none.

    It repeats of the edit what the history of the part is ordered and filtered by.
    """

    edit = models.ForeignKey(Edit, on_delete=models.CASCADE, related_name="parts")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True, blank=True)
    deed = models.CharField(max_length=10, choices=Deed.choices)
    is_minor = models.BooleanField(default=False)
    removes_sources = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edit", "part"], name="one_row_a_part")]
        indexes = [
            models.Index(
                fields=[
                    *("article", "part", "-published_at", "-edit"),
                    *("deed", "is_minor", "removes_sources"),
                ],
                name="history_of_part",
            )
        ]

    def __str__(self) -> str:
        return self.part


class EditAddress(models.Model):
    """From which address an edit was sent. Kept for some days, seen by administrators alone."""

    edit = models.OneToOneField(Edit, on_delete=models.CASCADE, related_name="address")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="addresses"
    )
    address = models.GenericIPAddressField()
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["address"], name="edits_from_address")]

    def __str__(self) -> str:
        return self.address
