"""What is derived from the published content. `manage.py rebuild_index` makes all of it anew."""

from __future__ import annotations

from django.db import models

from articles.models.articles import Article
from articles.models.sources import Source


class Citation(models.Model):
    """One use of a reference in the text or the infobox, in reading order."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    key = models.CharField(max_length=100)
    locator = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="one_citation_a_place")
        ]

    def __str__(self) -> str:
        return f"[@{self.key}]"


class PageLink(models.Model):
    """That an article links to a title, whether or not an article of that title exists."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links")
    key = models.CharField(max_length=512)
    title = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="one_link_a_title")]
        indexes = [models.Index(fields=["key"], name="what_links_here")]

    def __str__(self) -> str:
        return self.title


class Marker(models.Model):
    """A marker or banner in the published text, or an infobox value without its source."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="markers")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    claim = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    since = models.CharField(max_length=7, blank=True)
    section = models.CharField(max_length=255, blank=True)
    place = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="one_marker_a_place")
        ]
        indexes = [models.Index(fields=["kind", "since"], name="markers_by_kind")]

    def __str__(self) -> str:
        return self.kind


class Rendering(models.Model):
    """An article's page parts as HTML in the article's language, made when it is published.

    `entries` is what the reference list is made of, so that a repaired source parses nothing.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="rendering")
    lead = models.TextField(blank=True)
    infobox = models.TextField(blank=True)
    body = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    references = models.TextField(blank=True)
    outline = models.JSONField(default=list)
    entries = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    kind_label = models.CharField(max_length=100, blank=True)
    words = models.PositiveIntegerField(default=0)
    citations = models.PositiveIntegerField(default=0)
    markers = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"rendering of {self.article_id}"
