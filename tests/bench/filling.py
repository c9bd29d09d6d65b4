"""Fills a fresh site with the benchmark articles, in a process of its own.

    python -m tests.bench.filling [--long]

Prints, as JSON, the session of a signed-in editor and the addresses that measuring needs.
`--long` adds an article of 1,000 revisions.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

ARTICLES = {"small": "Small Harbour", "large": "Large Province"}
EDITS_OF_LARGE, EDITS_OF_LONG = 30, 1000
LONG = "Long history"
EDITORS = 8
"""Accounts that edit in turn: one alone would soon be asked to wait."""


class Known(TypedDict):
    """What measuring needs to know of a filled site.

    Attributes:
        cookies: one session cookie an editor.
        diff: address of the large article's first and last revision compared.
        late: uid of the 900th newest edit of the long history, or its first.
        per_revision: bytes of database for each small edit of the large article.
    """

    cookies: list[str]
    diff: str
    late: str
    per_revision: float


def filled(variables: Mapping[str, str], *options: str) -> Known:
    """Fill the site of this environment and return what `prepare` tells of it."""
    printed = subprocess.run(  # noqa: S603 (the command is this module)
        [sys.executable, "-m", "tests.bench.filling", *options],
        env=dict(variables),
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    known: Known = json.loads(printed)
    return known


def prepare(*, is_long: bool) -> Known:
    """Fill the site; return a session key and the addresses that the measuring needs."""
    from articles import editing
    from articles.content import Proposal
    from articles.models import Article, Edit
    from encyclopedia.accounts.models import User
    from tests.bench.articles import bench_article
    from tests.people_and_articles import make_article, propose, save

    editor = User.objects.create_user("Bench", "bench@example.org", None)
    for name in ARTICLES:
        title, content, sources = bench_article(name)
        editing.create(title, Proposal(content, sources), editor=editor)
    large = Article.objects.get(title=ARTICLES["large"])
    before = database_bytes()
    for n in range(EDITS_OF_LARGE):
        large.refresh_from_db()
        save(large, propose(large, edited(large.text, n)), editor)
    per_revision = (database_bytes() - before) / EDITS_OF_LARGE
    long = make_article(LONG, "Begun.", editor)
    for n in range(EDITS_OF_LONG - 1 if is_long else 0):
        save(long, propose(long, f"Line {n}."), editor, summary=f"Edit {n}")
    edits = list(
        Edit.objects.filter(article=large).order_by("number").values_list("uid", flat=True)
    )
    late = Edit.objects.filter(article=long, number=max(1, long.edits.count() - 899)).get()
    return {
        "cookies": [_signed_in(f"Bench {n}") for n in range(EDITORS)],
        "diff": f"/diff/{edits[0]}...{edits[-1]}",
        "late": late.uid,
        "per_revision": per_revision,
    }


def _signed_in(name: str) -> str:
    """Make an account and return the cookie of a session of its own."""
    from encyclopedia.accounts.models import User

    return session_of(User.objects.create_user(name))


def session_of(account: User) -> str:
    """Return the cookie of a new session of the account."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def edited(text: str, n: int) -> str:
    """Return the text with one word more in its n-th paragraph."""
    paragraphs = text.split("\n\n")
    place = (n * 7) % len(paragraphs)
    while paragraphs[place].startswith(("#", "|", "Table")):
        place = (place + 1) % len(paragraphs)
    paragraphs[place] += f" Added{n}."
    return "\n\n".join(paragraphs)


def database_bytes() -> int:
    """Return the bytes that the database holds, free pages taken out."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT (page_count - freelist_count) * page_size "
            "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        )
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    import django

    django.setup()
    sys.stdout.write(json.dumps(prepare(is_long="--long" in sys.argv)))
