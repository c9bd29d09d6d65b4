"""What the queue of reviewers costs with 100,000 pending edits: CPU of the server and queries.

    python -m tests.bench.queue [--edits 100000] [--plans]

Each filter is measured on its first page and on one deep in the list. `--plans` prints how the
database finds the rows.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tests.bench.sites import fresh_site

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

EDITS = 100_000
ROUNDS = 20
FILTERS = {
    "all": "",
    "older than a week": "age=7",
    "older than a month": "age=30",
    "new articles": "only=articles",
    "new editors": "only=editors",
    "removes sources": "only=sources",
    "due again": "only=due",
    "mine": "only=mine",
    "large category": "category=Everything",
    "small category": "category=Rare+things",
    "new editors, removes sources": "only=editors&only=sources",
    "mine, large category": "only=mine&category=Everything",
}


def addresses(reviewer: User) -> Iterator[tuple[str, str]]:
    """Yield each filter with the address of its first page, then of one deep in the list."""
    from django.utils import timezone

    from articles.models import Edit
    from articles.pages.queue import place_of

    now = timezone.now()
    waiting = Edit.objects.filter(waiting_since__lte=now).order_by("-waiting_since")
    deep = waiting[waiting.count() // 2]
    for name, query in FILTERS.items():
        yield name, f"/review/?{query}"
        yield f"{name}, deep", f"/review/?{query}&after={place_of(deep)}"


def main() -> int:
    """Fill a site, measure, print a line a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=EDITS)
    parser.add_argument("--plans", action="store_true")
    asked = parser.parse_args()
    with fresh_site() as variables:
        os.environ.update(variables)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
        import django

        django.setup()
        _measure(asked.edits, with_plans=asked.plans)
        django.db.connections.close_all()
    return 0


def _measure(edits: int, *, with_plans: bool) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from tests.bench.queue_filling import fill

    call_command("collectstatic", interactive=False, verbosity=0)
    reviewer = fill(edits)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(reviewer)
    client.get("/review/")
    for name, address in addresses(reviewer):
        asked: list[tuple[str, Any]] = []
        with connection.execute_wrapper(_noting(asked)):
            rows = client.get(address).content.count(b"data-row")
        cpu, wall = [], []
        for _ in range(ROUNDS):
            began, began_cpu = time.perf_counter(), time.process_time()
            client.get(address)
            cpu.append((time.process_time() - began_cpu) * 1000)
            wall.append((time.perf_counter() - began) * 1000)
        sys.stdout.write(
            f"{name:40} {rows:3} rows {len(asked):2} queries  "
            f"CPU {statistics.median(cpu):6.1f} ms  wall {statistics.median(wall):6.1f} ms\n"
        )
        if with_plans:
            _print_plan(*asked[-1])


def _noting(asked: list[tuple[str, Any]]) -> Callable[..., object]:
    """Return a wrapper that notes each query and passes it on."""

    def note(execute: Callable[..., object], sql: str, values: Any, *others: object) -> object:
        asked.append((sql, values))
        return execute(sql, values, *others)

    return note


def _print_plan(sql: str, values: Any) -> None:
    from django.db import connection

    explain = "EXPLAIN ANALYZE" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", values)
        for row in cursor.fetchall():
            sys.stdout.write(f"    {row[-1]}\n")


if __name__ == "__main__":
    raise SystemExit(main())
