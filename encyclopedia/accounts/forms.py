"""The forms of accounts, each field with its rule said before typing."""

import unicodedata
from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from encyclopedia import limits
from encyclopedia.accounts.models import User
from encyclopedia.accounts.names import NAME_HINT

PASSWORD_HINT = _("At least 10 signs, not a common password, and not like your name or address.")
ANSWER_HINT = _("Asked of everybody who signs up. Capital letters and spaces do not matter.")


class Unseen(forms.TextInput):
    """A field that nobody sees, hears or reaches by keyboard, so that only software fills it in.

    It comes back empty, so that whose browser filled it in sends the form again as it stands.
    """

    @property
    def is_hidden(self) -> bool:
        """Tell templates to print the field by itself; its label is inside."""
        return True

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the field with its label, both out of sight."""
        attrs = {**(attrs or {}), "tabindex": "-1", "autocomplete": "off"}
        return format_html(
            '<div class="unseen" aria-hidden="true"><label for="{}">{}</label>{}</div>',
            attrs.get("id", ""),
            _("Leave this empty"),
            super().render(name, "", attrs, renderer),
        )


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for a name, an address and one password, and what the operator asks if anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "username", _("Name"), NAME_HINT)
        _say(self, "email", _("E-mail address"), _("Only for signing in and for notices to you."))
        _say(self, "password1", _("Password"), PASSWORD_HINT)
        if settings.SIGN_UP_QUESTION:
            self.fields["answer"] = forms.CharField(
                label=settings.SIGN_UP_QUESTION, max_length=200, help_text=ANSWER_HINT
            )
        self.fields["website"] = forms.CharField(required=False, widget=Unseen)

    def clean_answer(self) -> str:
        """Return the answer. Raises ValidationError where it is none of the right ones."""
        answer: str = self.cleaned_data["answer"]
        if _plain(answer) not in {_plain(right) for right in settings.SIGN_UP_ANSWERS}:
            raise forms.ValidationError(_("This is not the answer. Try another one."))
        return answer

    def clean(self) -> dict[str, Any]:
        """Return the fields. Raises ValidationError where the one nobody sees was filled in."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("website"):
            raise forms.ValidationError(
                _(
                    "No account was made: a field that people do not see was filled in. If your "
                    "browser did that, type the password and send the form again."
                )
            )
        return cleaned


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

    def clean_email(self) -> str:
        """Return the address. Raises ValidationError where it was sent much mail just now."""
        email: str = super().clean_email()
        try:
            limits.count_typed("resetting_mail", email)
        except limits.TooManyRequests as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return email


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for a new password, twice, of whoever forgot the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_new_password(self)


class FirstPasswordForm(SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for a password, twice, of an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_new_password(self)


class OtherPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for the current password, and twice for another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Current password"))
        _say_new_password(self)


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """Asks who is signed in for the password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Password"))


class CodeForm(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth ships no types
    """Asks for the code that was sent to an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code"), _("Capital letters and the hyphen do not matter."))


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """Asks what an account wishes of the site."""

    class Meta:
        model = User
        fields = ("wants_mail", "wants_keys")
        labels = {
            "wants_mail": _("Tell me by e-mail what became of my edits"),
            "wants_keys": _("Single keys as shortcuts"),
        }
        help_texts = {
            "wants_mail": _("One mail for each decision, to your main address."),
            "wants_keys": _(
                "On the pages for reviewing: j and k for next and previous, a, r and c for the "
                "decisions. Off, pages listen to no key of their own."
            ),
        }


def _plain(answer: str) -> str:
    """Return an answer without case and spaces."""
    return "".join(unicodedata.normalize("NFKC", answer).casefold().split())


def _say_new_password(form: Any) -> None:
    _say(form, "password1", _("New password"), PASSWORD_HINT)
    _say(form, "password2", _("New password again"))


def _say(form: Any, name: str, label: Any, hint: Any = "") -> None:
    """Give a field its label and hint; a placeholder would vanish while one types."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
