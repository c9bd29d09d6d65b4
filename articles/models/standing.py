"""What articles ask of their editors, and what an account may do unreviewed, or not at all."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.subjects import Chained


class Level(models.TextChoices):
    """How an article is protected."""

    OPEN = "open", _("open")
    REVIEWED = "reviewed", _("reviewed")
    STRICT = "strict", _("strict")
    CLOSED = "closed", _("closed")


class Protection(models.Model):
    """The level of one article, where it is not the site's own. Its acts are the article's."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="protection")
    level = models.CharField(max_length=10, choices=Level.choices)
    reason = models.CharField(max_length=500, blank=True)
    # When it ends; null where it stays.
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="known_level")
        ]

    def __str__(self) -> str:
        return self.level


class Deletion(models.Model):
    """That an article is deleted: readers are told when and why. Its history stays whole."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="deletion")
    # The title by which it was known, as Title.key.
    key = models.CharField(max_length=512, db_index=True)
    redirects = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class Trust(Chained):
    """What became of an account's edits, and whether more of them need a review.

    `uid` is the account's own, so that acts about the account name it.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trust"
    )
    is_trusted = models.BooleanField(default=False)
    # Whether a person decided last: what an administrator took back does not come by itself.
    is_by_hand = models.BooleanField(default=False)
    since = models.DateTimeField(null=True, blank=True)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    # Accepted edits since the last rejection, and since when: trust by itself is counted from it.
    accepted_in_a_row = models.PositiveIntegerField(default=0)
    row_began_at = models.DateTimeField(null=True, blank=True)
    rejected_in_a_row = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("trust")
        verbose_name_plural = _("trust")

    def __str__(self) -> str:
        return str(self.account)


class Block(Chained):
    """That an account, or whoever comes from some addresses, may not edit.

    `low` and `high` bound the addresses as 32 hexadecimal digits, IPv4 mapped into IPv6. Without
    an article, a category or `no_sources` it is whole.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="blocks",
    )
    network = models.CharField(max_length=49, blank=True)
    low = models.CharField(max_length=32, blank=True)
    high = models.CharField(max_length=32, blank=True)
    stops_editing = models.BooleanField(default=True)
    stops_sign_up = models.BooleanField(default=False)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    category = models.CharField(max_length=200, blank=True)
    category_key = models.CharField(max_length=512, blank=True)
    no_sources = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    # When it ends by itself; null where it stays until it is lifted.
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.CheckConstraint(
                name="block_of_somebody",
                condition=Q(account__isnull=False, network="") | (Q(account=None) & ~Q(network="")),
            )
        ]
        indexes = [models.Index(fields=["low", "high"], name="blocks_by_address")]

    def __str__(self) -> str:
        return self.network or str(self.account)
