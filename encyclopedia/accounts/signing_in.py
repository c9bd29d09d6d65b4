"""A step of signing in that differs from allauth's."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


class ConfirmAddress(EmailVerificationStage):  # type: ignore[misc]  # allauth ships no types
    """Asks for a confirmed address, unless the account has none at all.

    Signing up takes an address; only an account that the operator made has none. Nothing could
    be sent to it, so it would be led from page to page for ever.
    """

    def handle(self) -> tuple[Any, bool]:
        """Return the page to go to if there is one, and whether signing in goes on."""
        user = self.login.user
        if user and not user.email and not EmailAddress.objects.filter(user=user).exists():
            return None, True
        page, goes_on = super().handle()
        return page, goes_on
