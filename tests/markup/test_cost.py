"""What rendering the large benchmark article costs."""

from __future__ import annotations

import time

import pytest

from articles.content import title_key
from articles.markup import parse, render
from tests.bench.articles import BENCH_DATA, bench_article
from tests.timing import allowed

MILLISECONDS = 90


@pytest.mark.skipif(not BENCH_DATA.is_dir(), reason="the shared data is absent")
def test_the_large_article_is_parsed_and_rendered_within_its_budget() -> None:
    _, content, sources = bench_article("large")
    existing = {title_key(f"Place {number:04d}") for number in range(1, 2001)}
    spent = []
    for _ in range(5):
        start = time.process_time()
        document = render(parse(content), sources=sources, existing=existing)
        spent.append(1000 * (time.process_time() - start))
    assert (len(document.entries), len(document.citations), len(document.links)) == (300, 300, 400)
    assert document.body.count("<table>") == 5
    assert len(document.outline) == 41
    assert not document.errors
    assert sorted(spent)[2] <= allowed(MILLISECONDS)
