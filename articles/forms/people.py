"""The forms about people: a reason alone, and whom to keep from what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.forms.reasons import reason_field

LONGEST_NAME = 60
_TERMS = (
    ("1", _("1 day")),
    ("3", _("3 days")),
    ("7", _("1 week")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("1 year")),
    ("for ever", _("until it is lifted")),
)
_SCOPES = (
    ("everything", _("Everything")),
    ("article", _("One article")),
    ("category", _("One category")),
    ("sources", _("Adding sources")),
)
_STOPS = (
    ("editing", _("Editing")),
    ("both", _("Editing, and making accounts")),
    ("sign_up", _("Making accounts")),
)
BLOCK_FIELDS = {
    "account": "whom",
    "network": "whom",
    "article": "which",
    "title": "which",
    "category": "which",
    "stops_editing": "stops",
    "stops_sign_up": "stops",
    "until": "lasts",
}
"""Where in the form a refusal belongs, by the field that the operation names."""


class ReasonForm(forms.Form):
    """Asks why."""

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(hint)
        self.order_fields(self.field_order)


class BlockForm(ReasonForm):
    """Asks whom to keep from what, for how long, and why."""

    whom = forms.CharField(
        label=_("Account or address"),
        help_text=_("A name, or an address or network such as 192.0.2.7 or 192.0.2.0/24."),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Name whom to block."),
            "max_length": _("No name and no network is that long."),
        },
    )
    stops = forms.ChoiceField(
        label=_("Keep from"),
        help_text=_("An account can only be kept from editing."),
        choices=_STOPS,
    )
    scope = forms.ChoiceField(label=_("Where"), choices=_SCOPES)
    which = forms.CharField(
        label=_("Which article or category"),
        help_text=_("Its title or name, where it is one."),
        required=False,
        max_length=512,
        error_messages={"max_length": _("No title is that long. Check how it is written.")},
    )
    lasts = forms.ChoiceField(label=_("For how long"), choices=_TERMS, initial="7")
    field_order = ("whom", "stops", "scope", "which", "lasts", "reason")

    def clean(self) -> dict[str, object]:
        """Return the fields. One article or category is named, or none."""
        cleaned = super().clean() or self.cleaned_data
        is_one = cleaned.get("scope") in {"article", "category"}
        if is_one and not cleaned.get("which") and "which" not in self.errors:
            self.add_error("which", _("Name the article or category."))
        elif cleaned.get("which") and not is_one:
            self.add_error("scope", _("Choose article or category, or leave its name empty."))
        return cleaned

    @property
    def names_network(self) -> bool:
        """Whether an address or network is named: no name holds a colon, a slash or no letter."""
        whom: str = self.cleaned_data["whom"]
        return ":" in whom or "/" in whom or not any(map(str.isalpha, whom))

    @property
    def until(self) -> datetime | None:
        """When the block shall end; None where it stays."""
        days: str = self.cleaned_data["lasts"]
        return timezone.now() + timedelta(days=int(days)) if days.isdigit() else None
