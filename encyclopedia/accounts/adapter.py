"""What the account pages of allauth do and say our way."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from encyclopedia.accounts.names import is_reserved, normal_name
from encyclopedia.rates import MINUTE, too_often, try_again

_WRONG_SIGN_IN = _(
    "Name or address and password do not belong together. Check both, or reset the password."
)


def _longest(what: str) -> int:
    """Return the seconds after which each of the limits on it has surely passed."""
    limits: dict[str, tuple[int, int]] = settings.RATE_LIMITS.get(what, {})
    return max((seconds for _allowed, seconds in limits.values()), default=MINUTE)


def _wrong_too_often() -> str:
    wait = try_again(_longest("wrong_passwords"))
    return f"{gettext('The password was wrong too often. If you forgot it, reset it.')} {wait}"


def _mailed_too_often() -> str:
    return too_often(_longest("confirming_mail"))


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
        "too_many_login_attempts": lazy(_wrong_too_often, str)(),
        "unknown_email": _("No account has this address. Check it, or sign up."),
        "unverified_primary_email": _("Confirm your main address first."),
        "username_blacklisted": _("This name is kept for the site itself. Choose another."),
        "username_taken": _("This name is taken. Choose another."),
        "same_as_current": _("This is what you have already. Give another one."),
        "rate_limited": lazy(_mailed_too_often, str)(),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the name in its normal form, or raise ValidationError with a sentence."""
        if is_reserved(username, settings.SITE_NAME):
            raise self.validation_error("username_blacklisted")
        name: Any = super().clean_username(normal_name(username), shallow=shallow)
        return str(name)

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, our way of confirming an address among them."""
        theirs = "allauth.account.stages.EmailVerificationStage"
        ours = "encyclopedia.accounts.signing_in.ConfirmAddress"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]
