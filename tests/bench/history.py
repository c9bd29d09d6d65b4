"""What the history of an article with 100,000 edits costs: CPU of the server and queries.

    python -m tests.bench.history [--edits 100000] [--plans]

Each narrowing is measured on its first page and on one deep in the list. `--plans` prints how the
database finds the rows.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.bench.sites import fresh_site

if TYPE_CHECKING:
    from articles.models import Article
    from encyclopedia.accounts.models import User

EDITS = 100_000
ROUNDS = 20
PATH = "/history/Radium"
RARE = "text:Discovery"
"""A part that three of the edits changed, far apart."""
NARROWINGS = {
    "whole": "",
    "minor": "minor=only",
    "not minor": "minor=no",
    "reverts (1 in 1,000)": "kind=revert",
    "rollbacks (none)": "kind=rollback",
    "loses sources": "loses=1",
    "rollbacks that lose sources, not minor (none)": "kind=rollback&loses=1&minor=no",
    "section of every second edit": "part=text:History",
    "section of three edits": f"part={RARE}",
    "field": "part=infobox:symbol",
    "reference": "part=reference:curie1898",
    "section of every second edit, minor that loses sources (none)": (
        "part=text:History&minor=only&loses=1"
    ),
    "section that never was": "part=text:Nowhere",
}


def fill(article: Article, editors: list[User], count: int) -> None:
    """Write so many published edits of the article without their snapshots, in runs of four.

    Of 1,000 edits 300 are minor, one is a revert, 50 lose sources; 500 change the section
    History, 100 the field, 20 the reference.
    """
    from django.db.models import F
    from django.utils import timezone
    from reversion.models import Revision

    from articles.content import new_uid
    from articles.models import Deed, Edit, EditPart, PublishedAs, Status

    began = timezone.now() - timedelta(minutes=20 * count)
    revisions = Revision.objects.bulk_create(
        (Revision(date_created=began, comment="") for _ in range(count)), batch_size=5000
    )
    edits = Edit.objects.bulk_create(
        (
            Edit(
                article=article,
                uid=new_uid(),
                number=100 + n,
                revision=revisions[n],
                deed=Deed.REVERT if n % 1000 == 500 else Deed.EDIT,
                status=Status.PUBLISHED,
                title=article.title,
                editor=editors[n // 4 % len(editors)],
                made_at=began + timedelta(minutes=20 * n),
                published_at=began + timedelta(minutes=20 * n),
                published_as=PublishedAs.TRUSTED,
                summary=f"The edit of number {n}, with a summary of usual length",
                is_minor=n % 10 < 3,
                removes_sources=n % 20 == 9,
                words=300 + n % 50,
            )
            for n in range(count)
        ),
        batch_size=5000,
    )
    # Written at once, so each has the key after the one before.
    written = Edit.objects.filter(article=article, number__gt=100)
    written.update(replaces_id=F("pk") - 1)
    EditPart.objects.bulk_create(
        (
            EditPart(
                edit=edit,
                article=article,
                part=part,
                published_at=edit.published_at,
                deed=edit.deed,
                is_minor=edit.is_minor,
                removes_sources=edit.removes_sources,
            )
            for n, edit in enumerate(edits)
            for part in _parts(n, count)
        ),
        batch_size=5000,
    )
    _analyse()


def _parts(n: int, count: int) -> Iterator[str]:
    yield "text:History" if n % 2 else "text:"
    if n % 10 == 4:
        yield "infobox:symbol"
    if n % 50 == 7:
        yield "reference:curie1898"
    if n % (count // 3) == 1:
        yield RARE


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")


def addresses(article: Article, count: int) -> Iterator[tuple[str, str]]:
    """Yield each narrowing with the address of its first page, then of one deep in the list."""
    from articles.models import Edit

    deep = Edit.objects.get(article=article, number=100 + count // 10).uid
    for name, query in NARROWINGS.items():
        yield name, f"{PATH}?{query}"
        yield f"{name}, deep", f"{PATH}?{query}&before={deep}"


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


def _measure(count: int, *, with_plans: bool) -> None:
    from django.core.management import call_command
    from django.test import Client

    from articles import editing
    from articles.models import Article
    from encyclopedia.accounts import roles
    from encyclopedia.accounts.models import User
    from tests.people_and_articles import radium_proposal

    call_command("collectstatic", interactive=False, verbosity=0)
    editors = [User.objects.create_user(f"Editor {n}") for n in range(50)]
    edit = editing.create("Radium", radium_proposal(), editor=editors[0])
    article = Article.objects.get(edits=edit)
    fill(article, editors, count)
    reviewer = User.objects.create_user("Reviewer")
    roles.give(reviewer, roles.REVIEWER)
    reader, signed_in = Client(HTTP_HOST="127.0.0.1"), Client(HTTP_HOST="127.0.0.1")
    signed_in.force_login(reviewer)
    for name, address in addresses(article, count):
        for who, client in (("reader", reader), ("reviewer", signed_in)):
            _print_figures(f"{name}, {who}", client.get, address)
        if with_plans:
            _print_plan(reader.get, address)


def _print_figures(name: str, get: Callable[[str], Any], address: str) -> None:
    asked = _queries(get, address)
    rows = get(address).content.count(b'class="history-row"')
    cpu, wall = [], []
    for _ in range(ROUNDS):
        began, began_cpu = time.perf_counter(), time.process_time()
        get(address)
        cpu.append((time.process_time() - began_cpu) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    sys.stdout.write(
        f"{name:80} {rows:3} rows {len(asked):2} queries  "
        f"CPU {statistics.median(cpu):6.1f} ms  wall {statistics.median(wall):6.1f} ms\n"
    )


def _queries(get: Callable[[str], Any], address: str) -> list[tuple[str, Any]]:
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., object], sql: str, values: Any, *others: object) -> object:
        asked.append((sql, values))
        return execute(sql, values, *others)

    with connection.execute_wrapper(note):
        get(address)
    return asked


def _print_plan(get: Callable[[str], Any], address: str) -> None:
    """Print the plan of the query for the rows."""
    from django.db import connection

    explain = "EXPLAIN ANALYZE" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    listing = [query for query in _queries(get, address) if "LIMIT 51" in query[0]]
    with connection.cursor() as cursor:
        for sql, values in listing:
            cursor.execute(f"{explain} {sql}", values)
            for row in cursor.fetchall():
                sys.stdout.write(f"    {row[-1]}\n")


if __name__ == "__main__":
    sys.exit(main())
