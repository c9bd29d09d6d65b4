"""The account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from articles.content import new_uid
from encyclopedia.accounts.names import LONGEST_NAME, NAME_HINT, check_name, normal_name


class User(AbstractUser):
    """Someone who takes part.

    Attributes:
        username: the name shown beside every edit; unique whatever its case.
        uid: 16 signs made once, by which history names the account even when its name changes.
    """

    username = models.CharField(
        _("name"),
        max_length=LONGEST_NAME,
        unique=True,
        help_text=NAME_HINT,
        validators=[check_name],
        error_messages={"unique": _("This name is taken. Choose another.")},
    )
    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)

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

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the name as it is kept and looked up."""
        return normal_name(username)
