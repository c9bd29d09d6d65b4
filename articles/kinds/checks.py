"""What a shape of an infobox keeps: names that stay, labels that differ, types that are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from articles.content import one_line
from articles.content.limits import LONGEST_FIELD_NAME, LONGEST_LABEL
from articles.errors import ContentRefused, Problem, Sentence
from articles.markup import FieldShape, KindShape
from articles.models import FieldType

MOST_FIELDS = 100
LONGEST_HINT = 200
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)


def checked_shape(shape: KindShape) -> KindShape:
    """Return the shape as it is kept: labels and hints in one line.

    Raises:
        ContentRefused: with every problem found; the field of a problem is "name", "label" or
            "fields".
    """
    rows = tuple(
        replace(row, label=one_line(row.label), hint=one_line(row.hint)) for row in shape.fields
    )
    shape = replace(shape, label=one_line(shape.label), fields=rows)
    if problems := list(_problems(shape)):
        raise ContentRefused(problems)
    return shape


def _problems(shape: KindShape) -> Iterator[Problem]:
    if not _is_name(shape.name):
        yield Problem("name", _no_name(shape.name))
    if not 0 < len(shape.label) <= LONGEST_LABEL:
        yield Problem("label", _no_label(shape.label))
    if len(shape.fields) > MOST_FIELDS:
        yield Problem(
            "fields",
            Sentence(
                "This kind has %(count)d fields; %(most)d is the most. Take some out.",
                count=len(shape.fields),
                most=MOST_FIELDS,
            ),
        )
    for row in shape.fields:
        yield from (Problem("fields", sentence) for sentence in _field_problems(row))
    for named in ("name", "label"):
        counts = Counter(getattr(row, named).casefold() for row in shape.fields)
        for text in (text for text, uses in counts.items() if text and uses > 1):
            yield Problem(
                "fields",
                Sentence("Two fields are called “%(text)s”. Change one of them.", text=text[:100]),
            )


def _field_problems(row: FieldShape) -> Iterator[Sentence]:
    if not _is_name(row.name):
        yield _no_name(row.name)
    if not 0 < len(row.label) <= LONGEST_LABEL:
        yield _no_label(row.label)
    if row.type not in FieldType.values:
        yield Sentence("There is no type of field “%(type)s”. Choose one.", type=row.type[:40])
    if len(row.hint) > LONGEST_HINT:
        yield Sentence(
            "The hint of “%(label)s” is longer than %(most)d characters. Shorten it.",
            label=row.label[:100],
            most=LONGEST_HINT,
        )


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST_FIELD_NAME and bool(_NAME.fullmatch(name))


def _no_name(name: str) -> Sentence:
    return Sentence(
        "“%(name)s” cannot be a name. Write at most %(most)d small letters without accents, "
        "digits, hyphens and underscores, such as “birth_place”.",
        name=name[:64],
        most=LONGEST_FIELD_NAME,
    )


def _no_label(label: str) -> Sentence:
    if not label:
        return Sentence("A label is missing. Write what readers see.")
    return Sentence(
        "The label “%(start)s…” is longer than %(most)d characters. Shorten it.",
        start=label[:40],
        most=LONGEST_LABEL,
    )
