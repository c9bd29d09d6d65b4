"""Who is signed in, read with the roles in one query."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.expressions import Combinable

from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """allauth's, but that the account of a session comes with its roles."""

    def get_user(self, user_id: int) -> User | None:
        """Return the account, `reviews` and `administers` filled in; None where it is closed."""
        found = User.objects.filter(pk=user_id, is_active=True)
        return found.annotate(  # type: ignore[no-redef]  # they fill properties of these names
            reviews=_has_role(*roles.REVIEWING), administers=_has_role(roles.ADMINISTRATOR)
        ).first()


def _has_role(*names: str) -> ExpressionWrapper[Combinable]:
    in_group = User.groups.through.objects.filter(user=OuterRef("pk"), group__name__in=names)
    return ExpressionWrapper(Q(is_superuser=True) | Exists(in_group), BooleanField())
