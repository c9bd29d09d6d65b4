"""The infobox kinds that every encyclopedia starts with."""

from __future__ import annotations

from articles.markup import FieldShape, KindShape


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
