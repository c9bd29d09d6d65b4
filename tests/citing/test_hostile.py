"""Hostile strings in every field of a record give nothing executable."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import html5lib
import pytest

from articles.citing import printed_html
from articles.content import SOURCE_TYPES, Name, SourceRecord
from tests.citing.cases import DATA, needs_data

XSS_FILES = sorted((DATA / "security").glob("xss_*.json"))
TEXT_FIELDS = [
    one.name
    for one in fields(SourceRecord)
    if one.name not in {"type", "author", "editor", "translator", "custom"}
]
ALLOWED = {"a": {"href", "rel"}, "i": set[str]()}


def payloads() -> list[str]:
    texts: list[str] = []
    for file in XSS_FILES:
        for payload in json.loads(file.read_text(encoding="utf-8"))["payloads"]:
            texts += [payload] if isinstance(payload, str) else filter(None, strings_of(payload))
    return texts


def strings_of(payload: dict[str, object]) -> list[str]:
    return [value for value in payload.values() if isinstance(value, str)]


def hostile(text: str, type_: str) -> SourceRecord:
    name = Name(family=text, given=text)
    values: dict[str, Any] = dict.fromkeys(TEXT_FIELDS, text)
    return SourceRecord(
        type=type_, author=(name, Name(literal=text)), editor=(name,), translator=(name,),
        **values,
    )  # fmt: skip


def assert_harmless(html: str) -> None:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in ALLOWED, html
        assert set(element.attrib) <= ALLOWED[element.tag], html
        assert element.get("href", "https://").lower().startswith(("https://", "http://")), html


@needs_data
def test_hostile_strings_in_every_field_give_links_and_italics_alone() -> None:
    texts = payloads()
    assert len(texts) > 5_000
    for number, text in enumerate(texts):
        type_ = SOURCE_TYPES[number % len(SOURCE_TYPES)]
        assert_harmless(printed_html.__wrapped__(hostile(text, type_)))


@needs_data
def test_hostile_strings_are_shown_as_they_are() -> None:
    for text in payloads()[::50]:
        html = printed_html.__wrapped__(SourceRecord(type="book", title=text))
        tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
        shown = "".join(tree.itertext())
        if not set(text) & {"\r", "\0", "\x0c"}:  # which HTML itself alters
            assert shown.startswith(text)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://example.org/",
        "https://example.org/ onclick=x",
        "https://example.org/\nx",
        "//example.org/",
        "data:text/html,x",
        "https:///x",
        "https://",
        "ftp://example.org/",
        "",
    ],
)
def test_only_web_addresses_are_linked(address: str) -> None:
    for status in ("", "live", "dead"):
        record = SourceRecord(title="x", url=address, archive_url=address, status=status)
        assert "<a" not in printed_html(record)


def test_an_address_cannot_leave_its_attribute() -> None:
    html = printed_html(SourceRecord(title="x", url="https://a/\"><script>x</script>'&b"))
    assert_harmless(html)
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [link.get("href") for link in tree.iter("a")] == ["https://a/\"><script>x</script>'&b"]
