"""What the account pages of allauth do and say our way."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _

from encyclopedia.accounts.names import normal_name

_WRONG_SIGN_IN = _(
    "Name or address and password do not belong together. Check both, or reset the password."
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps names normal, and says each refusal as a sentence that helps."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask an administrator to open it."),
        "cannot_remove_primary_email": _(
            "This is your main address. Make another one the main address first."
        ),
        "duplicate_email": _("You have this address already."),
        "email_password_mismatch": _WRONG_SIGN_IN,
        "username_password_mismatch": _WRONG_SIGN_IN,
        "invalid_login": _WRONG_SIGN_IN,
        "email_taken": _("An account has this address. Sign in, or reset its password."),
        "enter_current_password": _("Type your current password."),
        "incorrect_code": _("This is not the code we sent. Check it, or ask for a new one."),
        "incorrect_password": _("This is not your password. Type it again."),
        "invalid_or_expired_key": _("This link was used or is too old. Ask for a new one."),
        "invalid_password_reset": _("This link was used or is too old. Ask for a new one."),
        "max_email_addresses": _("An account has at most %d addresses. Remove one first."),
        "too_many_login_attempts": _(
            "The password was wrong too often. Try again in 5 minutes, or reset the password."
        ),
        "unknown_email": _("No account has this address. Check it, or sign up."),
        "unverified_primary_email": _("Confirm your main address first."),
        "username_blacklisted": _("This name is kept for the site itself. Choose another."),
        "username_taken": _("This name is taken. Choose another."),
        "same_as_current": _("This is what you have already. Give another one."),
        "rate_limited": _("That was many requests. Try again in a few minutes."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the name in its normal form, or raise ValidationError with a sentence."""
        name: Any = super().clean_username(normal_name(username), shallow=shallow)
        return str(name)
