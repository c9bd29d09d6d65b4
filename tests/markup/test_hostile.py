"""Hostile input: bounded time, bounded size, nothing executable."""

from __future__ import annotations

import gc
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from articles.content import ArticleContent, ReferenceEntry, SourceRecord
from articles.errors import ContentRefused
from articles.markup import (
    FieldShape,
    KindShape,
    date_markers,
    parse,
    plain,
    rename_key,
    render,
    render_page,
    typed_bounds,
)
from tests.markup.reading import Reader, article, parts, rendered
from tests.timing import allowed

SECURITY = Path(__file__).resolve().parents[3] / "shared" / "data" / "security"
needs_data = pytest.mark.skipif(not SECURITY.is_dir(), reason="the shared data is absent")

SECONDS = 1.0
TIMES_THE_INPUT = 30
ALLOWANCE = 4_000

OURS: dict[str, list[list[Any]]] = {
    sign: [[sign, "n"]]
    for sign in (
        *("{", "{{", "{{a|", "{{who|", "{{who}}", "{{who|a}}", "{{who|reason=", "{{{{who}}}}"),
        *("[", "[[", "[[a", "[[a|", "[[a]]", "[[x|[[x|", "[[\u6587]]", "[^", "[^a", "[^a]"),
        *("[@a", "[@a;", "[@a;@b;", "[@a 1;", "[@a, p. 1]", "[@a](", "[@a](b) ", "[@a;@a]"),
        *("[x]{cites=a}", "[a]{cites=", '[a]{cites="a;b;c"}', "`{{", "{{`", "\\|", "|", "}}"),
        *("# a\n", "#\n", "#\n\n", "{{main|A}}\n", "{{main|\n", "{{out of date}}\n", "> {{who}}\n"),
        *("[^a:1]: x\n", "[^a]: [^b]: ", "\n[^a]:\n    x", "- {{main|A}}\n", "{{who|*a "),
        *("http://a ", "<http://a>", "![a](/b)", '[a](/b "c")', "[a]: /b\n", "&lt;", "\x1e", "<"),
        *("|a|\n|-|\n\n", "Table: a\n\n|a|\n|-|\n", "1. a\n", "* a\n\n", ">", "- ", "**", "~~"),
    )
} | {
    "nested markers": [["{{who|", "n"], ["}}", "n"]],
    "nested reasons": [["{{who|reason=", "n"], ["}}", "n"]],
    "nested exact words": [["[", "n"], ["x", 1], ["]{cites=a}", "n"]],
    "groups of nested brackets": [["[" * 32 + "]" * 32, "n"]],
    "deep lists": [["- " * 60 + "a\n", "n"]],
    "deep quotes": [[">" * 60 + "a\n\n", "n"]],
    "brackets then exact": [["[", "n"], ["]{cites=a}", 1]],
    "short rows": [["|a" * 60 + "|\n" + "|-" * 60 + "|\n", 1], ["a\n", "n"]],
    "empty rows": [["|a" * 60 + "|\n" + "|:-:" * 60 + "|\n", 1], ["|" * 60 + "\n", "n"]],
    "long section name": [["[@a]", 6], ["\n# " + "s" * 500 + "\n", 1], ["[@a]", "n"]],
    "cells of markers": [["|a|b|\n|-|-|\n", 1], ["|{{who\\|x}}|[@a]|\n", "n"]],
}


def payloads(name: str) -> list[Any]:
    path = SECURITY / f"{name}.json"
    if not path.exists():
        return []
    found: list[Any] = json.loads(path.read_text())["payloads"]
    return found


def shapes() -> dict[str, list[list[Any]]]:
    collected = {one["name"]: one["parts"] for one in payloads("pathological_markdown")}
    collected |= {f"marked {n}": [[text, "n"]] for n, text in enumerate(payloads("redos_markdown"))}
    return OURS | collected


def built(shape: list[list[Any]], size: int) -> str:
    """Return the text of the shape that is as near to the size as whole repetitions come."""
    fixed = sum(len(text) * count for text, count in shape if count != "n")
    each = sum(len(text) for text, count in shape if count == "n")
    times = max(0, (size - fixed) // each)
    return "".join(text * (times if count == "n" else count) for text, count in shape)


@pytest.fixture(autouse=True)
def _collector_as_served() -> Iterator[None]:
    """Keep the collector from walking what was there before, as the server does."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("name", shapes())
def test_every_shape_costs_bounded_time_and_space_or_is_refused(name: str) -> None:
    sources = {"uid-a": SourceRecord(title="A"), "uid-b": SourceRecord(title="B")}
    references = (ReferenceEntry("a", "uid-a"), ReferenceEntry("b", "uid-b"))
    for size in (1_000, 10_000, 100_000):
        text = built(shapes()[name], size)
        start = time.process_time()
        try:
            parsed = parse(ArticleContent(text=text, references=references))
        except ContentRefused as refusal:
            assert str(refusal)  # noqa: PT017  # not every shape is refused
            continue
        document = render(parsed, sources=sources, edit_address="/edit/A")
        assert time.process_time() - start < allowed(SECONDS)
        written = sum(map(len, parts(document)))
        assert written <= TIMES_THE_INPUT * len(text) + ALLOWANCE


@pytest.mark.parametrize("name", shapes())
def test_edits_of_a_hostile_text_cost_bounded_time(name: str) -> None:
    text = built(shapes()[name], 10_000)
    start = time.process_time()
    date_markers(text, text, "2026-11")
    rename_key(text, "a", "b")
    plain(text)
    typed_bounds(text[:4_000], "number")
    assert time.process_time() - start < allowed(SECONDS)


def test_a_few_keys_cited_again_and_again_stay_within_bounds() -> None:
    keys = [f"k{number}" for number in range(20)]
    text = "".join(f"[@{key}]" for key in keys) * 100
    content = article(text, keys=keys)
    document = render(parse(content), sources={key: SourceRecord(title=key) for key in keys})
    assert sum(map(len, parts(document))) <= TIMES_THE_INPUT * len(text) + ALLOWANCE
    assert [entry.use_count for entry in document.entries] == [100] * 20


KIND = KindShape("event", "Event", (FieldShape("x", "X", "text", citation_required=True),))
ELEMENTS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "hr", "br", "div"),
    *("ol", "ul", "li", "dl", "dt", "dd", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("a", "em", "i", "strong", "s", "code", "sup", "span"),
}
ATTRIBUTES = {
    *("aria-label", "class", "colspan", "dir", "href", "id"),
    *("rel", "role", "start", "tabindex", "title"),
}
SAFE = re.compile(r"https?://|mailto:|#|/(?![/\\])")


def faults(html: str) -> Iterator[str]:
    """Yield whatever the HTML holds that ours never does."""
    for tag, attributes in Reader(html).elements:
        if tag not in ELEMENTS:
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name not in ATTRIBUTES:
                yield f"{tag} {name}={value}"
            if name == "href" and not SAFE.match(value):
                yield f"{tag} href={value}"


def hostile_texts() -> list[str]:
    found: list[str] = []
    for path in sorted(SECURITY.glob("xss_*.json")):
        found += [one if isinstance(one, str) else str(one) for one in payloads(path.stem)]
    return found


def everywhere(payload: str) -> list[str]:
    """Return every HTML that the payload can reach: text, infobox, records, keys, titles, pages."""
    record = SourceRecord(
        title=payload, url=payload, archive_url=payload, container_title=payload, doi=payload
    ).normalised()
    text = (
        f"{payload}\n\n[[{payload}]] {{{{who|{payload}|reason={payload}}}}} [@a, {payload}]\n\n"
        f"## {payload}\n\n{{{{main|{payload}}}}}\n\n{{{{out of date|reason={payload}}}}}\n\n"
        f"[{payload}]{{cites=a}} [x]({payload}) ![x]({payload}) [^n]\n\n[^n]: {payload}\n\n"
        f"Table: {payload}\n\n| {payload} |\n|---|\n| {payload} |\n"
    )
    content = article(text, keys=["a", payload], fields=[("x", payload), (payload, "y")])
    document = render(
        parse(content),
        sources={"a": record},
        existing={payload},
        kind=KIND,
        edit_address="/edit/A",
    )
    return [*parts(document), render_page(payload).html]


@needs_data
def test_no_payload_becomes_executable_anywhere() -> None:
    found = {
        (payload, fault)
        for payload in hostile_texts()
        for html in everywhere(payload)
        for fault in faults(html)
    }
    assert found == set()


@needs_data
def test_naughty_and_malformed_texts_render_balanced() -> None:
    texts = [*payloads("naughty_strings"), *payloads("html_tokenizer")]
    assert len(texts) > 3_000
    for text in texts:
        assert all(Reader(html).balanced for html in parts(rendered(article(text)))), text
