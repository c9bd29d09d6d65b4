"""Roles as groups: contributor (every account), reviewer, administrator."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.models import Group
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from encyclopedia.accounts.models import User

CONTRIBUTOR = "contributor"
REVIEWER = "reviewer"
ADMINISTRATOR = "administrator"
REVIEWING = (REVIEWER, ADMINISTRATOR)
ROLES = (CONTRIBUTOR, REVIEWER, ADMINISTRATOR)


def make_groups(*, apps: Apps = installed, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Make the groups that are missing; called after each migration and flush."""
    try:
        groups = apps.get_model("auth", "Group")
    except LookupError:  # auth itself was migrated back to nothing
        return
    for role in ROLES:
        groups._default_manager.using(using).get_or_create(name=role)


def welcome(*, instance: User, created: bool, raw: bool = False, **_: Any) -> None:
    """Make a new account a contributor, and one above all permissions an administrator."""
    if raw:  # a fixture brings its own groups
        return
    if created:
        give(instance, CONTRIBUTOR)
    if instance.is_superuser:
        give(instance, REVIEWER)
        give(instance, ADMINISTRATOR)


def give(account: User, role: str) -> None:
    """Add an account to a role; one that has it keeps it."""
    account.groups.add(Group.objects.get_or_create(name=role)[0])


def has(account: User, *roles: str) -> bool:
    """Say whether the account has one of the roles, or is above all of them (one query)."""
    return account.is_superuser or account.groups.filter(name__in=roles).exists()


def filled_in(accounts: QuerySet[User]) -> QuerySet[User]:
    """Return the accounts, told with each what it reviews and administers: a query less each."""
    return accounts.annotate(  # type: ignore[no-redef]  # they fill properties of these names
        reviews=_among(*REVIEWING), administers=_among(ADMINISTRATOR)
    )


def _among(*roles: str) -> ExpressionWrapper[Combinable]:
    in_group = User.groups.through.objects.filter(user=OuterRef("pk"), group__name__in=roles)
    return ExpressionWrapper(Q(is_superuser=True) | Exists(in_group), BooleanField())


def administrators() -> list[User]:
    """Return the accounts that may administer the site, the oldest first."""
    return list(User.objects.filter(groups__name=ADMINISTRATOR, is_active=True).order_by("pk"))


@transaction.atomic
def create_administrator(username: str, password: str, email: str = "") -> User:
    """Make an account that may do everything, and return it."""
    return User.objects.create_superuser(username, email, password)
