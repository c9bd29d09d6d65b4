"""The infobox kinds as the edit form offers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.markup import FieldShape, KindShape
from articles.models import InfoboxKind

_HINTS = {
    "date": gettext_noop("As 2013-09-01, 2013-09, 2013, or 2013~ for about 2013."),
    "number": gettext_noop("As 52, 52–53, ~50 or >40, with its unit."),
    "link": gettext_noop("As https://example.org, or [[Title]]."),
    "list": gettext_noop("Separated by commas, or several values."),
}
_COLUMNS = ("name", "label", "type", "is_required", "needs_citation", "hint")


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """A kind with what the form says of its fields; `hints` by the field's name."""

    shape: KindShape
    hints: Mapping[str, str]


def offered_kinds() -> dict[str, OfferedKind]:
    """Return every kind by name, in the order of their labels (one query)."""
    rows = InfoboxKind.objects.order_by("label", "name", "fields__position").values_list(
        "name", "label", *(f"fields__{column}" for column in _COLUMNS)
    )
    kinds = {}
    for (name, label), found in groupby(rows, key=lambda row: row[:2]):
        fields = [row[2:] for row in found if row[2] is not None]
        shapes = tuple(FieldShape(*row[:5]) for row in fields)
        hints = {row[0]: row[5] or _hint(row[2]) for row in fields}
        kinds[name] = OfferedKind(KindShape(name, label, shapes), hints)
    return kinds


def _hint(type: str) -> str:
    return _(_HINTS[type]) if type in _HINTS else ""
