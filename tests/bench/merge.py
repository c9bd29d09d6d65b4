"""Prints the CPU time of merges, and what becomes of real ones: `python -m tests.bench.merge`."""

from __future__ import annotations

import json
import lzma
import sys
import time
from statistics import median
from typing import Any

from articles.comparing import TextMerge, merge_texts
from tests.bench.articles import bench_article
from tests.bench.diff import edited
from tests.comparing.pairs import DATA
from tests.comparing.test_merging import hostile_threes

RUNS = 15
EVERY = 60
"""One line in so many is changed in the second edit of the large article."""


def main() -> float:
    """Print the figures, and return the milliseconds of the large article."""
    _, large, _ = bench_article("large")
    lines = large.text.split("\n")
    for place in range(10, len(lines), EVERY):
        lines[place] = lines[place].replace(". ", ". Words were added. ", 1)
    mine, theirs = "\n".join(lines), edited(large).text
    merges = [timed(large.text, mine, theirs) for _ in range(RUNS)]
    usual = median(took for took, _ in merges)
    say(f"large article: {usual:.1f} ms CPU, median of {RUNS}; {outcome(merges[0][1])}")
    for name in ("sequential", "siblings"):
        real(name)
    took, worst = max((timed(*three)[0], name) for name, three in hostile_threes())
    say(f"hostile texts: worst {took:.0f} ms CPU ({worst})")
    return usual


def real(name: str) -> None:
    """Merge the real edits of one file; print what becomes of them."""
    path = DATA / "diff-merge" / f"three-way-{name}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file]
    found = [timed(row["base_text"], row["mine_text"], row["theirs_text"]) for row in rows]
    times = [took for took, _ in found]
    for kind in sorted({row["kind"] for row in rows}):
        merges = [one for row, (_, one) in zip(rows, found, strict=True) if row["kind"] == kind]
        clean = sum(not one.clashes for one in merges)
        clashes = sum(len(one.clashes) for one in merges)
        say(f"{name}, {kind}: {clean} of {len(merges)} clean, {clashes} clashes in the others")
    if name == "sequential":
        same = sum(
            one.text == row["expected_text"] for row, (_, one) in zip(rows, found, strict=True)
        )
        say(f"{name}: {same} of {len(rows)} exactly as expected")
    say(f"{name}: median {median(times):.1f} ms CPU, worst {max(times):.1f}")


def outcome(merge: TextMerge) -> str:
    """Return what became of the changes."""
    return f"{merge.merged.joined} changes joined, {len(merge.clashes)} clashes"


def timed(base: str, mine: str, theirs: str) -> tuple[float, TextMerge]:
    """Return the milliseconds of CPU that the merge takes, and the merge."""
    began = time.process_time()
    merge = merge_texts(base, mine, theirs)
    return 1000 * (time.process_time() - began), merge


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"python -m tests.bench.merge: {line}\n")


if __name__ == "__main__":
    main()
