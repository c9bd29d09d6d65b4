"""What CommonMark says, where the dialect does not depart from it on purpose."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markdown_it import MarkdownIt

from articles.content import ArticleContent
from articles.markup import parse, render

SPEC = Path(__file__).resolve().parents[3] / "shared" / "data" / "security" / "commonmark_spec.json"
_RAW_HTML = re.compile(r"<(?!a href=|https?:|mailto:)[A-Za-z/!?][^>]*>")
_OUR_LINKS = re.compile(r'<a href="(https?://[^"]*|mailto:[^"]*|/(?!/)[^"]*|#[^"]*)"')


def examples() -> list[dict[str, Any]]:
    if not SPEC.exists():
        return []
    found: list[dict[str, Any]] = json.loads(SPEC.read_text())["payloads"]
    return found


def departs(example: dict[str, Any]) -> bool:
    """Say whether the example uses what the dialect reads another way, as the manual says.

    Raw HTML, pictures, links elsewhere than to the web, mail and this site, and a `[` before
    another one or before ^ and @.
    """
    commonmark, html = MarkdownIt("commonmark", {"html": False}), example["html"]
    return (
        commonmark.render(example["markdown"]) != html
        or "<img" in html
        or re.search(r"\[\[|\[\^|\[@", example["markdown"]) is not None
        or len(re.findall(r"<a ", html)) != len(_OUR_LINKS.findall(html))
        or "](" in html
        or re.search(r"https?://", re.sub(r"<a .*?</a>", "", html)) is not None
    )


def shape(html: str) -> str:
    """Return the HTML as a browser reads it, with h1 as h2 and without what we add."""
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in fragment.iter():
        if isinstance(element.tag, str):
            element.tag = "h2" if element.tag == "h1" else element.tag
            for name in ("id", "rel"):
                element.attrib.pop(name, None)
        element.tail = element.tail and element.tail.strip("\n")
        element.text = element.text and element.text.strip("\n")
    walker = html5lib.getTreeWalker("etree")
    serializer = html5lib.serializer.HTMLSerializer(omit_optional_tags=False)
    return "".join(serializer.serialize(walker(fragment)))


@pytest.mark.skipif(not SPEC.exists(), reason="the shared data is absent")
def test_every_example_within_the_dialect_renders_as_commonmark_says() -> None:
    within = [example for example in examples() if not departs(example)]
    wrong = []
    for example in within:
        document = render(parse(ArticleContent(text=example["markdown"])), sources={})
        if shape(document.lead + document.body) != shape(example["html"]):
            wrong.append((example["example"], document.lead + document.body, example["html"]))
    assert wrong == []
    assert len(within) > 200
