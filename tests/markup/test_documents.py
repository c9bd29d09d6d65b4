"""What a document tells beside its HTML: numbers, places, errors, outline, counts."""

from __future__ import annotations

import pytest

from articles.content import ArticleContent, ReferenceEntry, SourceRecord
from articles.errors import ContentRefused
from articles.markup import (
    Addresses,
    Entry,
    FieldShape,
    KindShape,
    Link,
    Marker,
    extent,
    parse,
    reference_id,
    reference_list,
    render,
)
from tests.markup.reading import (
    SOURCES,
    Reader,
    article,
    parts,
    rendered,
    sentences,
)


def test_references_are_numbered_through_lead_infobox_body_and_notes() -> None:
    text = "L.[@un2013][^n]\n\n## S\n\nB.[@williams2013]\n\n[^n]: N.[@fourth]"
    keys = ["williams2013", "sen2013", "un2013", "fourth"]
    document = rendered(article(text, keys=keys, fields=[("place", "Iraq[@sen2013]")]))
    assert [entry.key for entry in document.entries] == [
        "un2013",
        "sen2013",
        "williams2013",
        "fourth",
    ]
    assert [entry.number for entry in document.entries] == [1, 2, 3, 4]
    assert [cited.place for cited in document.citations] == ["text", "place", "text", "text"]


def test_every_mark_leads_to_its_entry_and_every_way_back_to_its_mark() -> None:
    text = "A.[@sen2013][@un2013][^n]\n\n## S\n\nB.[@sen2013; @un2013, p. 3]\n\n[^n]: C.[@sen2013]"
    document = rendered(article(text, fields=[("place", "x[@sen2013] [^n]")]))
    reader = Reader("".join(parts(document)))
    ids = list(reader.values("id"))
    assert len(ids) == len(set(ids))
    links = [
        given["href"][1:]
        for _, given in reader.elements
        if given.get("role") in {"doc-noteref", "doc-backlink"}
    ]
    assert len(links) == 2 * 8
    assert set(links) <= set(ids)
    assert reference_id("sen2013") in ids


def test_keys_and_sections_that_look_alike_have_ids_of_their_own() -> None:
    text = "## cite--a-1\n\n## note--a\n\nA.[@a][@a-1][@a][^a][^a-1]\n\n[^a]: x\n\n[^a-1]: y"
    document = render(
        parse(article(text, keys=["a", "a-1"])), sources={"a": SourceRecord(title="A")}
    )
    ids = list(Reader("".join(parts(document))).values("id"))
    assert len(ids) == len(set(ids))


def test_the_list_of_references_is_made_again_without_parsing() -> None:
    document = rendered(article("A.[@sen2013][@sen2013] B.[@nobody]", keys=["un2013", "sen2013"]))
    stored = [entry.to_json() for entry in document.entries]
    entries = [Entry.from_json(value) for value in stored if isinstance(value, list)]
    assert tuple(entries) == document.entries
    assert reference_list(entries, SOURCES, "en") == document.references
    healed = {**SOURCES, "uid-of-sen2013": SourceRecord(title="Healed")}
    assert "Healed" in reference_list(entries, healed, "en")
    assert reference_list((), SOURCES) == ""


def test_two_keys_of_one_source_are_named_whether_by_uid_or_by_record() -> None:
    content = ArticleContent(
        text="A.[@a][@b][@c]",
        references=(
            ReferenceEntry("a", "uid-of-sen2013"),
            ReferenceEntry("b", "uid-of-sen2013"),
            ReferenceEntry("c", "merged-into-it"),
        ),
    )
    sources = {**SOURCES, "merged-into-it": SOURCES["uid-of-sen2013"]}
    document = render(parse(content), sources=sources)
    assert [entry.same_as for entry in document.entries] == [0, 1, 1]
    assert "the same source as reference 1" in document.references
    assert sentences(document) == [
        "“a” and “b” are the same source. Cite one of the two everywhere, and remove the other.",
        "“a” and “c” are the same source. Cite one of the two everywhere, and remove the other.",
    ]


def test_a_reference_whose_source_is_not_there_is_named() -> None:
    document = rendered(article("A.[@lost]", keys=["lost"]))
    assert sentences(document) == [
        "No source stands behind the key “lost”. Add it again, or remove it."
    ]
    assert "No source stands behind the key lost." in document.references


def test_the_nearest_key_is_offered_in_text_and_infobox() -> None:
    document = rendered(article("A.[@wiliams2013]", fields=[("place", "x[@Sen2013]")]))
    named = [(one.line, one.field, str(one.sentence)) for one in document.errors]
    assert (
        1,
        "text",
        "No reference has the key “wiliams2013”. Did you mean “williams2013”?",
    ) in named
    assert (0, "infobox", "No reference has the key “Sen2013”. Did you mean “sen2013”?") in named
    assert '<span class="broken">[@wiliams2013]</span>' in document.lead


def test_a_value_without_its_required_source_says_so_and_counts() -> None:
    document = rendered(article(fields=[("place", "[[Iraq]]"), ("deaths", "52")]))
    assert '<dd><a href="/wiki/Iraq">Iraq</a> <span class="needs-source">' in document.infobox
    assert document.markers == (
        Marker("citation needed", "Iraq", "", "", "", "place", by_itself=True),
    )
    assert document.counts.markers == 1


def test_a_value_with_a_citation_or_a_marker_of_its_own_does_not_say_so_twice() -> None:
    cited = rendered(article(fields=[("place", "Iraq[@sen2013]")]))
    marked = rendered(article(fields=[("place", "{{citation needed|Iraq}}")]))
    unknown = rendered(article(fields=[("place", "Iraq[@nobody]")]))
    assert "needs-source" not in cited.infobox + marked.infobox
    assert [marker.by_itself for marker in marked.markers] == [False]
    assert "needs-source" in unknown.infobox


def test_a_date_is_typed_year_first_and_read_in_words() -> None:
    document = rendered(article(fields=[("date", "2013-09-01[@sen2013]"), ("deaths", "2013-09")]))
    assert Reader(document.infobox).lines == ["Date", "1 September 2013[1]", "Deaths", "2013-09"]


def test_a_required_field_that_is_missing_is_named_and_stops_nothing() -> None:
    document = rendered(article(fields=[("place", "Iraq[@sen2013]")], keys=["sen2013"]))
    assert sentences(document) == ["The infobox has no “Date” yet. Fill it in where it is known."]


def test_several_values_stand_one_under_another_with_their_rank() -> None:
    content = ArticleContent.from_json(
        {
            **article().to_json(),
            "infobox": {
                "kind": "event",
                "fields": [
                    {
                        "name": "deaths",
                        "label": "Deaths",
                        "values": [
                            {"text": "52", "rank": "preferred"},
                            {"text": "53", "rank": "deprecated"},
                        ],
                    }
                ],
            },
        }
    )
    html = rendered(content).infobox
    assert '<dd class="preferred">52</dd><dd class="deprecated">53</dd>' in html


def test_markers_and_banners_know_their_section_reason_and_month() -> None:
    text = (
        "{{out of date}}\n\nA {{who|b|reason=See [[Radium|ra]]}}.\n\n## S\n\n"
        "{{more sources needed|since=2026-01}}\n\nC {{dubious|since=2025-12}}."
    )
    document = rendered(text)
    assert [(m.kind, m.claim, m.reason, m.since, m.section) for m in document.markers] == [
        ("who", "b", "See ra", "", ""),
        ("dubious", "", "", "2025-12", "s"),
    ]
    assert [(b.kind, b.since, b.section) for b in document.banners] == [
        ("out of date", "", ""),
        ("more sources needed", "2026-01", "s"),
    ]


def test_links_are_told_for_asking_which_exist() -> None:
    text = "{{main|radium#History}}\n\n[[Radium]] [[#Here]] [[polonium|x]]\n\n[^n]: [[Iraq]]"
    content = article(text, fields=[("place", "[[Camp Ashraf]]")])
    assert parse(content).links == ("Radium", "Polonium", "Camp Ashraf", "Iraq")
    assert rendered(content).links[:3] == (
        Link("Radium", "radium", "history"),
        Link("Radium", "radium", ""),
        Link("", "", "here"),
    )


def test_the_outline_has_the_lead_and_the_lines_of_every_section() -> None:
    text = "Lead.\n\n## A\n\n### A 1\n\nx\n\n## B\n"
    outline = rendered(text).outline
    assert [(h.level, h.id, h.text, h.first_line, h.last_line) for h in outline] == [
        (1, "", "", 0, 2),
        (2, "a", "A", 2, 4),
        (3, "a-1", "A 1", 4, 8),
        (2, "b", "B", 8, 10),
    ]
    assert extent(outline, "a") == (2, 8)
    assert extent(outline, "") == (0, 2)
    with pytest.raises(KeyError):
        extent(outline, "c")


def test_sections_can_be_edited_one_by_one_where_there_is_an_address() -> None:
    document = rendered(article("A\n\n## Über *x*"), edit_address="/edit/A")
    assert document.body == (
        '<div class="heading"><h2 id="über-x">Über <em>x</em></h2>'
        '<a class="edit-section" href="/edit/A?section=%C3%BCber-x" '
        'aria-label="Edit section: Über x">Edit</a></div>\n'
    )


def test_counts_are_of_visible_words_citations_and_markers() -> None:
    text = "One *two* {{who|three}} `four`.[@sen2013][@un2013]\n\n## Five\n\n[^n]: six[@un2013]"
    counts = rendered(article(text)).counts
    assert (counts.words, counts.citations, counts.markers) == (6, 3, 1)


def test_addresses_and_kind_are_those_that_are_handed_in() -> None:
    content = article("[[Radium]] [[Nobody]] {{who}}", fields=[("place", "x")])
    kind = KindShape("event", "Event", (FieldShape("place", citation_required=True),))
    document = render(
        parse(content),
        sources={},
        existing={"radium"},
        kind=kind,
        addresses=Addresses("/w/", "/e/", "/h/"),
    )
    hrefs = list(Reader(document.lead + document.infobox).values("href"))
    assert hrefs == ["/w/Radium", "/e/Nobody", "/h/#markers", "/h/#infoboxes"]


def test_text_in_another_language_gets_its_labels_or_english_ones() -> None:
    assert "[citation needed]" in rendered(article("{{citation needed}}", language="xx")).lead


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[" * 20_001, "This text holds 20001 opening brackets; 20000 is the most."),
        ("# a\n" * 1_001, "This text has 1001 headings; 1000 is the most."),
        ("a" * 524_289, "This text is 513 kB; 512 kB is the most."),
    ],
)
def test_what_would_cost_too_much_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ContentRefused) as refusal:
        parse(article(text))
    assert str(refusal.value) == f"{sentence} Move a section to an article of its own."
    assert refusal.value.problems[0].field == "text"
