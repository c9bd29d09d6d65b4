"""Pairs of Markdown and HTML in `fixtures/`: a title, the text, what it renders as.

`!` lines behind the HTML are the errors: line, field, sentence. `fixtures/references.md` shows
the list of references too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from tests.markup.reading import rendered

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    pytest.param(path.stem, typed, expected, id=f"{path.stem}: {title}")
    for path in sorted(FIXTURES.glob("*.md"))
    for _, title, typed, expected in read_fixture_file(path)
]


def shown(name: str, typed: str) -> str:
    document = rendered(typed)
    html = document.lead + document.body + document.notes
    html += document.references if name == "references" else ""
    errors = [f"! {one.line} {one.field}: {one.sentence}\n" for one in document.errors]
    return html + "".join(errors)


@pytest.mark.parametrize(("name", "typed", "expected"), CASES)
def test_fixture(name: str, typed: str, expected: str) -> None:
    assert shown(name, typed).rstrip("\n") == expected.rstrip("\n")
