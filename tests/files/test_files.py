"""One article, one file, and back."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Name,
    ReferenceEntry,
    SourceRecord,
    is_uid,
    one_line,
)
from articles.errors import ContentRefused
from articles.files import from_markdown, to_markdown
from tests.bench.articles import BENCH_DATA, bench_article
from tests.content.strategies import ODD_TEXTS, contents, records, texts
from tests.timing import allowed

UID = "abcdefgh234567ab"
RADIUM = ArticleContent(
    short_description="chemical element",
    text="Radium is bright.[@curie1898, p. 3]\n",
    infobox=Infobox(
        "generic",
        (
            InfoboxField("number", "Number", (FieldValue("88[@curie1898]"),)),
            InfoboxField(
                "mass", "Atomic mass", (FieldValue("226", "preferred"), FieldValue("225: old"))
            ),
        ),
    ),
    references=(ReferenceEntry("curie1898", UID),),
    categories=("Elements", "1898"),
    language="en",
    options=frozenset({"subreferences"}),
)
CURIE = SourceRecord(
    type="article-journal",
    title="Sur une nouvelle substance: le radium",
    author=(Name(family="Curie", given="Marie"),),
    issued="1898-12-26",
    archived="2013-11-05",
    custom=(("note", "yes"),),
)
FILE = """\
---
title: Radium
lang: en
short_description: chemical element
options:
- subreferences
infobox:
  kind: generic
  fields:
  - label: Number
    values: '88[@curie1898]'
  - label: Atomic mass
    name: mass
    values:
    - text: '226'
      rank: preferred
    - '225: old'
categories:
- Elements
- '1898'
references:
- id: curie1898
  type: article-journal
  title: 'Sur une nouvelle substance: le radium'
  issued: '1898-12-26'
  author:
  - family: Curie
    given: Marie
  custom:
    uid: abcdefgh234567ab
    note: 'yes'
    archived: '2013-11-05'
---
Radium is bright.[@curie1898, p. 3]
"""


def test_an_article_is_one_readable_file() -> None:
    assert to_markdown("Radium", RADIUM, {UID: CURIE}) == FILE


def test_the_file_gives_the_article_back() -> None:
    file = from_markdown(FILE)
    assert (file.title, file.content, file.sources) == ("Radium", RADIUM, {UID: CURIE})


@given(texts.map(one_line).filter(bool), contents, st.data())
@example("---", ArticleContent(text="---\ntitle: Other\n---\n"), None)
@example("\U0001f600\ufeff", ArticleContent(text="\ufeff\u2028\x85"), None)
def test_any_article_comes_back_exactly(
    title: str, content: ArticleContent, data: st.DataObject | None
) -> None:
    content = content.normalised()
    sources = {
        entry.source: data.draw(records).normalised() for entry in content.references if data
    }
    file = from_markdown(to_markdown(title, content, sources))
    assert file.title == title
    assert file.content == content
    assert file.sources == sources


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_texts_that_look_like_yaml_stay_texts(text: str) -> None:
    value = one_line(text)
    content = ArticleContent(
        short_description=value,
        text=text,
        infobox=Infobox("event", (InfoboxField("a", value, (FieldValue(value),)),)),
        categories=(value,),
    ).normalised()
    assert from_markdown(to_markdown("A", content, {})).content == content


def test_a_reference_without_its_record_names_its_source_alone() -> None:
    file = from_markdown(to_markdown("Radium", RADIUM, {}))
    assert file.content == RADIUM
    assert file.sources == {}


def test_a_file_by_hand_may_leave_out_what_it_likes() -> None:
    file = from_markdown(
        "\ufeff---\r\n"
        "title: 2013 flood\r\n"
        "infobox:\r\n"
        "  kind: event\r\n"
        "  fields:\r\n"
        "  - {label: Part of, values: [a, {text: b}]}\r\n"
        "  - {label: Deaths, values: 52}\r\n"
        "references:\r\n"
        "- id: who2013\r\n"
        "  title: yes\r\n"
        "  issued: {date-parts: [[2013, 9, 1]]}\r\n"
        "  author: [{literal: WHO}]\r\n"
        "categories:\r\n"
        "...\r\n"
        "Text.\r\n"
    )
    (entry,) = file.content.references
    assert is_uid(entry.source)
    assert file.title == "2013 flood"
    assert file.content == ArticleContent(
        text="Text.\n",
        infobox=Infobox(
            "event",
            (
                InfoboxField("part_of", "Part of", (FieldValue("a"), FieldValue("b"))),
                InfoboxField("deaths", "Deaths", (FieldValue("52"),)),
            ),
        ),
        references=(entry,),
    )
    assert file.sources[entry.source] == SourceRecord(
        type="document", title="yes", issued="2013-09-01", author=(Name(literal="WHO"),)
    )


def test_the_caller_may_make_the_uids() -> None:
    file = from_markdown("---\ntitle: A\nreferences: [{id: a, title: B}]\n---\n", lambda: UID)
    assert file.content.references == (ReferenceEntry("a", UID),)


@pytest.mark.parametrize(
    ("header", "line", "words"),
    [
        ("title: a: b", 2, "in quotation marks"),
        ("title: A\ntitle: B", 3, "“title” stands here twice"),
        ("title: A\nauthor: B", 3, "“author” is no part"),
        ("title: A\ninfobox:\n  rows: []", 4, "“rows” is no part"),
        ("title: [A]", 2, "a text was expected"),
        ("title: A\ncategories: B", 3, "a list was expected"),
        ("title: A\nreferences:\n- title: B", 4, "has no key"),
        ("title: A\nreferences:\n- {id: b, custom: {uid: me}}", 4, "a uid that is none"),
        (
            "title: A\ninfobox: {fields: [{label: b, values: [{rank: best}]}]}",
            3,
            "“best” is no rank",
        ),
        ("title: &a A\nlang: *a", 2, "no “&”"),
        ("title: !!python/object:os.system A", 2, "no “&”"),
        ("title: A\n? [b]\n: c", 3, "a name must be a text"),
        ("lang: en", 2, "has no title"),
        ("title: ", 2, "has no title"),
        ("- title", 2, "no list of names and values"),
        ("", 2, "no list of names and values"),
        ("title: A\x01", 2, "a control sign"),
        ("title: A\nx: " + "[" * 20, 3, "too deep"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_line(header: str, line: int, words: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        from_markdown(f"---\n{header}\n---\nText.\n")
    assert str(refused.value).startswith(f"Line {line} of the file: ")
    assert words in str(refused.value)


@pytest.mark.parametrize("text", ["", "Text.", "# A\n---\n", "---\ntitle: A\n", "----\n"])
def test_a_file_without_a_header_is_refused(text: str) -> None:
    with pytest.raises(ContentRefused, match=r"^Line 1 of the file: .* between two lines"):
        from_markdown(text)


@given(texts, texts)
def test_any_other_file_is_read_or_refused(header: str, text: str) -> None:
    for file in (text, f"---\n{header}\n---\n{text}", f"---\ntitle: A\n{header}\n---\n{text}"):
        try:
            title = from_markdown(file).title
        except ContentRefused:
            continue
        assert title == one_line(title) != ""


@pytest.mark.parametrize(
    "header",
    ["[", "{a: ", "? ", "- ", "a:\n", "&a ", "- *a\n", "!", "#", "'", '"\\x41', ":", "a: ", "{[",
     "\t", "- a: b\n", "? a\n", "--- a\n", "x: |\n  y\n", "%YAML 1.1\n", "---\n", "...", "-"],
)  # fmt: skip
def test_a_hostile_header_costs_bounded_time(header: str) -> None:
    began = time.process_time()
    for start in ("---\n", "---\ntitle: A\nb: "):
        file = start + header * (1_000_000 // len(header))
        for end in ("", "\n---\n"):
            with pytest.raises(ContentRefused):
                from_markdown(file + end)
    assert time.process_time() - began < allowed(8)


def test_aliases_do_not_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ContentRefused, match="no “&”"):
        from_markdown(f"---\n{bomb}---\n")


@pytest.mark.skipif(not BENCH_DATA.exists(), reason="the shared data is not here")
def test_a_large_article_is_written_and_read_in_a_quarter_second() -> None:
    title, content, sources = bench_article("large")
    content = content.normalised()
    began = time.process_time()
    file = from_markdown(to_markdown(title, content, sources))
    assert time.process_time() - began < allowed(0.25)
    assert (file.title, file.content, file.sources) == (title, content, sources)
