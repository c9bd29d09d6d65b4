"""The forms about titles: another for an article, and those that lead to one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.reasons import reason_field

LONGEST_TYPED = 512
"""Characters; a title is at most 255 bytes, and is refused by its own sentence."""


class RedirectForm(forms.Form):
    """Asks for the title of the article that another title shall lead to."""

    to = forms.CharField(
        label=_("Article"),
        help_text=_("The title of the article that it shall lead to."),
        max_length=LONGEST_TYPED,
        error_messages={
            "required": _("Name the article that it shall lead to."),
            "max_length": _("No title is that long. Check the article's title."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class MoveForm(forms.Form):
    """Asks for an article's new title. Only reviewers are asked about the redirect."""

    to = forms.CharField(
        label=_("New title"),
        max_length=LONGEST_TYPED,
        error_messages={
            "required": _("Write the new title."),
            "max_length": _("No title can be that long. Write a shorter one."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    reason = reason_field(required=False)
    leave_redirect = forms.BooleanField(
        label=_("Leave a redirect at the old title"), required=False, initial=True
    )

    def for_all(self) -> MoveForm:
        """Return the form without what only reviewers may choose."""
        del self.fields["leave_redirect"]
        return self


class ChangeRedirectForm(forms.Form):
    """Asks to which other article a redirect shall lead, or why it is removed."""

    to = forms.CharField(
        label=_("Article"),
        help_text=_("The title of the article that it shall lead to."),
        max_length=LONGEST_TYPED,
        error_messages={
            "required": _("Name the article that it shall lead to."),
            "max_length": _("No title is that long. Check the article's title."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    reason = reason_field(required=False)

    def for_removal(self) -> ChangeRedirectForm:
        """Return the form that asks for no article."""
        self.fields["to"].required = False
        return self
