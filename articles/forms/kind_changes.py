"""The form that changes an infobox kind: its label, and its fields in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.content import field_name
from articles.content.limits import LONGEST_FIELD_NAME, LONGEST_LABEL
from articles.forms.reasons import reason_field
from articles.markup import FieldShape, KindShape
from articles.models import FieldType

if TYPE_CHECKING:
    from django.forms.formsets import BaseFormSet

MOST_FIELDS = 100
ADDED_AT_ONCE = 3


class KindForm(forms.Form):
    """Asks what the kind is called, and why it changes. A kind that there is keeps its name."""

    label = forms.CharField(
        label=_("Label"), help_text=_("What readers see above the facts."), max_length=LONGEST_LABEL
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("What articles call it; it stays for ever. Small letters, as “chess_opening”."),
        max_length=LONGEST_FIELD_NAME,
    )
    base = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["summary"] = reason_field(_("What you change and why. Everyone can read it."))
        self.fields["summary"].label = _("Summary")
        if not is_new:
            del self.fields["name"]


class FieldForm(forms.Form):
    """Asks for one field of the kind. Its name is made of its first label, and stays."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=LONGEST_FIELD_NAME,
        widget=forms.TextInput(attrs={"size": 14}),
    )
    label = forms.CharField(
        label=_("Label"), max_length=LONGEST_LABEL, widget=forms.TextInput(attrs={"size": 20})
    )
    type = forms.ChoiceField(
        label=_("Type"), choices=FieldType.choices, initial=FieldType.TEXT.value
    )
    required = forms.BooleanField(label=_("Required"), required=False)
    citation_required = forms.BooleanField(label=_("Needs a source"), required=False)
    hint = forms.CharField(
        label=_("Hint"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"size": 24}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("name"):
            self.fields["name"].widget.attrs["readonly"] = True


class FieldForms(forms.BaseFormSet):  # type: ignore[type-arg]  # generic in its stubs alone
    """The fields of a kind as rows of a table, whose heads name the columns for the eye alone."""

    def add_fields(self, form: FieldForm, index: int | None) -> None:
        """Add order and removal to a row, and name each input for who does not see the table."""
        super().add_fields(form, index)
        form.fields["ORDER"].widget.attrs["class"] = "vIntegerField"
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = field.label


_Fields = forms.formset_factory(
    FieldForm,
    formset=FieldForms,
    extra=ADDED_AT_ONCE,
    can_order=True,
    can_delete=True,
    max_num=MOST_FIELDS,
    absolute_max=MOST_FIELDS + ADDED_AT_ONCE,
    validate_max=True,
)


def field_forms(shape: KindShape, data: Any = None) -> BaseFormSet[FieldForm]:
    """Return a form for each field of the shape, and some empty ones; or those that were sent."""
    initial = [
        {
            "name": row.name,
            "label": row.label,
            "type": row.type,
            "required": row.required,
            "citation_required": row.citation_required,
            "hint": row.hint,
        }
        for row in shape.fields
    ]
    return _Fields(data, initial=initial, prefix="fields")


def shape_of(name: str, label: str, rows: BaseFormSet[FieldForm]) -> KindShape:
    """Return the shape that valid forms ask for, its fields in the order asked for."""
    asked = [row.cleaned_data for row in rows.ordered_forms if row.cleaned_data.get("label")]
    return KindShape(
        name,
        label,
        tuple(
            FieldShape(
                name=row["name"] or field_name(row["label"]),
                label=row["label"],
                type=row["type"],
                required=row["required"],
                citation_required=row["citation_required"],
                hint=row["hint"],
            )
            for row in asked
        ),
    )
