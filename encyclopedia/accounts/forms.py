"""The forms of accounts, each field with its rule said before typing."""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from django.utils.translation import gettext_lazy as _

from encyclopedia.accounts.names import NAME_HINT


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for a name, an address and one password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "username", _("Name"), NAME_HINT)
        _say(self, "email", _("E-mail address"), _("Only for signing in and for notices to you."))
        _say(
            self,
            "password1",
            _("Password"),
            _("At least 10 signs, not a common password, and not like your name or address."),
        )


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for name or address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("Name or e-mail address"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        # allauth's help is a link marked up as HTML; the page has its own.
        _say(self, "password", _("Password"))


class AddAddressForm(AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for one more address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", _("E-mail address"))


class LostPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for the address to which the way to a new password is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", _("E-mail address"))


def _say(form: Any, name: str, label: Any, hint: Any = "") -> None:
    """Give a field its label and hint; a placeholder would vanish while one types."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
