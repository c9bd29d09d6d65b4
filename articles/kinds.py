"""Infobox kinds: the ones every encyclopedia starts with, and the deed that makes one."""

from __future__ import annotations

from django.db import transaction

from articles.markup import FieldShape, KindShape
from articles.models import Deed, InfoboxKind, InfoboxKindField
from articles.revisions import About, KindSnapshot, mark_published, record


def _field(name: str, label: str, type: str = "text", flags: str = "") -> FieldShape:
    return FieldShape(
        name=name,
        label=label,
        type=type,
        required="required" in flags,
        citation_required="cited" in flags,
    )


DEFAULT_KINDS = (
    KindShape(
        "event",
        "Event",
        (
            _field("part_of", "Part of"),
            _field("location", "Location", flags="required"),
            _field("date", "Date", "date", "required"),
            _field("perpetrators", "Perpetrators", flags="cited"),
            _field("deaths", "Deaths", "number", "cited"),
            _field("injuries", "Injuries", "number", "cited"),
            _field("victims", "Victims", flags="cited"),
            _field("outcome", "Outcome"),
        ),
    ),
    KindShape(
        "person",
        "Person",
        (
            _field("born", "Born", "date", "cited"),
            _field("birth_place", "Place of birth", flags="cited"),
            _field("died", "Died", "date", "cited"),
            _field("death_place", "Place of death", flags="cited"),
            _field("occupation", "Occupation", "list"),
            _field("known_for", "Known for"),
            _field("website", "Website", "link"),
        ),
    ),
    KindShape(
        "place",
        "Place",
        (
            _field("country", "Country", flags="required"),
            _field("region", "Region"),
            _field("coordinates", "Coordinates"),
            _field("founded", "Founded", "date", "cited"),
            _field("area", "Area", "number", "cited"),
            _field("elevation", "Elevation", "number"),
            _field("population", "Population", "number", "cited"),
            _field("website", "Website", "link"),
        ),
    ),
    KindShape(
        "organisation",
        "Organisation",
        (
            _field("type", "Type"),
            _field("founded", "Founded", "date", "cited"),
            _field("founders", "Founders", "list", "cited"),
            _field("headquarters", "Headquarters"),
            _field("members", "Members", "number", "cited"),
            _field("website", "Website", "link"),
        ),
    ),
    KindShape(
        "work",
        "Work",
        (
            _field("creators", "Creators", "list"),
            _field("publisher", "Publisher"),
            _field("published", "Published", "date", "cited"),
            _field("version", "Version"),
            _field("genre", "Genre"),
            _field("language", "Language"),
            _field("licence", "Licence"),
            _field("website", "Website", "link"),
        ),
    ),
    KindShape("generic", "Facts"),
)


@transaction.atomic
def make_default_kinds() -> list[str]:
    """Make those of the default kinds that do not exist, and return their names."""
    existing = set(InfoboxKind.objects.values_list("name", flat=True))
    missing = [shape for shape in DEFAULT_KINDS if shape.name not in existing]
    for shape in missing:
        _define(shape)
    return [shape.name for shape in missing]


def _define(shape: KindShape) -> None:
    kind = InfoboxKind.objects.create(name=shape.name, label=shape.label)
    InfoboxKindField.objects.bulk_create(
        InfoboxKindField(
            kind=kind,
            name=row.name,
            label=row.label,
            type=row.type,
            is_required=row.required,
            needs_citation=row.citation_required,
            position=position,
        )
        for position, row in enumerate(shape.fields)
    )
    about = About(editor=None, editor_name="software", summary="Every encyclopedia starts with it.")
    mark_published(record(kind, KindSnapshot(shape), about, deed=Deed.CREATE), actor=None)
