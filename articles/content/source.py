"""SourceRecord: the bibliographic value of one published work, after CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from articles.content.canonical import JSON
from articles.content.normal import one_line

# fmt: off
SOURCE_TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)
# fmt: on
"""Every type of CSL 1.0.2, Appendix III."""


@dataclass(frozen=True, slots=True)
class Name:
    """One author, editor or the like: either `literal`, or a family name with the rest.

    Attributes are CSL's name variables; `literal` prints as it stands (organisations, or a
    person whose family name is not known).
    """

    family: str = ""
    given: str = ""
    literal: str = ""
    particle: str = ""
    suffix: str = ""

    def to_csl(self) -> dict[str, JSON]:
        return {csl: text for attribute, csl in _NAME_PARTS if (text := getattr(self, attribute))}

    @classmethod
    def from_csl(cls, value: Mapping[str, Any]) -> Name:
        particles = (value.get("dropping-particle"), value.get("non-dropping-particle"))
        return cls(
            **{attribute: _text(value.get(csl)) for attribute, csl in _NAME_PARTS[:-1]},
            particle=one_line(" ".join(map(_text, particles))),
        )


_NAME_PARTS = (
    ("family", "family"),
    ("given", "given"),
    ("literal", "literal"),
    ("suffix", "suffix"),
    ("particle", "non-dropping-particle"),
)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One published work.

    Texts are plain, one line each; an empty one is not known. Dates (`issued`,
    `original_date`, `accessed`, `archived`) are EDTF, levels 0 and 1.

    Attributes beyond CSL's own variables:
        arxiv: arXiv number without prefix.
        archive_url, archived: address and date of the archived copy.
        status: of the original address: "", live, dead, deviated, unfit, usurped, unknown.
        format: of the file at the address, as CS1 prints it ("PDF").
        date_style: "" for "19 September 2013", "mdy" for "September 19, 2013"; "iso" prints the
            archive and access dates as "2013-09-19". (CS1 keeps the style a date was written in.)
        custom: every other variable, as (name, text), sorted by name.
    """

    type: str = "webpage"
    title: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    container_title: str = ""
    collection_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    genre: str = ""
    medium: str = ""
    event_title: str = ""
    issued: str = ""
    original_date: str = ""
    accessed: str = ""
    language: str = ""
    url: str = ""
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""
    archive_url: str = ""
    archived: str = ""
    status: str = ""
    format: str = ""
    date_style: str = ""
    custom: tuple[tuple[str, str], ...] = ()

    def to_csl(self) -> dict[str, JSON]:
        """Return the record as a CSL-JSON item without id; `from_csl` gives it back."""
        item: dict[str, JSON] = {"type": self.type}
        for attribute, variable in _TEXTS.items():
            if text := getattr(self, attribute):
                item[variable] = text
        for role in _ROLES:
            if names := getattr(self, role):
                item[role] = [name.to_csl() for name in names]
        custom: dict[str, JSON] = dict(self.custom)
        for attribute, variable in _OURS.items():
            if text := getattr(self, attribute):
                custom[variable] = text
        if custom:
            item["custom"] = custom
        return item

    @classmethod
    def from_csl(cls, item: Mapping[str, Any]) -> SourceRecord:
        """Return the record of a CSL-JSON item. What the record has no place for goes to `custom`.

        Total for any mapping: wrong shapes are read as their text.
        """
        ours = {variable: attribute for attribute, variable in _OURS.items()}
        texts = {variable: attribute for attribute, variable in _TEXTS.items()}
        values: dict[str, Any] = {"type": _text(item.get("type")) or "document"}
        custom: dict[str, str] = {}
        given = item.get("custom")
        for name, value in given.items() if isinstance(given, Mapping) else ():
            if name in ours:
                values[ours[name]] = _text(value)
            elif text := _text(value):
                custom[_custom_name(name)] = text
        for name, value in item.items():
            if name in {"type", "id", "custom"}:
                continue
            if name in texts:
                values[texts[name]] = _text(value)
            elif name in _ROLES:
                values[name] = _names(value)
            elif text := _text(value):
                custom.setdefault(_custom_name(name), text)
        return cls(**values, custom=tuple(sorted(custom.items())))

    def normalised(self) -> SourceRecord:
        """Return the record with one-line texts, no empty names, sorted custom variables."""
        values: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, str):
                values[one.name] = one_line(value)
        for role in _ROLES:
            values[role] = _names([name.to_csl() for name in getattr(self, role)])
        custom = {_custom_name(name): one_line(text) for name, text in self.custom}
        return SourceRecord(
            **values,
            custom=tuple(sorted((name, text) for name, text in custom.items() if name and text)),
        )


_ROLES = ("author", "editor", "translator")
_OURS = {
    "arxiv": "arxiv",
    "archive_url": "archive_url",
    "archived": "archived",
    "status": "status",
    "format": "format",
    "date_style": "date_format",
}
_CSL_SPELLING = {
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}
_TEXTS = {
    one.name: _CSL_SPELLING.get(one.name, one.name.replace("_", "-"))
    for one in fields(SourceRecord)
    if one.name not in {"type", "custom", *_ROLES, *_OURS}
}


def _custom_name(name: object) -> str:
    """Return the name for `custom`; one that means something else there gets a `_` at its end.

    CSL's own `status` ("forthcoming") is no status of an address, and `uid` is taken by files.
    """
    text = one_line(str(name))
    return f"{text}_" if text in _OURS.values() or text == "uid" else text


def _names(value: object) -> tuple[Name, ...]:
    people: Iterable[object] = value if isinstance(value, list | tuple) else ()
    names = (Name.from_csl(one) for one in people if isinstance(one, Mapping))
    return tuple(name for name in names if name != Name())


def _text(value: object) -> str:
    """Return a CSL value as text; a date in parts becomes EDTF."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and all(isinstance(one, list) for one in parts):
            return "/".join(
                "-".join(_date_part(n, 2 if place else 4) for place, n in enumerate(one))
                for one in parts
            )
        return one_line(str(value.get("raw") or value.get("literal") or ""))
    if isinstance(value, list | tuple):
        return one_line(", ".join(map(str, value)))
    return "" if value is None else one_line(str(value))


def _date_part(number: object, digits: int) -> str:
    """Return a part of a date with zeros in front; a year before 0 has its sign before them."""
    text = str(number)
    return f"-{text[1:].zfill(digits)}" if text.startswith("-") else text.zfill(digits)
