"""Why, and until when: the fields that forms of governance share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.reasons import LONGEST_REASON

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


class Moment(forms.DateTimeInput):
    """A field of the browser's own for a day and a time in the site's zone."""

    input_type = "datetime-local"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **options)


def reason_field(hint: StrOrPromise = "", *, required: bool = True) -> forms.CharField:
    """Return a field for a reason of one line, which everybody can read."""
    return forms.CharField(
        label=_("Reason"),
        help_text=hint or _("One sentence. It stands in the log, and everyone can read it."),
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={
            "required": _("Say why, in a sentence."),
            "max_length": _("%(limit_value)d characters are the most; these are %(show_value)d."),
        },
    )


def end_field() -> forms.DateTimeField:
    """Return a field for the time at which something ends by itself; empty where it stays."""
    return forms.DateTimeField(
        label=_("Until"),
        help_text=_("Leave it empty where it shall stay."),
        required=False,
        widget=Moment(),
        error_messages={"invalid": _("Write a day and a time: 2026-12-01 14:00.")},
    )
