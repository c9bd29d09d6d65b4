"""No server process gives a stale page, even when the process that saved died after its commit."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack

from tests.bench.server import Site, serve
from tests.bench.sites import fresh_site

TITLE = "Kept"
MAKE = f"""
import django; django.setup()
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article
make_article({TITLE!r}, "The first text.", User.objects.create_user("Marie"))
"""
SAVE = f"""
import django, os, signal; django.setup()
from articles.models import Article
from encyclopedia.accounts.models import User
from tests.people_and_articles import propose, save
article = Article.objects.get(title={TITLE!r})
save(article, propose(article, "The second text."), User.objects.get())
os.kill(os.getpid(), signal.SIGKILL)
"""


def _run(program: str, variables: Mapping[str, str]) -> int:
    settings = {**variables, "DJANGO_SETTINGS_MODULE": "encyclopedia.settings"}
    return subprocess.run([sys.executable, "-c", program], env=settings, check=False).returncode  # noqa: S603


def _text(site: Site) -> str:
    status, body, _ = site.request("GET", f"/wiki/{TITLE}")
    assert status == 200
    return body.decode()


def test_every_process_shows_the_new_text_after_the_saver_was_killed() -> None:
    with fresh_site() as variables, ExitStack() as servers:
        assert _run(MAKE, variables) == 0
        sites = [servers.enter_context(serve(variables)) for _ in range(2)]
        for _ in range(10):
            assert all("The first text." in _text(site) for site in sites)
        assert _run(SAVE, variables) == -signal.SIGKILL
        for _ in range(10):
            assert all("The second text." in _text(site) for site in sites)
