"""What changed between two contents."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given

from articles.comparing import Difference, Pieces, compare, record_changes
from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Name,
    ReferenceEntry,
    SourceRecord,
)
from articles.markup import Counts
from tests.bench.articles import BENCH_DATA, bench_article
from tests.content.strategies import contents
from tests.timing import allowed

WHO, CURIE = "a" * 16, "b" * 16
RECORDS = {
    WHO: SourceRecord(type="report", title="World report", publisher="WHO", issued="2013"),
    CURIE: SourceRecord(type="book", title="Radium", author=(Name(family="Curie"),)),
}
NO_COUNTS = (Counts(0, 0, 0), Counts(0, 0, 0))


def field(name: str, *values: str, label: str = "") -> InfoboxField:
    return InfoboxField(name, label or name.capitalize(), tuple(map(FieldValue, values)))


RADIUM = ArticleContent(
    short_description="chemical element",
    text="Radium is bright.[@who]\n\n## Uses\n\nIt is {{citation needed}} no longer used.\n",
    infobox=Infobox(
        "generic", (field("number", "88"), field("mass", "226"), field("symbol", "Ra"))
    ),
    references=(ReferenceEntry("who", WHO), ReferenceEntry("curie", CURIE)),
    categories=("Elements", "Metals"),
)


def difference(after: ArticleContent, **sources: dict[str, SourceRecord]) -> Difference:
    """Compare radium with what it became."""
    both = {"sources_before": RECORDS, "sources_after": RECORDS} | sources
    return compare(RADIUM, after, counts=NO_COUNTS, **both)


def text_of(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


@given(contents)
def test_a_content_differs_from_itself_in_nothing(content: ArticleContent) -> None:
    content = content.normalised()
    found = compare(content, content, counts=NO_COUNTS)
    assert found.is_empty
    assert not any(_groups(found))


@given(contents, contents)
@example(RADIUM, replace(RADIUM, references=RADIUM.references[::-1]))
@example(RADIUM, replace(RADIUM, categories=RADIUM.categories[::-1]))
@example(RADIUM, replace(RADIUM, options=frozenset({"subreferences"})))
def test_a_difference_is_empty_only_between_equal_contents(
    before: ArticleContent, after: ArticleContent
) -> None:
    before, after = _usable(before), _usable(after)
    found = compare(before, after, counts=NO_COUNTS)
    assert found.is_empty == (before == after)
    assert found.is_empty == (not any(_groups(found)))


def _usable(content: ArticleContent) -> ArticleContent:
    """Return the content as it may be saved: no field name twice."""
    content = content.normalised()
    rows = {row.name: row for row in content.infobox.fields}
    return replace(content, infobox=Infobox(content.infobox.kind, tuple(rows.values())))


def _groups(found: Difference) -> tuple[object, ...]:
    return (
        found.short_description, found.infobox_kind, found.infobox, found.references,
        found.references_reordered, found.sections, found.categories, found.language, found.options,
    )  # fmt: skip


def test_single_values_show_their_words() -> None:
    found = difference(
        replace(
            RADIUM, short_description="chemical metal", language="fr", infobox=Infobox("element")
        )
    )
    assert found.short_description
    assert found.language
    assert found.infobox_kind
    assert [(one.text, one.kind) for one in found.short_description.after] == [
        ("chemical ", "same"),
        ("metal", "inserted"),
    ]
    assert (text_of(found.language.before), text_of(found.language.after)) == ("en", "fr")
    assert text_of(found.infobox_kind.after) == "element"


def test_infobox_fields_are_added_removed_changed_and_moved() -> None:
    rows = (
        field("symbol", "Ra"),
        field("number", "88[@who]"),
        field("mass", "226", label="Atomic mass"),
        field("group", "2"),
    )
    found = difference(replace(RADIUM, infobox=Infobox("generic", rows)))
    assert [(one.name, one.kind, one.is_moved) for one in found.infobox] == [
        ("symbol", "moved", True),
        ("number", "changed", False),
        ("mass", "changed", False),
        ("group", "added", False),
    ]
    assert (found.infobox[2].label, found.infobox[2].label_before) == ("Atomic mass", "Mass")
    (value,) = found.infobox[1].values
    assert [(one.text, one.kind) for one in value.after] == [("88", "same"), ("[@who]", "inserted")]
    (gone,) = difference(replace(RADIUM, infobox=Infobox("generic", rows[:3]))).infobox[:1]
    assert gone.name == "symbol"


def test_values_of_a_field_are_paired_and_ranks_shown() -> None:
    before = Infobox("generic", (field("mass", "225", "226", "228"),))
    kept = FieldValue("226", "preferred")
    after = Infobox("generic", (InfoboxField("mass", "Mass", (kept, FieldValue("230"))),))
    found = compare(ArticleContent(infobox=before), ArticleContent(infobox=after), counts=NO_COUNTS)
    assert [
        (one.kind, text_of(one.before), text_of(one.after), one.rank_before, one.rank_after)
        for one in found.infobox[0].values
    ] == [
        ("removed", "225", "", "normal", ""),
        ("changed", "226", "226", "normal", "preferred"),
        ("changed", "228", "230", "normal", "normal"),
    ]


def test_references_show_their_printed_form() -> None:
    references = (ReferenceEntry("who2013", WHO), ReferenceEntry("new", "c" * 16))
    records = RECORDS | {"c" * 16: SourceRecord(type="book", title="New work")}
    found = difference(replace(RADIUM, references=references), sources_after=records)
    assert [(one.kind, one.key, one.key_before) for one in found.references] == [
        ("renamed", "who2013", "who"),
        ("added", "new", ""),
        ("removed", "curie", "curie"),
    ]
    assert "New work" in text_of(found.references[1].after)
    assert "Radium" in text_of(found.references[2].before)
    assert (found.references[1].before, found.references[2].after) == ((), ())


def test_another_source_under_one_key_is_named_replaced() -> None:
    swapped = (ReferenceEntry("who", CURIE), RADIUM.references[1])
    (one,) = difference(replace(RADIUM, references=swapped)).references
    assert (one.kind, one.source_before, one.source) == ("replaced", WHO, CURIE)
    assert {"title", "publisher", "author"} <= {part.name for part in one.fields}


def test_a_repaired_record_shows_field_by_field_though_the_contents_are_equal() -> None:
    repaired = replace(RECORDS[WHO], issued="2013-11", custom=(("note", "Second printing"),))
    found = difference(RADIUM, sources_after=RECORDS | {WHO: repaired})
    (one,) = found.references
    assert one.kind == "repaired"
    assert [(part.label, text_of(part.before), text_of(part.after)) for part in one.fields] == [
        ("Date", "2013", "2013-11"),
        ("Note", "", "Second printing"),
    ]
    assert not found.is_empty


def test_a_name_that_becomes_an_organisation_is_a_change() -> None:
    person, body = Name(family="WHO"), Name(literal="WHO")
    (one,) = record_changes(SourceRecord(author=(person,)), SourceRecord(author=(body,)))
    assert one.name == "author"


def test_categories_and_options_are_sets_with_an_order() -> None:
    found = difference(
        replace(
            RADIUM, categories=("Metals", "Elements", "Toxic"), options=frozenset({"subreferences"})
        )
    )
    assert (found.categories.added, found.categories.removed) == (("Toxic",), ())
    assert found.categories.is_reordered
    assert found.options.added == ("subreferences",)


def test_the_numbers_are_those_of_both_texts() -> None:
    after = replace(
        RADIUM, text=RADIUM.text.replace("{{citation needed}} ", "").replace("It", "It too")
    )
    found = compare(RADIUM, after, sources_before=RECORDS, sources_after=RECORDS)
    assert (found.words, found.citations, found.markers) == (1, 0, -1)
    assert found.before.citations == 1


@pytest.mark.skipif(not BENCH_DATA.exists(), reason="the shared data is not here")
def test_a_large_article_is_compared_in_no_time() -> None:
    _, before, sources = bench_article("large")
    lines = before.text.split("\n")
    for number in range(2, len(lines), len(lines) // 30):
        lines[number] += " One more sentence."
    after = replace(before, text="\n".join(lines))
    began = time.process_time()
    found = compare(
        before, after, sources_before=sources, sources_after=dict(sources), counts=NO_COUNTS
    )
    assert time.process_time() - began < allowed(0.1)
    assert sum(section.changes for section in found.sections) >= 30
