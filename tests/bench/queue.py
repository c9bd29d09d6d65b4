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
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.bench.sites import fresh_site

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

EDITS = 100_000
ROUNDS = 20
CATEGORY, RARE_CATEGORY = "Everything", "Rare things"
FILTERS = {
    "all": "",
    "older than a week": "age=7",
    "older than a month": "age=30",
    "new articles": "only=articles",
    "new editors": "only=editors",
    "removes sources": "only=sources",
    "due again": "only=due",
    "mine": "only=mine",
    "large category": f"category={CATEGORY}",
    "small category": f"category={RARE_CATEGORY.replace(' ', '+')}",
    "new editors, removes sources": "only=editors&only=sources",
    "mine, large category": f"only=mine&category={CATEGORY}",
}


def fill(count: int) -> User:
    """Write so many waiting edits without their snapshots, and return a reviewer.

    Of a hundred, 10 are new articles, 20 by newcomers, 15 remove sources; of 1,000, one is an
    article that is due again. The reviewer asked for changes in 200 of them before.
    """
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from articles.content import new_uid
    from articles.models import Article, ArticleCategory, Deed, Edit, Status, Trust
    from encyclopedia.accounts import roles
    from encyclopedia.accounts.models import User

    now, nothing = timezone.now(), make_password(None)
    people = User.objects.bulk_create(
        User(username=f"Editor {n}", password=nothing) for n in range(max(20, count // 200))
    )
    Trust.objects.bulk_create(
        Trust(account=one, uid=one.uid, accepted=n % 7, rejected=n % 3)
        for n, one in enumerate(people)
    )
    reviewer = User.objects.create_user("Reviewer of the queue")
    roles.give(reviewer, roles.REVIEWER)
    articles = Article.objects.bulk_create(
        Article(title=f"Article {n}", stamp=new_uid()) for n in range(count // 20)
    )
    ArticleCategory.objects.bulk_create(
        ArticleCategory(article=one, key=name.casefold(), name=name, position=0)
        for name, members in ((CATEGORY, articles[::2]), (RARE_CATEGORY, articles[7:500:60]))
        for one in members
    )
    revisions = iter(_revisions(count + len(articles) + 200))
    published = Edit.objects.bulk_create(
        Edit(
            article=one,
            number=1,
            revision_id=next(revisions),
            deed=Deed.CREATE,
            status=Status.PUBLISHED,
            title=one.title,
            editor=people[n % len(people)],
            made_at=now - timedelta(days=200),
            published_at=now - timedelta(days=200),
            waiting_since=now - timedelta(days=n % 40) if n % 50 == 3 else None,
            words=300,
        )
        for n, one in enumerate(articles)
    )
    asked = Edit.objects.bulk_create(
        _edit(n, articles, published, people, next(revisions), now, number=2, is_asked=True)
        for n in range(200)
    )
    _acts(asked, reviewer, now)
    Edit.objects.bulk_create(
        (
            _edit(
                n,
                articles,
                published,
                people,
                next(revisions),
                now,
                number=3 + n // len(articles),
                continues=asked[n] if n < 200 else None,
            )
            for n in range(count)
        ),
        batch_size=5000,
    )
    _analyse()
    return reviewer


def _edit(n, articles, published, people, revision, now, *, number, continues=None, is_asked=False):  # type: ignore[no-untyped-def]  # models exist only once Django is set up
    from articles.models import Deed, Edit, Status

    place = n % len(articles)
    since = now - timedelta(minutes=n * 7919 % 100_000)
    return Edit(
        article=articles[place],
        number=number,
        revision_id=revision,
        deed=Deed.CREATE if n % 10 == 9 else Deed.EDIT,
        status=Status.SUPERSEDED if is_asked else Status.PENDING,
        title=articles[place].title,
        editor=people[place % len(people)],
        made_at=since,
        sent_at=since,
        waiting_since=None if is_asked else since,
        summary=f"A pending edit, the {n}th of them, with a summary of usual length",
        base=published[place],
        continues=continues,
        words=300 + n % 50,
        citations_added=n % 3,
        removes_sources=n % 20 < 3,
        citations_removed=n % 20 < 3,
        is_by_newcomer=n % 5 == 0,
    )


def _revisions(count: int) -> list[int]:
    from django.utils import timezone
    from reversion.models import Revision

    made = Revision.objects.bulk_create(
        (Revision(date_created=timezone.now(), comment="") for _ in range(count)), batch_size=5000
    )
    return [one.pk for one in made]


def _acts(edits, reviewer, now) -> None:  # type: ignore[no-untyped-def]  # as above
    from articles.models import Act

    Act.objects.bulk_create(
        Act(
            subject=f"bench{n:011d}",
            n=1,
            facts="{}",
            hash="0" * 64,
            edit=edit,
            name="ask",
            actor=reviewer,
            at=now,
            note="Which source says so?",
        )
        for n, edit in enumerate(edits)
    )


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


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

    call_command("collectstatic", interactive=False, verbosity=0)
    reviewer = fill(edits)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(reviewer)
    client.get("/review/")
    for name, address in addresses(reviewer):
        asked: list[tuple[str, tuple[object, ...]]] = []
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


def _noting(asked: list[tuple[str, tuple[object, ...]]]) -> Callable[..., object]:
    """Return a wrapper that notes each query and passes it on."""

    def note(execute: Callable[..., object], sql: str, values: Any, *others: object) -> object:
        asked.append((sql, values))
        return execute(sql, values, *others)

    return note


def _print_plan(sql: str, values: tuple[object, ...]) -> None:
    from django.db import connection

    explain = "EXPLAIN ANALYZE" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", values)
        for row in cursor.fetchall():
            sys.stdout.write(f"    {row[-1]}\n")


if __name__ == "__main__":
    raise SystemExit(main())
