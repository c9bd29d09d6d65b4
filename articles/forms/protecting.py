"""The form that gives an article a level of its own."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.reasons import end_field, reason_field
from articles.models import Level

LEVELS = (
    ("", _("As the site is")),
    (Level.OPEN, _("Open")),
    (Level.REVIEWED, _("Reviewed")),
    (Level.STRICT, _("Strict")),
    (Level.CLOSED, _("Closed")),
)


class ProtectForm(forms.Form):
    """Asks for the level, why, and until when."""

    level = forms.ChoiceField(
        label=_("Level"),
        choices=LEVELS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the levels.")},
    )
    reason = reason_field(
        _("One sentence. Whoever is kept from editing reads it, and it stands in the log."),
        required=False,
    )
    until = end_field()

    @property
    def chosen(self) -> Level | None:
        """The level; None for the site's."""
        level = self.cleaned_data["level"]
        return Level(level) if level else None
