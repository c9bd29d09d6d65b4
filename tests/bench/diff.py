"""Prints the CPU time of comparisons: `python -m tests.bench.diff`.

The large article before and after 30 edits (the article's own generator makes them), then, where
the data is there, real revisions and hostile pairs.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from statistics import median
from types import ModuleType

from articles.comparing import compare, diff_text
from articles.content import ArticleContent
from articles.markup import Counts
from tests.bench.articles import BENCH_DATA, bench_article, neutral_text
from tests.comparing.pairs import hostile_pairs, revision_pairs

RUNS = 15
EDITS = 30
HOSTILE_SIZE = 100_000


def main() -> float:
    """Print the figures, and return the milliseconds of the large article."""
    _, before, sources = bench_article("large")
    after = edited(before)
    counts = (Counts(0, 0, 0), Counts(0, 0, 0))
    times = [
        cpu(
            lambda: compare(
                before, after, sources_before=sources, sources_after=dict(sources), counts=counts
            )
        )
        for _ in range(RUNS)
    ]
    say(f"large after {EDITS} edits: {median(times):.1f} ms CPU, median of {RUNS}")
    summary("real revisions", revision_pairs())
    summary("hostile pairs of 100 kB", hostile_pairs(HOSTILE_SIZE))
    return median(times)


def edited(content: ArticleContent) -> ArticleContent:
    """Return the large article with the first EDITS edits that its generator makes."""
    generator = _generator()
    article = json.loads((BENCH_DATA / "large.json").read_text(encoding="utf-8"))
    for edit in generator.make_edits(generator.Gen(1), article, EDITS):
        generator.apply_edit(article, edit)
    return replace(content, text=neutral_text(article))


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gen_content", BENCH_DATA / "gen_content.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(BENCH_DATA)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cpu(call: Callable[[], object]) -> float:
    """Return the milliseconds of CPU that the call takes."""
    began = time.process_time()
    call()
    return 1000 * (time.process_time() - began)


def summary(name: str, pairs: Iterable[tuple[str, str, str]]) -> None:
    """Compare each pair of (kind, text before, text after); print median and worst."""
    figures = [(cpu(partial(diff_text, before, after)), kind) for kind, before, after in pairs]
    worst, which = max(figures)
    middle = median(one for one, _ in figures)
    say(f"{name}, {len(figures)}: median {middle:.1f} ms CPU, worst {worst:.1f} ({which})")


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"python -m tests.bench.diff: {line}\n")


if __name__ == "__main__":
    main()
