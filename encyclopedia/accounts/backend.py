"""Who is signed in, read with the roles in one query."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from encyclopedia.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """allauth's, but that the account of a session comes with its roles."""

    def get_user(self, user_id: int) -> User | None:
        """Return the account, `reviews` and `administers` filled in; None where it is closed."""
        return User.with_roles().filter(pk=user_id, is_active=True).first()
