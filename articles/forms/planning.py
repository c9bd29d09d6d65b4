"""The form that asks when an article is due for review again."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.drafting import LONGEST_NOTE
from articles.reviewing import MOST_DAYS


class PlanForm(forms.Form):
    """Asks for a day, an interval, or neither, which ends the plan."""

    due = forms.DateField(
        label=_("Due on"),
        help_text=_("The day of the next review. From then on it waits in the queue."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2026-11-22.")},
    )
    every = forms.IntegerField(
        label=_("Days between reviews"),
        help_text=_("After each review it is due again this many days later: 365 for a year."),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={
            "invalid": _("Write the days as a number."),
            "min_value": _("An interval is at least %(limit_value)d day long."),
            "max_value": _("An interval is at most %(limit_value)d days long."),
        },
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Why. It is kept in the log."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    @property
    def due_at(self) -> datetime | None:
        """The beginning of the day, in the site's zone; None where none is typed."""
        day = self.cleaned_data["due"]
        return timezone.make_aware(datetime.combine(day, time.min)) if day else None
