"""Prints what rendering a benchmark article costs: `python -m tests.bench.render [small]`."""

from __future__ import annotations

import sys
import time
from statistics import median

from articles.content import title_key
from articles.markup import parse, render
from tests.bench.articles import bench_article

RUNS = 15


def main(name: str = "large") -> float:
    """Render the article RUNS times, print the median in milliseconds of CPU, and return it."""
    _, content, sources = bench_article(name)
    existing = {title_key(f"Place {number:04d}") for number in range(1, 2001)}
    parsing, rendering = [], []
    for _ in range(RUNS):
        start = time.process_time()
        parsed = parse(content)
        between = time.process_time()
        render(parsed, sources=sources, existing=existing, edit_address="/edit/Benchmark")
        parsing.append(between - start)
        rendering.append(time.process_time() - between)
    parts = [1000 * median(times) for times in (parsing, rendering)]
    sys.stdout.write(
        f"python -m tests.bench.render {name}: "
        f"{sum(parts):.1f} ms CPU, parse {parts[0]:.1f} + render {parts[1]:.1f}, "
        f"median of {RUNS}\n"
    )
    return sum(parts)


if __name__ == "__main__":
    main(*sys.argv[1:])
