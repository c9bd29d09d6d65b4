"""The printed reference: the nine lines of the first article, and one of every kind."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.citing import Part, printed, printed_html, printed_text
from articles.content import SOURCE_TYPES, Name, SourceRecord
from tests.citing.cases import DATA, HERE, needs_data
from tests.content.strategies import records
from tests.timing import allowed


def reference_cases() -> list[Any]:
    """Return the cases of references.txt: a record, the text it prints as, and perhaps the HTML."""
    cases = []
    for block in (HERE / "references.txt").read_text(encoding="utf-8").split("\n.\n\n"):
        given_record, *outputs = block.removesuffix("\n.\n").split("\n.\n")
        name, _, item = given_record.partition("\n")
        record = SourceRecord.from_csl(json.loads(item))
        html = outputs[1] if len(outputs) > 1 else None
        cases.append(pytest.param(record, outputs[0], html, id=name))
    return cases


@pytest.mark.parametrize(("record", "text", "html"), reference_cases())
def test_reference_prints_as_citation_style_1_does(
    record: SourceRecord, text: str, html: str | None
) -> None:
    assert printed_text(record) == text
    assert html is None or printed_html(record) == html


@needs_data
def test_the_nine_sources_of_the_first_article_print_exactly() -> None:
    folder = DATA / "first-article"
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    lines = (folder / "printed-references.txt").read_text(encoding="utf-8").splitlines()
    assert [printed_text(SourceRecord.from_csl(one)) for one in facts["sources"]] == lines
    assert len(lines) == 9


@pytest.mark.parametrize("type_", SOURCE_TYPES)
def test_every_type_prints_what_is_known(type_: str) -> None:
    record = SourceRecord(
        type=type_,
        title="The Title",
        author=(Name(family="Doe", given="Jane"),),
        publisher="The Publisher",
        issued="2001-02-03",
        accessed="2003",
        archived="2002",
        doi="10.1000/182",
        url="https://example.org/",
    )
    text = printed_text(record)
    assert text.startswith("Doe, Jane (3 February 2001). ")
    assert "The Title" in text
    assert text.endswith(
        "The Publisher. doi:10.1000/182. Archived from the original on 2002. Retrieved 2003."
    )


def test_parts_say_what_is_linked_and_what_is_italic() -> None:
    record = SourceRecord(type="book", title="The Book", url="https://example.org/")
    assert printed(record) == (Part("The Book", "italic", "https://example.org/"), Part("."))


@given(records)
def test_any_record_prints(record: SourceRecord) -> None:
    assert "".join(part.text for part in printed(record)) == printed_text(record)
    links = [part.href for part in printed(record) if part.href]
    assert all(link.lower().startswith(("https://", "http://")) for link in links)
    assert printed_html(record)


@given(st.text(), st.text(), st.text(), st.text())
def test_raw_texts_print(title: str, volume: str, page: str, edition: str) -> None:
    for type_ in ("book", "article-journal"):
        record = SourceRecord(
            type=type_, title=title, volume=volume, page=page, edition=edition, number=page,
            container_title=edition, language=volume, issued=page, doi=title, isbn=page,
        )  # fmt: skip
        assert title in printed_text(record) or '"' in title or "“" in title or "”" in title


@pytest.mark.parametrize("sign", ['"', "1", "i", "-", "1-", " ", "“", "a.", "x ", ",", "1 "])
def test_long_fields_cost_little(sign: str) -> None:
    text = sign * 20_000
    names = {"title", "volume", "issue", "page", "edition", "language", "issued", "doi", "isbn"}
    names |= {"issn", "pmid", "pmcid", "arxiv", "url", "archive_url", "number"}
    values: dict[str, Any] = dict.fromkeys(names, text)
    begun = time.process_time()
    printed_html(SourceRecord(type="article-journal", **values))
    printed_html(SourceRecord(type="book", **values))
    assert time.process_time() - begun < allowed(0.5)


@needs_data
def test_300_references_print_within_25_ms() -> None:
    facts = json.loads((DATA / "first-article" / "facts.json").read_text(encoding="utf-8"))
    base = [SourceRecord.from_csl(one) for one in facts["sources"]]
    fresh = [
        SourceRecord.from_csl({**base[number % 9].to_csl(), "volume": f"v{number}"})
        for number in range(300)
    ]
    begun = time.process_time()
    for record in fresh:
        printed_html(record)
    uncached = time.process_time() - begun
    begun = time.process_time()
    for record in fresh:
        printed_html(record)
    cached = time.process_time() - begun
    assert uncached < allowed(0.025)
    assert cached < uncached / 2
