"""The form that deletes an article, or brings one back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.reasons import reason_field


class DeleteForm(forms.Form):
    """Asks why an article is deleted."""

    reason = reason_field(
        _("One sentence. It stands where the article was, and everyone can read it.")
    )


class UndeleteForm(forms.Form):
    """Asks why an article comes back."""

    reason = reason_field()
