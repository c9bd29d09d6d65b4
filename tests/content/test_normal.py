"""What is let in is normal, and normal stays normal."""

import unicodedata

import pytest
from hypothesis import example, given

from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Proposal,
    ReferenceEntry,
    SourceRecord,
    canonical_json,
    field_name,
    new_uid,
    one_line,
    plain_text,
)
from articles.content.names import is_key, is_uid
from tests.content.strategies import contents, texts


@given(texts)
def test_a_text_is_nfc_with_lf_and_can_be_stored(text: str) -> None:
    normal = plain_text(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert not {"\r", "\0"} & set(normal)
    normal.encode()
    assert plain_text(normal) == normal


@given(texts)
def test_one_line_is_one_line_and_stays_it(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("e\u0301", "é"),
        ("a\0b", "ab"),
        ("\ud800", "\ufffd"),
        ("  two\nspaces \n\n", "  two\nspaces \n\n"),
    ],
)
def test_text_keeps_all_but_line_ends_and_composition(text: str, normal: str) -> None:
    assert plain_text(text) == normal


@given(contents)
@example(ArticleContent(categories=("i\u0307x",)))
@example(ArticleContent(language="en\ud800", infobox=Infobox("event\n")))
def test_normal_content_stays_as_it_is(content: ArticleContent) -> None:
    normal = content.normalised()
    assert normal.normalised() == normal


@given(contents)
def test_normal_content_comes_back_from_json(content: ArticleContent) -> None:
    normal = content.normalised()
    assert ArticleContent.from_json(normal.to_json()) == normal


@given(contents, contents)
def test_digests_are_equal_when_contents_are(one: ArticleContent, other: ArticleContent) -> None:
    one, other = one.normalised(), other.normalised()
    assert (one.digest() == other.digest()) == (one == other)
    assert len(one.digest()) == 64


def test_empty_values_and_fields_without_values_are_left_out() -> None:
    filled = InfoboxField("deaths", "Deaths", (FieldValue(" "), FieldValue(" 52 ")))
    empty = InfoboxField("place", "Place", (FieldValue(""),))
    content = ArticleContent(infobox=Infobox("event", (filled, empty))).normalised()
    assert content.infobox.fields == (InfoboxField("deaths", "Deaths", (FieldValue("52"),)),)


def test_a_category_is_kept_once_whatever_its_case_or_underscores() -> None:
    content = ArticleContent(categories=("open_standards", "Open Standards", "", "ırmak", "Irmak"))
    assert content.normalised().categories == ("Open standards", "Irmak")


def test_a_new_source_that_no_reference_names_is_left_out() -> None:
    content = ArticleContent(references=(ReferenceEntry("a", "a" * 16),))
    records = {"a" * 16: SourceRecord(title=" A "), "b" * 16: SourceRecord(title="B")}
    assert Proposal(content, records).normalised().new_sources == {
        "a" * 16: SourceRecord(title="A")
    }


def test_canonical_json_sorts_names_and_keeps_letters() -> None:
    assert canonical_json({"b": ["é", 1], "a": None}) == '{"a":null,"b":["é",1]}'


def test_uids_are_sixteen_signs_of_base_32() -> None:
    made = {new_uid() for _ in range(50)}
    assert len(made) == 50
    assert all(map(is_uid, made))
    assert not any(map(is_uid, ("", "a" * 15, "A" * 16, "1" * 16, "a" * 16 + "\n")))


@pytest.mark.parametrize(
    "key", ["williams2013", "a:b.c", "_x", "2013", "дом2013", "x<y>z", "a" * 100]
)
def test_pandoc_keys_are_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "a::b", "a b", ":a", "a.", "a@b", "a,b", "a\n", "a" * 101])
def test_other_texts_are_no_keys(key: str) -> None:
    assert not is_key(key)


@pytest.mark.parametrize(
    ("label", "name"),
    [("Part of", "part_of"), (" Deaths ", "deaths"), ("Größe (km²)", "grösse_km²"), ("!", "field")],
)
def test_a_field_gets_its_name_from_its_label(label: str, name: str) -> None:
    assert field_name(label) == name
