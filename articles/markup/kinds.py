"""The shape of an infobox, as rendering needs it. The models build these values."""

from __future__ import annotations

from dataclasses import dataclass

FIELD_TYPES = ("text", "date", "number", "link", "list")


@dataclass(frozen=True, slots=True)
class FieldShape:
    """What one field of a kind asks for.

    Attributes:
        name: stable name, as in InfoboxField.
        label: what readers see.
        type: one of FIELD_TYPES.
        required: whether an infobox of this kind without the field is incomplete.
        citation_required: whether a value without a citation shows "needs a source".
        hint: how to write a value, for editors; may be empty.
    """

    name: str
    label: str = ""
    type: str = "text"
    required: bool = False
    citation_required: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class KindShape:
    """A kind of infobox. The default asks for nothing.

    Attributes:
        name: stable name ("event").
        label: what readers see ("Event").
        fields: in shown order.
    """

    name: str = ""
    label: str = ""
    fields: tuple[FieldShape, ...] = ()

    def field(self, name: str) -> FieldShape:
        """Return the shape of the field, or that of a free text field."""
        return next((shape for shape in self.fields if shape.name == name), FieldShape(name))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where links lead, each with its slash at the end.

    Attributes:
        wiki: before the path of an article that exists.
        edit: before the path of an article that nobody has written yet.
        help: the editors' manual.
    """

    wiki: str = "/wiki/"
    edit: str = "/edit/"
    help: str = "/help/markup/"
