"""A served site for drills: who is signed in, what is there, and what came of the drill.

What needs Django runs in processes of its own, in the site's environment:
`python -m tests.bench.drill_site make EDITORS ARTICLES` and `... report`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.browsing import Browser
from tests.bench.server import Site, serve
from tests.bench.sites import fresh_site

TITLE = "Shared article"
SETTINGS = "tests.bench.without_limits"


@dataclass(frozen=True, slots=True)
class Report:
    """What the site holds after a drill.

    Attributes:
        text: of the shared article, as readers see it.
        edits: the number of edits that say this in their text and their base does not, by word.
        verdicts: the names of the decisions on each edit, by its uid.
        findings: of checking; empty where all holds.
    """

    text: str
    edits: Mapping[str, int]
    verdicts: Mapping[str, list[str]]
    findings: list[str]


@dataclass(frozen=True, slots=True)
class DrillSite:
    """A site that two processes serve.

    Attributes:
        editors: session cookies of editors, who publish at once.
        reviewers: session cookies of two reviewers.
        waiting: uids of new articles' first edits, which wait for review.
    """

    server: Site
    variables: Mapping[str, str]
    editors: list[str]
    reviewers: list[str]
    waiting: list[str]

    def editor(self, n: int) -> Browser:
        return Browser(self.server.port, self.editors[n])

    def reviewer(self, n: int) -> Browser:
        return Browser(self.server.port, self.reviewers[n])

    def report(self) -> Report:
        return Report(**json.loads(_run(self.variables, "report")))


@contextmanager
def drill_site(editors: int, waiting: int = 0) -> Iterator[DrillSite]:
    """Serve a fresh site with so many editors, and edits that wait for review."""
    with fresh_site(DJANGO_SETTINGS_MODULE=SETTINGS) as variables:
        made = json.loads(_run(variables, "make", str(editors), str(waiting)))
        with serve(variables) as server:
            yield DrillSite(server, variables, **made)


def _run(variables: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "tests.bench.drill_site", *arguments]
    return subprocess.run(  # noqa: S603 (the command is this module)
        command, env=dict(variables), check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def _make(editors: int, waiting: int) -> None:
    from django.test import override_settings

    from articles import editing
    from articles.content import ArticleContent, Proposal
    from encyclopedia.accounts import roles
    from encyclopedia.accounts.models import User
    from tests.bench.filling import session_of
    from tests.people_and_articles import make_article

    people = [User.objects.create_user(f"Editor {n}") for n in range(editors)]
    reviewers = [User.objects.create_user(f"Reviewer {n}") for n in range(2)]
    for reviewer in reviewers:
        roles.give(reviewer, roles.REVIEWER)
    text = "\n\n".join(f"Paragraph {n} says something." for n in range(editors))
    make_article(TITLE, text, people[0])
    uids = []
    with override_settings(DEFAULT_PROTECTION="reviewed"):
        for n in range(waiting):
            proposal = Proposal(ArticleContent(text=f"Text {n}."))
            uids.append(editing.create(f"Waiting {n}", proposal, editor=people[0]).uid)
    made = {
        "editors": [session_of(person) for person in people],
        "reviewers": [session_of(person) for person in reviewers],
        "waiting": uids,
    }
    sys.stdout.write(json.dumps(made))


def _report() -> None:
    import re

    from articles import checking, revisions
    from articles.models import Act, Article, Edit

    article = Article.objects.get(title=TITLE)
    words: dict[str, int] = {}
    texts: dict[int, set[str]] = {}
    for edit in Edit.objects.filter(article=article).order_by("number"):
        text = revisions.article_snapshots([edit])[edit.uid].content.text
        texts[edit.pk] = set(re.findall(r"word\w+", text))
        for word in texts[edit.pk] - texts.get(edit.base_id or 0, set()):
            words[word] = words.get(word, 0) + 1
    verdicts: dict[str, list[str]] = {}
    for act in Act.objects.filter(name__in=("accept", "reject", "ask")).select_related("edit"):
        if act.edit:
            verdicts.setdefault(act.edit.uid, []).append(act.name)
    findings = [str(finding) for finding in checking.check()]
    report = Report(article.text, words, verdicts, findings)
    sys.stdout.write(
        json.dumps(
            {name: getattr(report, name) for name in ("text", "edits", "verdicts", "findings")}
        )
    )


if __name__ == "__main__":
    import django

    django.setup()
    match sys.argv[1:]:
        case ["make", editors, waiting]:
            _make(int(editors), int(waiting))
        case _:
            _report()
