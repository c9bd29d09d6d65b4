"""The typed form for a source."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from articles.content import Name, SourceRecord
from articles.forms.references import NewSource
from articles.forms.sources import QUESTIONS, TypedSource, type_choices


def typed(**values: str) -> TypedSource:
    data = QueryDict(mutable=True)
    data.update({f"source_{name}": value for name, value in {"type": "webpage", **values}.items()})
    return TypedSource.of(data)


def added(source: TypedSource, *taken: str) -> NewSource:
    found = source.added(set(taken))
    assert isinstance(found, NewSource), found.problems
    return found


def test_names_are_typed_one_a_line() -> None:
    record = typed(
        author="Curie, Marie\r\nWorld Health Organization\n\n{State, Department of}"
    ).record()
    assert record.author == (
        Name(family="Curie", given="Marie"),
        Name(literal="World Health Organization"),
        Name(literal="State, Department of"),
    )


def test_a_date_that_reads_one_way_only_becomes_edtf() -> None:
    assert typed(issued="19 September 2013").record().issued == "2013-09-19"
    assert typed(issued="03/04/2013").record().issued == "03/04/2013"


def test_a_source_without_a_key_gets_a_readable_one() -> None:
    source = typed(title="Envoys urge U.N. probe", author="Williams, Carol J.", issued="2013-09-19")
    assert added(source).key == "williams2013"
    assert added(source, "williams2013").key == "williams2013a"
    assert added(typed(title="X", key="mine")).key == "mine"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "X", "issued": "2013-13-01"}, "issued"),
        ({"title": "X", "isbn": "978-3-16-148410-1"}, "isbn"),
        ({"title": "X", "url": "example.org"}, "url"),
        ({"title": "X", "archive_url": "javascript:alert(1)"}, "archive_url"),
        ({"title": "X", "publisher": "y" * 2001}, "publisher"),
        ({"title": "X", "author": "z" * 2001}, "author"),
        ({"title": "X", "author": "A, B\n" * 201}, "author"),
        ({"title": "X", "type": "nonsense"}, "type"),
        ({"title": "X", "key": "two words"}, "key"),
        ({"title": "X", "key": "taken"}, "key"),
        ({"publisher": "no title"}, "title"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(values: dict[str, str], field: str) -> None:
    found = typed(**values).added({"taken"})
    assert isinstance(found, TypedSource)
    assert [problem.field for problem in found.problems] == [field]


def test_a_source_can_be_opened_again_and_is_the_same() -> None:
    source = added(
        typed(
            type="article-journal",
            title="Sur une substance",
            author="Curie, Pierre\nAcadémie, des sciences\n{A, B}",
            issued="1898",
            page="1215–1217",
        )
    )
    again = TypedSource.of_source(source)
    data = QueryDict(mutable=True)
    again.write(data)
    assert added(TypedSource.of(QueryDict(data.urlencode())), "other") == source


def test_a_closed_form_leaves_nothing_in_the_data() -> None:
    data = QueryDict(mutable=True)
    typed(title="X").write(data)
    TypedSource().write(data)
    assert not data
    assert not TypedSource.of(data).is_open


def test_every_question_is_a_part_of_the_record() -> None:
    parts = {*SourceRecord.__dataclass_fields__, "key"}
    assert {question.name for question in QUESTIONS} <= parts
    assert [value for value, _ in type_choices()][:2] == ["webpage", "article-newspaper"]
