"""What holds for any text at all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.markup import MARKERS, date_markers, extent, plain, rename_key, render_page
from articles.markup.sections import slug
from tests.markup.reading import Reader, article, parts, rendered

_SIGNS = (
    *(
        "[[",
        "]]",
        "|",
        "\\|",
        "[@",
        "]",
        "[",
        "](",
        ")",
        "{{",
        "}}",
        "{cites=",
        "}",
        "[^n]",
        "[^n]: ",
    ),
    *("`", "``", "*", "**", "_", "~~", "\n", "\n\n", "# ", "## ", "> ", "- ", "1. ", "    ", "\t"),
    *(
        "who",
        "citation needed",
        "main",
        "out of date",
        "reason=",
        "since=2020-01",
        "sen2013",
        ", p. 1",
    ),
    *(
        "| a |\n|---|\n",
        "Table: x\n\n",
        "https://a.example",
        "![",
        "<b>",
        "&amp;",
        ";",
        "@",
        "a ",
        "é",
    ),
)
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(_SIGNS), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(_SIGNS), st.text(max_size=5)), max_size=20).map("".join),
)


@given(texts, texts)
@settings(max_examples=300, deadline=None)
def test_any_text_renders_to_balanced_html_with_unique_ids(text: str, value: str) -> None:
    document = rendered(article(text, fields=[("place", value)]), edit_address="/edit/A")
    readers = [Reader(html) for html in parts(document)]
    assert all(reader.balanced for reader in readers)
    ids = [one for reader in readers for one in reader.values("id")]
    assert len(ids) == len(set(ids))
    assert Reader(render_page(text).html).balanced


@given(texts)
@settings(max_examples=200, deadline=None)
def test_the_lines_of_the_sections_partition_the_text(text: str) -> None:
    outline = rendered(article(text)).outline
    assert outline[0].first_line == 0
    assert all(a.last_line == b.first_line for a, b in pairwise(outline))
    assert outline[-1].last_line == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert len({heading.id for heading in outline}) == len(outline)
    assert all(extent(outline, heading.id)[1] >= heading.last_line for heading in outline)


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_dating_markers_is_done_once(text: str, base: str) -> None:
    dated = date_markers(text, base, "2026-11")
    assert date_markers(dated, dated, "2027-01") == dated
    assert len(rendered(article(dated)).markers) == len(rendered(article(text)).markers)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_renaming_a_key_leaves_no_citation_of_it(text: str) -> None:
    before = rendered(article(text)).citations
    after = rendered(article(rename_key(text, "sen2013", "un2013"))).citations
    assert [one.key.replace("sen2013", "un2013") for one in before] == [one.key for one in after]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_plain_words_and_ids_are_total(text: str) -> None:
    assert isinstance(plain(text), str)
    assert "--" not in slug(text)
    assert slug(text).strip("-") == slug(text) != ""


@given(st.sampled_from(MARKERS), st.text(alphabet="ab \"'[](){}*_`<>&", max_size=30))
@settings(max_examples=200, deadline=None)
def test_what_follows_a_marker_is_never_swallowed(kind: str, claim: str) -> None:
    document = rendered(article(f"Before {{{{{kind}|{claim}\n\nAfter."))
    assert Reader(document.lead + document.body).lines[-1] == "After."
