"""What a history can be narrowed to: a part of the article, minor or not, a kind, lost sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Article, Deed, Edit, EditPart, InfoboxValue, Reference

LONGEST_PART = 300
MINOR: Mapping[str, str] = {
    "": gettext_noop("Minor and others"),
    "no": gettext_noop("Without minor edits"),
    "only": gettext_noop("Minor edits alone"),
}
_SECTION, _FIELD, _REFERENCE = "text:", "infobox:", "reference:"

Row = TypeVar("Row", Edit, EditPart)


class Asked(Protocol):
    """The part of a request that is asked for: a QueryDict, or a dict."""

    def get(self, name: str, default: str, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which edits of an article its history lists.

    Attributes:
        part: name of a part, as EditPart has it; empty for all.
        minor: "", "no" or "only".
        deed: a kind of edit; empty for all.
        loses_sources: only those that take out a citation or drop a reference.
    """

    part: str = ""
    minor: str = ""
    deed: str = ""
    loses_sources: bool = False

    def __bool__(self) -> bool:
        return self != Narrowing()

    def of(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """Return those of the edits, or of the parts, which repeat what is asked of edits."""
        asked: dict[str, Any] = {}
        if self.minor:
            asked["is_minor"] = self.minor == "only"
        if self.deed:
            asked["deed"] = self.deed
        if self.loses_sources:
            asked["removes_sources"] = True
        return rows.filter(**asked)

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return the names and values by which an address asks for it."""
        loses = "1" if self.loses_sources else ""
        asked = (("part", self.part), ("minor", self.minor), ("kind", self.deed), ("loses", loses))
        return tuple((name, value) for name, value in asked if value)


def narrowing(asked: Asked) -> Narrowing:
    """Return what is asked for, unknown values left out. Total."""
    part = asked.get("part", "").replace("\0", "")[:LONGEST_PART]
    minor, deed = asked.get("minor", ""), asked.get("kind", "")
    return Narrowing(
        part=part if part.startswith((_SECTION, _FIELD, _REFERENCE)) else "",
        minor=minor if minor in MINOR else "",
        deed=deed if deed in Deed.values else "",
        loses_sources=bool(asked.get("loses", "")),
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One value to choose. `is_written` tells words of editors from words of ours."""

    value: str
    words: str
    is_chosen: bool
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Values to choose from, under a heading."""

    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The form that narrows a history, and what it is narrowed to.

    Attributes:
        parts: sections, infobox fields, references; one that the article has no more is there as
            long as it is chosen.
        in_words: what the list is narrowed to; empty where it is whole.
        fields: names and values that keep it so on other pages.
    """

    parts: tuple[OptionGroup, ...]
    minor: tuple[Option, ...]
    deeds: tuple[Option, ...]
    loses_sources: bool
    in_words: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


def filters(article: Article, asked: Narrowing) -> Filters:
    """Return the form (one query where the article came with its rendering)."""
    groups = tuple(_groups(article, asked.part))
    chosen = next((one.words for group in groups for one in group.options if one.is_chosen), "")
    minor = tuple(Option(value, _(words), value == asked.minor) for value, words in MINOR.items())
    deeds = tuple(Option(value, str(words), value == asked.deed) for value, words in Deed.choices)
    in_words = [
        _kind_of(asked.part) % {"name": chosen} if asked.part else "",
        *(one.words for one in minor if one.is_chosen and one.value),
        *(_("Kind: %(kind)s") % {"kind": one.words} for one in deeds if one.is_chosen),
        _("Only what removes sources") if asked.loses_sources else "",
    ]
    return Filters(
        parts=groups,
        minor=minor,
        deeds=deeds,
        loses_sources=asked.loses_sources,
        in_words=tuple(filter(None, in_words)),
        fields=asked.fields(),
    )


def part_name(kind: str, name: str) -> str:
    """Return the name of a part: of a "text" section by its heading, "infobox" field by its name,
    "reference" by its key.
    """
    return f"{kind}:{name}"[:LONGEST_PART]


def _kind_of(part: str) -> str:
    if part == _SECTION:
        return "%(name)s"
    if part.startswith(_SECTION):
        return _("Section “%(name)s”")
    return _("Infobox field “%(name)s”") if part.startswith(_FIELD) else _("Reference “%(name)s”")


def _groups(article: Article, chosen: str) -> Iterator[OptionGroup]:
    """Yield the parts to choose from, by kind, in the order of the article."""
    fields, keys = _fields_and_keys(article)
    headings = dict.fromkeys(row["text"] for row in article.rendering.outline if row["id"])
    found = (
        (_SECTION, _("Sections"), {"": _("Introduction"), **{one: one for one in headings}}),
        (_FIELD, _("Infobox fields"), fields),
        (_REFERENCE, _("References"), {key: key for key in keys}),
    )
    for prefix, words, parts in found:
        named = {f"{prefix}{name}"[:LONGEST_PART]: label for name, label in parts.items()}
        if chosen.startswith(prefix):
            named.setdefault(chosen, chosen.removeprefix(prefix))
        options = tuple(
            Option(part, label, part == chosen, part != _SECTION) for part, label in named.items()
        )
        if options:
            yield OptionGroup(words, options)


def _fields_and_keys(article: Article) -> tuple[dict[str, str], list[str]]:
    """Return the labels of the infobox's fields by name, and the keys of the references."""
    is_field = Value("f", CharField())
    is_key = Value("k", CharField())
    values = InfoboxValue.objects.filter(article=article, value_position=0)
    keys = Reference.objects.filter(article=article)
    rows = values.values_list(is_field, "field_position", "name", "label").union(
        keys.values_list(is_key, "position", "key", "key"), all=True
    )
    fields: dict[str, str] = {}
    found: list[str] = []
    for kind, _position, name, label in sorted(rows):
        if kind == "f":
            fields[name] = label
        else:
            found.append(name)
    return fields, found
