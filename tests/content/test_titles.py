"""Titles, their keys and their addresses."""

import unicodedata

import pytest
from hypothesis import example, given

from articles.content import normal_title, title_from_path, title_key, title_path
from articles.errors import TitleRefused
from tests.content.strategies import texts


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("radium", "Radium"),
        ("  open_record  of\tAll ", "Open record of All"),
        ("ß", "ß"),
        ("e\u0301tude", "Étude"),
        ("ırmak", "Irmak"),
        ("i\u0307stanbul", "İstanbul"),
        ("AC/DC", "AC/DC"),
        ("100%? yes & no", "100%? yes & no"),
        ("...", "..."),
    ],
)
def test_a_title_is_shown_in_its_normal_form(typed: str, shown: str) -> None:
    assert normal_title(typed) == shown


@pytest.mark.parametrize(
    "typed",
    ["", " _ ", "a#b", "<b>", "[[a]]", "{a}", "a|b", "..", "a/../b", "a/.", "\u202ea", "\x7f"],
)
def test_a_title_that_cannot_be_addressed_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(TitleRefused) as refused:
        normal_title(typed)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "typed",
    [
        "SHA\u200b-2",
        "SHA\xad-2",
        "SHA-2\u2060",
        "\ufeffSHA-2",
        "\u3164",
        "SHA-2\U000e0041",
        "\u061cA",
    ],
)
def test_a_title_holds_no_sign_that_never_shows(typed: str) -> None:
    with pytest.raises(TitleRefused, match="A title cannot hold"):
        normal_title(typed)


@pytest.mark.parametrize("typed", ["می\u200cخواهم", "क्\u200dष", "葛\U000e0100城", "❤\ufe0f"])
def test_a_title_keeps_the_signs_that_shape_letters(typed: str) -> None:
    assert normal_title(typed) == typed


def test_a_title_is_at_most_255_bytes_long() -> None:
    assert normal_title("é" * 127)
    with pytest.raises(TitleRefused, match="256 bytes long; 255 is the most"):
        normal_title("é" * 128)


@given(texts)
@example("i\u0307x")
@example("ı")
@example("\u1f50a")
def test_a_normal_title_stays_and_its_key_and_address_lead_to_it(typed: str) -> None:
    try:
        shown = normal_title(typed)
    except TitleRefused:
        assert isinstance(title_key(typed), str)
        return
    assert normal_title(shown) == shown
    assert title_key(shown) == title_key(typed)
    assert title_from_path(title_path(shown)) == shown
    assert unicodedata.is_normalized("NFC", title_key(shown))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Radium", "radium"),
        ("STRASSE", "straße"),
        ("Open record", "open_RECORD"),
        ("ırmak", "Irmak"),
    ],
)
def test_titles_of_one_key_are_one_name(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)
