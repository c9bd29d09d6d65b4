"""Edits that software makes in a text, and the plain and typed readings of a value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from articles.citing import parse_date
from articles.markup import Bounds, date_markers, parse, plain, rename_key, typed_bounds
from tests.markup.reading import article, rendered


@pytest.mark.parametrize(
    ("text", "base", "dated"),
    [
        ("A{{who}}", "", "A{{who|since=2026-11}}"),
        ("{{out of date}}\n\nA", "", "{{out of date|since=2026-11}}\n\nA"),
        ("{{who|b|reason=c}}", "", "{{who|b|reason=c|since=2026-11}}"),
        ("{{who}}", "A {{who|since=2020-01}}", "{{who|since=2020-01}}"),
        ("{{who|since=2020-01}}", "{{who|since=2020-01}}", "{{who|since=2020-01}}"),
        ("{{who|since=1999-01}}", "", "{{who|since=2026-11}}"),
        ("{{who|since=1999-01}}", "{{who|since=2020-01}}", "{{who|since=2020-01}}"),
        ("{{who|b}}", "{{who|c|since=2020-01}}", "{{who|b|since=2026-11}}"),
        ("{{who|reason=x}}", "{{who|since=2020-01}}", "{{who|reason=x|since=2026-11}}"),
        ("{{who|since=|b}}", "", "{{who|since=2026-11|b}}"),
        (
            "{{who}} {{who|since=2021-01}} {{who}}",
            "{{who|since=2020-01}} {{who|since=2021-01}}",
            "{{who|since=2020-01}} {{who|since=2021-01}} {{who|since=2026-11}}",
        ),
        ("{{dubious|a {{who|b}}}}", "", "{{dubious|a {{who|b|since=2026-11}}|since=2026-11}}"),
        ("`{{who}}`\n\n    {{who}}", "", "`{{who}}`\n\n    {{who}}"),
        ("\\{{who}} {{nobody}} {{who", "", "\\{{who}} {{nobody}} {{who"),
        ("> a\n> {{who|b\n> c}}", "", "> a\n> {{who|b\n> c|since=2026-11}}"),
        ("|a|\n|-|\n|{{who\\|b}}|", "", "|a|\n|-|\n|{{who\\|b\\|since=2026-11}}|"),
        ("[^n]: x{{who}}", "", "[^n]: x{{who|since=2026-11}}"),
    ],
)
def test_each_marker_gets_its_month(text: str, base: str, dated: str) -> None:
    assert date_markers(text, base, "2026-11") == dated
    assert date_markers(dated, dated, "2027-01") == dated


def test_every_marker_of_a_document_is_dated_afterwards() -> None:
    text = (
        "{{out of date}}\n\nA {{dubious|b [[Radium|ra]] {{who}}}}.\n\n## S {{when}}\n\n"
        "- {{clarify}}\n\n> {{who|x}}\n\n| {{who}} | b |\n|---|---|\n| {{who\\|b\\|reason=c}} | "
        "{{page needed}} |\n\nx[^n]\n\n[^n]: {{dead link}}\n"
    )
    document = rendered(date_markers(text, "", "2026-11"))
    assert len(document.markers) == 9
    assert {marker.since for marker in document.markers} == {"2026-11"}
    assert {banner.since for banner in document.banners} == {"2026-11"}


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("A.[@a] [@a, p. 3; @b;@a]", "A.[@z] [@z, p. 3; @b;@z]"),
        ('[x]{cites=a} [y]{cites="b, p. 1; a"}', '[x]{cites=z} [y]{cites="b, p. 1; z"}'),
        ("[@ab] [@a-1] [@b a] @a [a]", "[@ab] [@a-1] [@b a] @a [a]"),
        ("`[@a]` \\[@a]\n\n    [@a]", "`[@a]` \\[@a]\n\n    [@a]"),
        ("[@a](https://a.example)", "[@a](https://a.example)"),
        ("{{who|b[@a]}} [^n]\n\n[^n]: c[@a]", "{{who|b[@z]}} [^n]\n\n[^n]: c[@z]"),
        ("| [@a] |\n|---|\n| `x` [@a] |", "| [@z] |\n|---|\n| `x` [@z] |"),
    ],
)
def test_a_key_is_renamed_where_it_is_cited_and_nowhere_else(text: str, renamed: str) -> None:
    assert rename_key(text, "a", "z") == renamed


def test_a_renamed_key_is_cited_in_the_same_places() -> None:
    text = "A.[@sen2013, p. 3] [b]{cites=sen2013} {{who|c[@sen2013]}}\n\n> d[@sen2013]"
    before = rendered(article(text, keys=["sen2013"]))
    after = rendered(article(rename_key(text, "sen2013", "un2013"), keys=["un2013"]))
    assert [(c.locator, c.exact, c.line) for c in before.citations] == [
        (c.locator, c.exact, c.line) for c in after.citations
    ]
    assert {cited.key for cited in after.citations} == {"un2013"}


def test_plain_words_are_without_marks() -> None:
    text = (
        "# A *b*\n\nc[@x]{{who}} {{dubious|d [[E|f]]}} [g]{cites=x}[^n]\n\n- h\n\n[^n]: note\n\n"
        "{{main|I}}\n\n| j |\n|---|\n| k |"
    )
    assert plain(text) == "A b\nc d f g\nh\nj\nk"


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("52", "52", "52"),
        ("52[@a]{{dubious}}", "52", "52"),
        ("{{citation needed|52}} killed", "52", "52"),
        ("52–53", "52", "53"),
        ("52-53", "52", "53"),
        ("52 to 53 people", "52", "53"),
        ("53–52", None, None),
        ("~50", "50", "50"),
        ("c. 50", "50", "50"),
        ("about 1.5–2 million", "1500000", "2000000"),
        (">40", "40", None),
        ("at least 40", "40", None),
        ("<40", None, "40"),
        ("40+", "40", None),
        ("1,234.5 km", "1234.5", "1234.5"),
        ("1 234 567", "1234567", "1234567"),
        ("1,234–2,345", "1234", "2345"),
        ("−5 to 3", "-5", "3"),
        ("-5", "-5", "-5"),
        ("40,5", None, None),
        ("1.2.3", None, None),
        ("some", None, None),
        ("", None, None),
        (">" * 4000, None, None),
    ],
)
def test_bounds_of_a_number(value: str, low: str | None, high: str | None) -> None:
    expected = Bounds(low and Decimal(low), high and Decimal(high))  # type: ignore[arg-type]
    assert typed_bounds(value, "number") == expected


def test_bounds_of_a_date_are_its_first_and_last_day() -> None:
    parsed = parse_date("2013-09")
    assert parsed is not None
    low, high = parsed.bounds()
    assert low is not None
    assert high is not None
    days = Bounds(Decimal(low.toordinal()), Decimal(high.toordinal()))
    assert typed_bounds("2013-09[@a]", "date") == days
    assert typed_bounds("September", "date") == Bounds()
    assert typed_bounds("52", "text") == Bounds()


def test_a_text_without_markers_or_keys_stays_as_it_is() -> None:
    text = parse(article("a\n\n\tb  \n")).content.text
    assert date_markers(text, text, "2026-11") == text
    assert rename_key(text, "a", "b") == text
