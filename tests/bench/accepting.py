"""What it costs to accept an edit of the large article whose base has moved: CPU of the server.

    python -m tests.bench.accepting [--times 30]

Each time a contributor's edit waits, a reviewer publishes another, and a second reviewer opens
the review page and accepts: the edit is merged, recorded and published.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.articles import bench_article
from tests.bench.sites import fresh_site

if TYPE_CHECKING:
    from articles.models import Article, Edit
    from encyclopedia.accounts.models import User


def main() -> int:
    """Make a site with the large article, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    times = parser.parse_args().times
    with fresh_site(DEFAULT_PROTECTION="reviewed") as variables:
        os.environ.update(variables)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
        import django

        django.setup()
        _measure(times)
        django.db.connections.close_all()
    return 0


def _measure(times: int) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from articles import editing
    from articles.content import Proposal
    from articles.models import Article, Status

    call_command("collectstatic", interactive=False, verbosity=0)
    settings.RATE_LIMITS = {}
    contributor, first, second = _person("Contributor"), _reviewer("First"), _reviewer("Second")
    title, content, sources = bench_article("large")
    created = editing.create(title, Proposal(content, sources), editor=first)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(second)
    reading, accepting = [], []
    for number in range(times + 2):
        article = Article.objects.get(edits=created)
        pending = _change(article, number, 10, contributor)
        _change(article, number, 60, first)
        path = f"/review/{pending.uid}"
        reading.append(_cpu(partial(client.get, path)))
        decision = {"do": "accept", "snapshot": pending.snapshot_hash}
        accepting.append(_cpu(partial(client.post, path, decision)))
        pending.refresh_from_db()
        if pending.status != Status.MERGED:
            raise RuntimeError(f"The edit was not merged: {pending.status}")
    for name, figures in (("review page", reading[2:]), ("accept", accepting[2:])):
        sys.stdout.write(
            f"{name:12} median {statistics.median(figures):6.1f} ms  "
            f"worst {max(figures):6.1f} ms CPU, {len(figures)} times\n"
        )


def _change(article: Article, number: int, paragraph: int, editor: User) -> Edit:
    """Save an edit of one paragraph upon what readers saw when `article` was read."""
    from articles import editing
    from articles.content import Proposal

    base = article.published_edit
    if base is None:
        raise RuntimeError("the article is not published")
    content = article.content()
    blocks = content.text.split("\n\n")
    blocks[paragraph] += f" Sentence {number} of it is new."
    proposal = Proposal(replace(content, text="\n\n".join(blocks)))
    return editing.save_edit(article, proposal, base=base, editor=editor)


def _cpu(deed: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that it took."""
    began = time.process_time()
    deed()
    return (time.process_time() - began) * 1000


def _person(name: str) -> User:
    from encyclopedia.accounts.models import User

    return User.objects.create_user(name, f"{name.lower()}@example.org")


def _reviewer(name: str) -> User:
    from encyclopedia.accounts import roles

    person = _person(name)
    roles.give(person, roles.REVIEWER)
    return person


if __name__ == "__main__":
    sys.exit(main())
