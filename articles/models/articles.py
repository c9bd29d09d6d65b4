"""Articles as readers see them now. Their history is in Edit and is never unpacked to read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.content import ArticleContent, FieldValue, Infobox, InfoboxField, ReferenceEntry
from articles.content import title_path as path_of
from articles.models.infoboxes import InfoboxKind
from articles.models.sources import Source
from articles.models.subjects import Subject, uid_field


class Article(Subject):
    """What readers see now. Unpublished until `published_edit` is set."""

    edit_relation = "article"

    title = models.CharField(max_length=255)
    short_description = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="en")
    options = models.JSONField(default=list, blank=True)
    infobox_kind = models.ForeignKey(
        InfoboxKind, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A new one in every transaction that changes what the article's page shows.
    stamp = uid_field()
    # How many of its edits are pending.
    pending = models.PositiveIntegerField(default=0)
    # Days after which a review is due again; null where it is not.
    review_every = models.PositiveSmallIntegerField(null=True, blank=True)
    is_deleted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("article", self.title)

    def content(self) -> ArticleContent:
        """Return the published content from its rows (four queries)."""
        rows: dict[str, tuple[str, list[FieldValue]]] = {}
        for value in self.infobox_values.order_by("field_position", "value_position"):
            rows.setdefault(value.name, (value.label, []))[1].append(
                FieldValue(value.text, value.rank)
            )
        return ArticleContent(
            short_description=self.short_description,
            text=self.text,
            infobox=Infobox(
                self.infobox_kind.name if self.infobox_kind else "",
                tuple(
                    InfoboxField(name, label, tuple(values))
                    for name, (label, values) in rows.items()
                ),
            ),
            references=tuple(
                ReferenceEntry(key, uid)
                for key, uid in self.references.order_by("position").values_list(
                    "key", "source__uid"
                )
            ),
            categories=tuple(self.categories.order_by("position").values_list("name", flat=True)),
            language=self.language,
            options=frozenset(self.options),
        )


def address(view: str, title: str) -> str:
    """Return the address of an article's page by title: `address("history", "CommonMark")`."""
    return reverse(f"articles:{view}", args=[path_of(title)])


class Title(models.Model):
    """A name that leads to a published article; `key` is its casefold: one name leads one way."""

    key = models.CharField(max_length=512, unique=True)
    shown = models.CharField(max_length=255)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="titles")
    is_redirect = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_redirect=False), name="one_main_title"
            )
        ]

    def __str__(self) -> str:
        return self.shown


class InfoboxValue(models.Model):
    """One value of one field of an article's infobox.

    `low` and `high` bound a number, or a date in days (`date.toordinal`). Both are null where the
    value is neither; one is, where it is open on that side.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="infobox_values")
    name = models.CharField(max_length=64)
    label = models.CharField(max_length=100)
    field_position = models.PositiveSmallIntegerField()
    value_position = models.PositiveSmallIntegerField()
    rank = models.CharField(max_length=10)
    text = models.TextField()
    low = models.DecimalField(max_digits=40, decimal_places=10, null=True, blank=True)
    high = models.DecimalField(max_digits=40, decimal_places=10, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "field_position", "value_position"], name="one_value_a_place"
            ),
            models.CheckConstraint(
                condition=Q(rank__in=["preferred", "normal", "deprecated"]), name="known_rank"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"


class Reference(models.Model):
    """An article's entry for a source: the readable key that citations in the text name."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="references")
    key = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="references")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="one_reference_a_key"),
            models.UniqueConstraint(fields=["article", "position"], name="one_reference_a_place"),
        ]

    def __str__(self) -> str:
        return self.key


class ArticleCategory(models.Model):
    """That an article belongs to a category. A category is no row of its own: it is its members."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="categories")
    key = models.CharField(max_length=512)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="one_membership_a_category"),
        ]
        indexes = [models.Index(fields=["key", "article"], name="category_members")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return category_address(self.name)


def category_address(name: str) -> str:
    """Return the address of a category's page."""
    return reverse("articles:category", args=[path_of(name)])
