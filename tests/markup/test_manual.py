"""Every example of the editors' manual shows and names what the manual says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from articles.markup import BANNERS, HATNOTES, MARKERS, render_page
from tests.markup.reading import Reader, article, rendered

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "markup.md"
_FENCE = re.compile(r"^```(written|value|date|shown|named)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """What is typed (text, or a value of an infobox), what readers see, what the form names."""

    kind: str
    typed: str
    shown: str
    named: tuple[str, ...]


def examples() -> list[Example]:
    found = [(match.group(1), match.group(2)) for match in _FENCE.finditer(MANUAL.read_text())]
    starts = [n for n, (kind, _) in enumerate(found) if kind in {"written", "value", "date"}]
    read = []
    for start, end in pairwise([*starts, len(found)]):
        rest = dict(found[start + 1 : end])
        named = tuple(rest.get("named", "").splitlines())
        read.append(Example(found[start][0], found[start][1].strip("\n"), rest["shown"], named))
    return read


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.typed[:40])
def test_example_shows_and_names_what_the_manual_says(example: Example) -> None:
    if example.kind == "written":
        document = rendered(article(example.typed))
        lines = Reader(document.lead + document.body + document.notes).lines
    else:
        name = "date" if example.kind == "date" else "place"
        document = rendered(article(fields=[(name, example.typed)]))
        lines = Reader(document.infobox).lines[1:]
    assert lines == [line for line in example.shown.splitlines() if line]
    # The examples have all references and no date, which is named each time.
    named = (one for one in document.errors if one.field == "text")
    assert tuple(str(error.sentence) for error in named) == example.named


def test_the_manual_is_rendered_by_our_own_renderer_with_its_sections() -> None:
    page = render_page(MANUAL.read_text())
    assert page.title == "Writing an article"
    linked_from_articles = {"markers", "banners", "infoboxes"}
    assert linked_from_articles <= {heading.id for heading in page.outline}
    assert Reader(page.html).balanced


def test_every_marker_is_in_the_manual() -> None:
    text = MANUAL.read_text()
    assert [name for name in (*MARKERS, *BANNERS, *HATNOTES) if f"{{{{{name}" not in text] == []
