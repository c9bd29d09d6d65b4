"""What pages and saves cost the server: processor time over HTTP, database included.

    python -m tests.bench.pages [--times 100]

The articles are those of the shared benchmark data; the site is a fresh one on SQLite, served
as the quickstart serves it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count

from tests.bench.server import Site, serve
from tests.bench.sites import fresh_site

ARTICLES = {"small": "Small Harbour", "large": "Large Province"}
EDITS_OF_LARGE, EDITS_OF_LONG = 30, 1000
LONG = "Long history"


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


def prepare() -> dict[str, str]:
    """Fill the site; return a session key and the addresses that the measuring needs."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

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
    for n in range(EDITS_OF_LONG - 1):
        save(long, propose(long, f"Line {n}."), editor, summary=f"Edit {n}")
    session = SessionStore()
    session[SESSION_KEY] = str(editor.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = editor.get_session_auth_hash()
    session.create()
    edits = list(
        Edit.objects.filter(article=large).order_by("number").values_list("uid", flat=True)
    )
    late = Edit.objects.filter(article=long).order_by("-number")[899]
    return {
        "session": str(session.session_key),
        "cookie": settings.SESSION_COOKIE_NAME,
        "diff": f"/diff/{edits[0]}...{edits[-1]}",
        "late": late.uid,
        "per_revision": str(per_revision),
    }


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


class _Fields(HTMLParser):
    """Collects what a browser would send of the first form with a textarea named text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.area: str | None = None
        self.typed = ""
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append([])
        elif tag == "textarea":
            self.area, self.typed = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select and self.forms:
            self.forms[-1].append((self.select, given.get("value", "")))
        elif tag == "input" and name and self.forms:
            if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
                return
            if given.get("type") not in {"submit", "button", "file"}:
                self.forms[-1].append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None and self.forms:
            self.forms[-1].append((self.area, self.typed.removeprefix("\n")))
            self.area = None
        elif tag == "select":
            self.select = None


def edit_fields(page: bytes) -> list[tuple[str, str]]:
    """Return the fields of the edit form on the page, as a browser would send them."""
    parser = _Fields()
    parser.feed(page.decode())
    return next(form for form in parser.forms if any(name == "text" for name, _ in form))


def measure(site: Site, known: dict[str, str], times: int) -> Iterator[Figure]:
    """Measure every page of the table, and yield each figure as soon as it is known."""
    paths = {name: title.replace(" ", "_") for name, title in ARTICLES.items()}

    packed = {"Accept-Encoding": "br"}
    for name, most in (("small", 0.5), ("large", 0.9)):
        path = f"/wiki/{paths[name]}"
        site.reading_ms(path, 20, **packed)  # until every worker has kept it
        value = site.reading_ms(path, times * 10, **packed)
        yield Figure(f"anonymous view, {name}", value, most)
    tag = site.request("GET", path, None, **packed)[2]["ETag"]
    known_already = {**packed, "If-None-Match": tag}
    value = site.reading_ms(path, times * 10, **known_already)
    yield Figure("anonymous view, not modified", value, 0.4)
    site.headers["Cookie"] = f"{known['cookie']}={known['session']}"
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
        yield _save(site, paths[name], name, most, times // 4)
    yield Figure(
        "database per revision, small edits of large",
        float(known["per_revision"]),
        75000,
        "bytes",
    )


def _form(site: Site, path: str) -> list[tuple[str, str]]:
    _, body, headers = site.request("GET", f"/edit/{path}")
    cookie = headers.get("Set-Cookie", "")
    if cookie.startswith("csrftoken="):
        session = site.headers["Cookie"].split("; ")[0]
        site.headers["Cookie"] = f"{session}; {cookie.split(';')[0]}"
    return edit_fields(body)


def _preview(site: Site, path: str, name: str, times: int) -> Figure:
    fields = [*_form(site, path), ("do", "preview"), ("part", "1")]

    def deed() -> None:
        status = site.post("/preview/", fields)[0]
        if status != 200:
            raise RuntimeError(f"preview answered {status}")

    return Figure(f"preview, {name}", site.processor_ms(deed, times), 120)


def _save(site: Site, path: str, name: str, most: float, times: int) -> Figure:
    """Measure saves: forms are fetched first, the cost of fetching is taken off."""
    numbers = count()

    def fetch() -> list[tuple[str, str]]:
        return _form(site, path)

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
    if sys.argv[1:] == ["prepare"]:
        import django

        django.setup()
        sys.stdout.write(json.dumps(prepare()))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    with fresh_site() as variables:
        command = [sys.executable, "-m", "tests.bench.pages", "prepare"]
        known = json.loads(
            subprocess.run(  # noqa: S603 (the command is this module)
                command, env=variables, check=True, stdout=subprocess.PIPE
            ).stdout
        )
        with serve(variables) as site:
            for figure in measure(site, known, times):
                sys.stdout.write(f"{figure}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    main()
