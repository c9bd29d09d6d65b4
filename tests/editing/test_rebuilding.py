"""What is derived can be lost and made anew: by command, and by the task that follows an edit."""

from __future__ import annotations

import subprocess
import sys
import time
from html import unescape

from django.core.management import call_command
from django.forms.models import model_to_dict

from articles.markup import Entry, reference_list
from articles.models import Article, Citation, Marker, PageLink, Rendering
from articles.rows import compact
from tests.bench.sites import fresh_site
from tests.people_and_articles import CURIE

DERIVED = (Citation, Marker, PageLink, Rendering)
PROGRAM = """
import django, sys; django.setup()
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article
editor, _ = User.objects.get_or_create(username="Marie")
make_article(sys.argv[1], sys.argv[2], editor)
"""
LOOK = """
import django; django.setup()
from articles.models import Article
print('class="missing"' in Article.objects.get(title="Radium").rendering.lead)
"""
WITHIN = 60  # seconds in which other articles follow an edit


def _derived(article: Article) -> list[list[dict[str, object]]]:
    rows = [model._default_manager.filter(article=article).order_by("pk") for model in DERIVED]
    return [[model_to_dict(row, exclude=["id"]) for row in several] for several in rows]


def test_rebuild_index_makes_everything_derived_as_it_was(radium: Article) -> None:
    before = _derived(radium)
    assert all(before)
    for model in DERIVED:
        model._default_manager.all().delete()
    call_command("rebuild_index")
    assert _derived(radium) == before


def test_rebuild_index_writes_no_history(radium: Article) -> None:
    call_command("rebuild_index")
    stamp = radium.stamp
    radium.refresh_from_db()
    assert radium.stamp != stamp
    assert radium.edits.count() == 1


def test_a_red_link_turns_blue_within_a_minute_by_the_task_cluster() -> None:
    with fresh_site(DJANGO_SETTINGS_MODULE="encyclopedia.settings") as variables:

        def run(program: str, *arguments: str) -> str:
            command = [sys.executable, "-c", program, *arguments]
            done = subprocess.run(  # noqa: S603 (the command is in this file)
                command, env=variables, check=True, capture_output=True, text=True
            )
            return done.stdout.strip()

        run(PROGRAM, "Radium", "See [[Polonium]].")
        assert run(LOOK) == "True"
        run(PROGRAM, "Polonium", "An element.")
        assert run(LOOK) == "True"
        cluster = subprocess.Popen([sys.executable, "manage.py", "qcluster"], env=variables)
        try:
            end = time.monotonic() + WITHIN
            while run(LOOK) == "True":
                assert time.monotonic() < end, "the task did not run"
        finally:
            cluster.terminate()
            cluster.wait(20)


def test_html_is_kept_in_ascii_where_few_signs_need_it() -> None:
    english, greek = "<p>“Radium” – an element ↑</p>" + "a" * 200, "<p>Το ράδιο είναι στοιχείο</p>"
    assert compact(english).isascii()
    assert unescape(compact(english)) == english
    assert compact(greek) == greek


def test_the_stored_entries_make_the_reference_list_without_parsing(radium: Article) -> None:
    stored = radium.rendering
    entries = [Entry.from_json(value) for value in stored.entries]
    sources = {entry.source: CURIE for entry in entries}
    assert reference_list(entries, sources, radium.language) == unescape(stored.references)
