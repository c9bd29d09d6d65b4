"""The account."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.content import new_uid
from encyclopedia.accounts.names import LONGEST_NAME, NAME_HINT, check_name, normal_name


class User(AbstractUser):
    """Someone who takes part.

    Attributes:
        username: the name shown beside every edit; unique whatever its case.
        uid: 16 signs made once, by which history names the account even when its name changes.
        unread_decisions: how many decisions on the account's edits it has not read yet.
        address: from which the request came that it sent; empty outside of one.
    """

    address = ""

    username = models.CharField(
        _("name"),
        max_length=LONGEST_NAME,
        unique=True,
        help_text=NAME_HINT,
        validators=[check_name],
        error_messages={"unique": _("This name is taken. Choose another.")},
    )
    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    unread_decisions = models.PositiveIntegerField(default=0, editable=False)
    wants_mail = models.BooleanField(_("tell me by e-mail what became of my edits"), default=False)
    wants_keys = models.BooleanField(_("shortcuts of one key"), default=True)
    is_name_hidden = models.BooleanField(_("name hidden"), default=False, editable=False)
    is_anonymised = models.BooleanField(_("anonymised"), default=False, editable=False)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="account_name_unique_in_any_case",
                violation_error_message=_("This name is taken. Choose another."),
            )
        ]

    @property
    def shown_name(self) -> str:
        """The name as readers see it."""
        return str(_("name hidden")) if self.is_name_hidden else self.username

    @cached_property
    def reviews(self) -> bool:
        """Whether it reviews. Known already of who is signed in, else one query."""
        from encyclopedia.accounts import roles

        return roles.has(self, *roles.REVIEWING)

    @cached_property
    def administers(self) -> bool:
        """Whether it administers. Known already of who is signed in, else one query."""
        from encyclopedia.accounts import roles

        return roles.has(self, roles.ADMINISTRATOR)

    @classmethod
    def with_roles(cls) -> models.QuerySet[User]:
        """Return all accounts, `reviews` and `administers` filled in."""
        from encyclopedia.accounts import roles

        return roles.filled_in(cls.objects.all())

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the name as it is kept and looked up."""
        return normal_name(username)
