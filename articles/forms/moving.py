"""The form that makes a title lead to an article."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RedirectForm(forms.Form):
    """Asks for the title of the article that another title shall lead to."""

    to = forms.CharField(
        label=_("Article"),
        help_text=_("The title of the article that it shall lead to."),
        max_length=512,
        error_messages={
            "required": _("Name the article that it shall lead to."),
            "max_length": _("No title is that long. Check the article's title."),
        },
    )
