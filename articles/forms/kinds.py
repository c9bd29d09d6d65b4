"""The infobox kinds as the edit form offers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.markup import KindShape
from articles.models import InfoboxKind

_HINTS = {
    "date": gettext_noop("As 2013-09-01, 2013-09, 2013, or 2013~ for about 2013."),
    "number": gettext_noop("As 52, 52–53, ~50 or >40, with its unit."),
    "link": gettext_noop("As https://example.org, or [[Title]]."),
    "list": gettext_noop("Separated by commas, or several values."),
}


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """A kind with what the form says of its fields; `hints` by the field's name."""

    shape: KindShape
    hints: Mapping[str, str]


def offered_kinds() -> dict[str, OfferedKind]:
    """Return every kind by name, in the order of their labels (two queries)."""
    kinds = InfoboxKind.objects.prefetch_related("fields").order_by("label")
    return {
        kind.name: OfferedKind(
            kind.shape(),
            {
                row.name: row.hint or (_(_HINTS[row.type]) if row.type in _HINTS else "")
                for row in kind.fields.all()
            },
        )
        for kind in kinds
    }
