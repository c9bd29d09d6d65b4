"""Limits that always hold, and rules of form. Mere incompleteness is no concern of this module."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields

from articles.content.article import RANKS, ArticleContent, Proposal
from articles.content.names import is_key, is_uid
from articles.content.source import SOURCE_TYPES, SourceRecord
from articles.content.titles import title_key
from articles.errors import ContentRefused, Problem, Sentence

LARGEST_TEXT = 512 * 1024
MOST_BRACKETS = 20_000
MOST_LINES = 16_000
MOST_REFERENCES = 1_000
MOST_FIELD_VALUES = 200
MOST_CATEGORIES = 100
MOST_TABLE_COLUMNS = 60
LONGEST_SHORT_DESCRIPTION = 200
LONGEST_LABEL = 100
LONGEST_FIELD_NAME = 64
LONGEST_KIND = 64
LONGEST_LANGUAGE = 35
LONGEST_VALUE = 4_000
LONGEST_CATEGORY = 200
LONGEST_RECORD_TEXT = 2_000
MOST_NAMES = 200
STATUSES = ("", "live", "dead", "deviated", "unfit", "usurped", "unknown")
OPTIONS = frozenset({"subreferences"})

_DELIMITER_ROW_SIGNS = " \t>|:-"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")
_HTTP = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def check_proposal(proposal: Proposal) -> None:
    """Refuse a normalised proposal that breaks a limit or a rule of form.

    Raises:
        ContentRefused: with every problem found.
    """
    problems = list(_content_problems(proposal.content))
    for entry in proposal.content.references:
        record = proposal.new_sources.get(entry.source)
        if record is not None:
            problems += _record_problems(record, entry.key)
    if problems:
        raise ContentRefused(problems)


def check_content(content: ArticleContent) -> None:
    """Refuse normalised content that breaks a limit. Raises ContentRefused with every problem."""
    check_proposal(Proposal(content))


def check_record(record: SourceRecord) -> None:
    """Refuse a normalised source record that breaks a limit. Raises ContentRefused."""
    if problems := list(_record_problems(record, record.title)):
        raise ContentRefused(problems)


def _content_problems(content: ArticleContent) -> Iterator[Problem]:
    yield from _text_problems(content.text)
    yield from _infobox_problems(content)
    yield from _reference_problems(content)
    if len(content.short_description) > LONGEST_SHORT_DESCRIPTION:
        yield _too_long("short_description", content.short_description, LONGEST_SHORT_DESCRIPTION)
    if len(content.categories) > MOST_CATEGORIES:
        yield _too_many("categories", len(content.categories), MOST_CATEGORIES)
    for name in content.categories:
        longer = max(name, title_key(name), key=len)  # "ﬃ" is three letters in a key
        if len(longer) > LONGEST_CATEGORY:
            yield _too_long("categories", longer, LONGEST_CATEGORY)
        if re.search(r"[#<>\[\]{}|]", name):
            yield Problem(
                "categories",
                Sentence("The category “%(name)s” cannot hold # < > [ ] { } |.", name=name),
            )
    language = content.language
    if len(language) > LONGEST_LANGUAGE or not _LANGUAGE.fullmatch(language):
        yield Problem(
            "language",
            Sentence(
                "“%(tag)s” is no language tag. Write one such as en, de or pt-BR.",
                tag=language[:40],
            ),
        )
    if unknown := content.options - OPTIONS:
        yield Problem("", Sentence("There is no option “%(name)s”.", name=min(unknown)[:40]))


def too_costly(texts: Sequence[str]) -> Sentence | None:
    """Return why it would take too long to parse the texts, or None: size, brackets, lines."""
    size = sum(len(text.encode(errors="replace")) for text in texts)
    if size > LARGEST_TEXT:
        return Sentence(
            "This text is %(size)d kB; %(most)d kB is the most. "
            "Move a section to an article of its own.",
            size=-(-size // 1024),
            most=LARGEST_TEXT // 1024,
        )
    brackets = sum(text.count("[") for text in texts)
    if brackets > MOST_BRACKETS:
        return Sentence(
            "This text holds %(count)d opening brackets; %(most)d is the most. "
            "Move a section to an article of its own.",
            count=brackets,
            most=MOST_BRACKETS,
        )
    lines = sum(text.count("\n") for text in texts)
    if lines > MOST_LINES:
        return Sentence(
            "This text has %(count)d lines; %(most)d is the most. "
            "Move a section to an article of its own.",
            count=lines,
            most=MOST_LINES,
        )
    return None


def _text_problems(text: str) -> Iterator[Problem]:
    if sentence := too_costly([text]):
        yield Problem("text", sentence)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.count("|") <= MOST_TABLE_COLUMNS or "-" not in line:
            continue
        if not line.strip(_DELIMITER_ROW_SIGNS):
            columns = line.strip(" \t>").strip("|").count("|") + 1
            if columns > MOST_TABLE_COLUMNS:
                yield Problem(
                    "text",
                    Sentence(
                        "The table at line %(line)d has %(count)d columns; %(most)d is the most. "
                        "Split it in two.",
                        line=number,
                        count=columns,
                        most=MOST_TABLE_COLUMNS,
                    ),
                )
                return


def _infobox_problems(content: ArticleContent) -> Iterator[Problem]:
    rows = content.infobox.fields
    count = sum(len(row.values) for row in rows)
    if count > MOST_FIELD_VALUES:
        yield _too_many("infobox", count, MOST_FIELD_VALUES)
    for name, uses in Counter(row.name for row in rows).items():
        if uses > 1:
            yield Problem(
                "infobox",
                Sentence(
                    "The infobox has the field “%(name)s” twice. Put both values in one field.",
                    name=name,
                ),
            )
    for row in rows:
        if not row.label or not row.name:
            yield Problem("infobox", Sentence("An infobox field has no label. Give it one."))
        for text, most in (
            (row.name, LONGEST_FIELD_NAME),
            (row.label, LONGEST_LABEL),
            *((v.text, LONGEST_VALUE) for v in row.values),
        ):
            if len(text) > most:
                yield _too_long("infobox", text, most)
        if any(value.rank not in RANKS for value in row.values):
            yield Problem(
                "infobox",
                Sentence("A value of “%(label)s” has a rank that does not exist.", label=row.label),
            )
    if len(content.infobox.kind) > LONGEST_KIND:
        yield _too_long("infobox", content.infobox.kind, LONGEST_KIND)
    if rows and not content.infobox.kind:
        yield Problem("infobox", Sentence("The infobox has fields but no kind. Choose a kind."))


def _reference_problems(content: ArticleContent) -> Iterator[Problem]:
    if len(content.references) > MOST_REFERENCES:
        yield _too_many("references", len(content.references), MOST_REFERENCES)
    seen = set()
    for entry in content.references:
        if not is_key(entry.key):
            yield Problem(
                "references",
                Sentence(
                    "“%(key)s” cannot be a key. Write letters and digits, such as “williams2013”.",
                    key=entry.key[:100],
                ),
            )
        elif entry.key in seen:
            yield Problem(
                "references",
                Sentence(
                    "Two references have the key “%(key)s”. Change one of the keys.", key=entry.key
                ),
            )
        if not is_uid(entry.source):
            yield Problem(
                "references",
                Sentence("The reference “%(key)s” names no source.", key=entry.key[:100]),
            )
        seen.add(entry.key)


def _record_problems(record: SourceRecord, key: str) -> Iterator[Problem]:
    if record.type not in SOURCE_TYPES:
        yield Problem(
            "references",
            Sentence("“%(type)s” is no type of source. Choose one.", type=record.type[:40]),
        )
    if not (record.title or record.url or record.container_title):
        yield Problem(
            "references",
            Sentence("The source “%(key)s” has no title. Write its title.", key=key[:100]),
        )
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, str) and len(value) > LONGEST_RECORD_TEXT:
            yield _too_long("references", value, LONGEST_RECORD_TEXT)
    people = (*record.author, *record.editor, *record.translator)
    if len(people) > MOST_NAMES:
        yield _too_many("references", len(people), MOST_NAMES)
    pairs = [text for pair in record.custom for text in pair]
    pairs += [getattr(name, one.name) for name in people for one in fields(name)]
    if len(record.custom) > MOST_NAMES:
        yield _too_many("references", len(record.custom), MOST_NAMES)
    for text in pairs:
        if len(text) > LONGEST_RECORD_TEXT:
            yield _too_long("references", text, LONGEST_RECORD_TEXT)
    for address in (record.url, record.archive_url):
        if address and not _HTTP.match(address):
            yield Problem(
                "references",
                Sentence(
                    "“%(address)s” is no web address. It begins with https:// or http://.",
                    address=address[:100],
                ),
            )
    if record.status not in STATUSES:
        yield Problem(
            "references",
            Sentence("“%(status)s” is no status of a source.", status=record.status[:40]),
        )


def _too_long(field: str, text: str, most: int) -> Problem:
    return Problem(
        field,
        Sentence(
            "“%(start)s…” is %(size)d characters long; %(most)d is the most. Shorten it.",
            start=text[:40],
            size=len(text),
            most=most,
        ),
    )


def _too_many(field: str, count: int, most: int) -> Problem:
    return Problem(
        field,
        Sentence(
            "There are %(count)d here; %(most)d is the most. Take some out.", count=count, most=most
        ),
    )
