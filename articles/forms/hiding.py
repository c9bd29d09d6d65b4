"""The forms that hide parts of an edit, show them again, and erase them for good."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.reasons import reason_field

PARTS = (("text", _("Text")), ("summary", _("Edit summary")), ("editor", _("Editor's name")))
NOTHING_CHOSEN = {
    "required": _("Choose at least one."),
    "invalid_choice": _("Choose of those that are listed."),
}


class HideForm(forms.Form):
    """Asks which parts to hide or to show again, and why."""

    parts = forms.MultipleChoiceField(
        label=_("What"),
        choices=PARTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOTHING_CHOSEN,
    )
    reason = reason_field(
        _("One sentence that says nothing of what is hidden: it stands in the log.")
    )


class EraseForm(forms.Form):
    """Asks which texts and notes to erase, why, and whether that is meant."""

    parts = forms.MultipleChoiceField(
        label=_("What"),
        choices=PARTS[:2],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOTHING_CHOSEN,
    )
    notes = forms.TypedMultipleChoiceField(
        label=_("Notes"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOTHING_CHOSEN,
    )
    reason = reason_field(
        _("The legal reason, in one sentence that says nothing of what is erased.")
    )
    is_meant = forms.BooleanField(
        label=_("I know that nobody can bring it back"),
        error_messages={"required": _("Say that you know: what is erased is gone.")},
    )

    def offering(self, notes: Iterable[tuple[int, str]]) -> EraseForm:
        """Return the form with these notes to choose from, by the number of their act."""
        field = self.fields["notes"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = list(notes)
        return self
