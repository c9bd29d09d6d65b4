"""The typed form for a source: what it asks, and the record it makes.

Without scripts all fields show; a module shows those of the chosen type alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from articles.citing import record_problems, suggested_edtf, suggested_key
from articles.content import (
    SOURCE_TYPES,
    Name,
    SourceRecord,
    check_record,
    is_key,
    is_uid,
    new_uid,
    one_line,
    plain_text,
)
from articles.errors import ContentRefused, Problem, Sentence
from articles.forms.references import NewSource

PREFIX = "source_"
MAIN_TYPES = {
    "webpage": _("Web page"),
    "article-newspaper": _("Newspaper article"),
    "article-journal": _("Journal article"),
    "article-magazine": _("Magazine article"),
    "book": _("Book"),
    "chapter": _("Chapter of a book"),
    "report": _("Report"),
}
_PERIODICALS = ("article-newspaper", "article-journal", "article-magazine")
_BOOKS = ("book", "chapter")
_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "original_date", "accessed", "archived")


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the source form.

    Attributes:
        name: attribute of SourceRecord, or "key".
        label, hint: what the page says.
        types: main types that it is for; empty for all. Other types show every field.
        is_long: whether several lines are typed.
    """

    name: str
    label: str
    hint: str = ""
    types: tuple[str, ...] = ()
    is_long: bool = False
    input_type: str = "text"


def _ask(
    name: str, label: str, hint: str = "", types: tuple[str, ...] = (), **more: bool | str
) -> Question:
    return Question(name, label, hint, types, **more)  # type: ignore[arg-type]  # as Question says


QUESTIONS = (
    _ask("title", gettext_noop("Title")),
    _ask(
        "author",
        gettext_noop("Authors"),
        gettext_noop("One a line: Family, Given. An organisation as it stands."),
        is_long=True,
    ),
    _ask(
        "container_title",
        gettext_noop("Published in"),
        gettext_noop("The newspaper, journal, website or book that holds it."),
        ("webpage", *_PERIODICALS, "chapter", "report"),
    ),
    _ask(
        "issued",
        gettext_noop("Date"),
        gettext_noop("2013-09-19, 2013-09, 2013, 2013~ for about 2013, or 2013-09/2013-10."),
    ),
    _ask("url", gettext_noop("Web address"), input_type="url"),
    _ask("accessed", gettext_noop("Read there on"), gettext_noop("2013-11-05")),
    _ask(
        "archive_url",
        gettext_noop("Archived copy"),
        gettext_noop("Its web address."),
        input_type="url",
    ),
    _ask("archived", gettext_noop("Archived on"), gettext_noop("2013-11-05")),
    _ask("editor", gettext_noop("Editors"), "", (*_BOOKS, "report"), is_long=True),
    _ask("translator", gettext_noop("Translators"), "", _BOOKS, is_long=True),
    _ask("publisher", gettext_noop("Publisher"), "", ("webpage", *_BOOKS, "report")),
    _ask("publisher_place", gettext_noop("Place"), "", (*_BOOKS, "report", "article-newspaper")),
    _ask("edition", gettext_noop("Edition"), "", _BOOKS),
    _ask("original_date", gettext_noop("First published"), "", _BOOKS),
    _ask("collection_title", gettext_noop("Series"), "", (*_BOOKS, "report")),
    _ask("volume", gettext_noop("Volume"), "", (*_PERIODICALS, *_BOOKS)),
    _ask("issue", gettext_noop("Issue"), "", _PERIODICALS),
    _ask("page", gettext_noop("Pages"), gettext_noop("12–34"), (*_PERIODICALS, *_BOOKS, "report")),
    _ask("number", gettext_noop("Number"), "", ("report",)),
    _ask("genre", gettext_noop("Kind"), gettext_noop("Such as: press release."), ("report",)),
    _ask("doi", gettext_noop("DOI"), "", ("article-journal", *_BOOKS, "report")),
    _ask("isbn", gettext_noop("ISBN"), "", (*_BOOKS, "report")),
    _ask("issn", gettext_noop("ISSN"), "", _PERIODICALS),
    _ask("pmid", gettext_noop("PubMed number"), "", ("article-journal",)),
    _ask("pmcid", gettext_noop("PubMed Central number"), "", ("article-journal",)),
    _ask("arxiv", gettext_noop("arXiv number"), "", ("article-journal", "report")),
    _ask(
        "language",
        gettext_noop("Language"),
        gettext_noop("Only where it is not the article’s: fr, fa, zh-Hant."),
    ),
    _ask(
        "key",
        gettext_noop("Key"),
        gettext_noop("The text cites the source by it. Left empty, one is made."),
    ),
)
_TEXTS = tuple(one.name for one in QUESTIONS if one.name != "key" and one.name not in _NAMES)


@dataclass(frozen=True, slots=True)
class TypedSource:
    """What stands in the source form.

    Attributes:
        is_open: whether the form shows.
        uid: of the new source that is being changed; empty for one more.
        type: one of SOURCE_TYPES, or what was typed instead.
        values: text by the question's name.
        problems: what to mend, each at a question's name or "type".
    """

    is_open: bool = False
    uid: str = ""
    type: str = "webpage"
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, data: QueryDict) -> TypedSource:
        """Return what a sent form holds. Total."""
        if f"{PREFIX}type" not in data:
            return cls()
        uid = data.get(f"{PREFIX}uid", "")
        return cls(
            is_open=True,
            uid=uid if is_uid(uid) else "",
            type=one_line(data.get(f"{PREFIX}type", "")),
            values={one.name: data.get(PREFIX + one.name, "") for one in QUESTIONS},
        )

    @classmethod
    def of_source(cls, source: NewSource) -> TypedSource:
        """Return the form filled in with a source that was added before."""
        values = {name: getattr(source.record, name) for name in _TEXTS}
        for role in _NAMES:
            values[role] = "\n".join(map(_name_line, getattr(source.record, role)))
        return cls(True, source.uid, source.record.type, {**values, "key": source.key})

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed."""
        return any(map(one_line, self.values.values()))

    def write(self, data: QueryDict) -> None:
        """Put this into the form's data; a closed form takes its fields out."""
        for name in [name for name in data if name.startswith(PREFIX)]:
            del data[name]
        if self.is_open:
            data[f"{PREFIX}uid"], data[f"{PREFIX}type"] = self.uid, self.type
            for name, value in self.values.items():
                data[PREFIX + name] = value

    def record(self) -> SourceRecord:
        """Return the record as typed; dates that read one way only become EDTF."""
        values: dict[str, Any] = {name: self.values.get(name, "") for name in _TEXTS}
        for name in _DATES:
            values[name] = suggested_edtf(one_line(values[name])) or values[name]
        for role in _NAMES:
            values[role] = _names(self.values.get(role, ""))
        return SourceRecord(self.type, **values).normalised()

    def added(self, taken: Collection[str]) -> NewSource | TypedSource:
        """Return the new source, or this form with its problems. `taken` are the other keys."""
        record = self.record()
        problems = [*_form_problems(record), *record_problems(record)]
        key = plain_text(self.values.get("key", "")).strip() or suggested_key(record, taken)
        if not is_key(key):
            sentence = Sentence(
                "“%(key)s” cannot be a key. Use letters and digits, as in “sen2013”.", key=key[:100]
            )
            problems.append(Problem("key", sentence))
        elif key in taken:
            sentence = Sentence(
                "Another reference has the key “%(key)s”. Choose another key.", key=key
            )
            problems.append(Problem("key", sentence))
        if problems:
            return replace(self, problems=tuple(problems))
        return NewSource(self.uid or new_uid(), key, record)


def _form_problems(record: SourceRecord) -> list[Problem]:
    """Return what breaks a limit, at the question it concerns."""
    try:
        check_record(record)
    except ContentRefused as refusal:
        return [Problem(_question_of(one, record), one.sentence) for one in refusal.problems]
    return []


def _question_of(problem: Problem, record: SourceRecord) -> str:
    values = dict(problem.sentence.values)
    if "type" in values:
        return "type"
    if "address" in values:
        shown = values["address"]
        return "archive_url" if shown and record.archive_url[:100] == shown else "url"
    if "start" in values:
        start = str(values["start"])
        return next((name for name in _TEXTS if getattr(record, name)[:40] == start), "author")
    return "author" if "count" in values else "title"


def _names(text: str) -> tuple[Name, ...]:
    return tuple(map(_name, filter(None, map(one_line, plain_text(text).split("\n")))))


def _name(line: str) -> Name:
    family, comma, given = (part.strip() for part in line.partition(","))
    if line.startswith("{") and line.endswith("}"):
        return Name(literal=line[1:-1].strip())
    return Name(family=family, given=given) if comma and family and given else Name(literal=line)


def _name_line(name: Name) -> str:
    if name.literal:
        return f"{{{name.literal}}}" if "," in name.literal else name.literal
    return f"{name.family}, {name.given}"


def type_choices() -> list[tuple[str, object]]:
    """Return the types of sources with their labels, main ones first."""
    rest = (kind for kind in SOURCE_TYPES if kind not in MAIN_TYPES)
    return [
        *MAIN_TYPES.items(),
        *((kind, kind.replace("-", " ").replace("_", " ").capitalize()) for kind in rest),
    ]
