"""What pages and saves cost the server: processor time over HTTP, database included.

    python -m tests.bench.pages [--times 100]

The articles are those of the shared benchmark data; the site is a fresh one on SQLite, served
as the quickstart serves it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle

from tests.bench.filling import ARTICLES, Known, edited, filled
from tests.bench.forms import edit_form
from tests.bench.server import Site, serve
from tests.bench.sites import fresh_site


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, and the most it may be."""

    name: str
    value: float
    most: float
    unit: str = "ms"

    def __str__(self) -> str:
        verdict = "ok" if self.value <= self.most else "MISSED"
        return f"{self.name:<44} {self.value:>10.2f} {self.most:>10g} {self.unit:<6} {verdict}"


def measure(site: Site, known: Known, times: int) -> Iterator[Figure]:
    """Measure every page of the table, and yield each figure as soon as it is known."""
    paths = {name: title.replace(" ", "_") for name, title in ARTICLES.items()}

    packed = {"Accept-Encoding": "br"}
    for name, most in (("small", 0.5), ("large", 0.9)):
        path = f"/wiki/{paths[name]}"
        value = site.reading_ms(path, times * 10, **packed)
        yield Figure(f"anonymous view, {name}", value, most)
    tag = site.request("GET", path, None, **packed)[2]["ETag"]
    known_already = {**packed, "If-None-Match": tag}
    value = site.reading_ms(path, times * 10, **known_already)
    yield Figure("anonymous view, not modified", value, 0.4)
    site.headers["Cookie"] = known["cookies"][0]
    for name, most in (("small", 4), ("large", 6)):
        yield Figure(
            f"signed-in view, {name}", site.reading_ms(f"/wiki/{paths[name]}", times), most
        )
    for name, most in (("small", 15), ("large", 25)):
        yield Figure(f"edit form, {name}", site.reading_ms(f"/edit/{paths[name]}", times), most)
    yield Figure(
        "diff of large after 30 edits, whole page", site.reading_ms(known["diff"], times), 60
    )
    yield Figure(
        "history of 1,000, first page", site.reading_ms("/history/Long_history", times), 15
    )
    late = f"/history/Long_history?before={known['late']}"
    yield Figure("history of 1,000, from the 900th", site.reading_ms(late, times), 15)
    for name, most in (("small", 25), ("large", 150)):
        yield _preview(site, paths[name], name, times // 4)
        yield _save(site, paths[name], name, most, times // 4, known["cookies"])
    yield Figure(
        "database per revision, small edits of large",
        known["per_revision"],
        75000,
        "bytes",
    )


def _preview(site: Site, path: str, name: str, times: int) -> Figure:
    fields = [*edit_form(site, f"/edit/{path}"), ("do", "preview"), ("part", "1")]

    def deed() -> None:
        status = site.post("/preview/", fields)[0]
        if status != 200:
            raise RuntimeError(f"preview answered {status}")

    return Figure(f"preview, {name}", site.processor_ms(deed, times), 120)


def _save(site: Site, path: str, name: str, most: float, times: int, cookies: list[str]) -> Figure:
    """Measure saves: forms are fetched first, the cost of fetching is taken off."""
    numbers, editors = count(), cycle(cookies)

    def fetch() -> list[tuple[str, str]]:
        site.headers["Cookie"] = next(editors)
        return edit_form(site, f"/edit/{path}")

    def save() -> None:
        fields = fetch()
        changed = [
            (key, edited(value, next(numbers)) if key == "text" else value) for key, value in fields
        ]
        status, body, _ = site.post(f"/edit/{path}", changed)
        if status != 302:
            raise RuntimeError(f"save answered {status}: {body[:2000]!r}")

    both = site.processor_ms(save, times)
    return Figure(f"save, {name}, over HTTP", both - site.processor_ms(fetch, times), most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    with fresh_site() as variables:
        known = filled(variables, "--long")
        with serve(variables) as site:
            for figure in measure(site, known, times):
                sys.stdout.write(f"{figure}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
