"""Many editors at once: nothing is lost, nothing doubled, no deadlock, history whole.

    python -m tests.bench.concurrent_edits [--processes 8] [--edits 25]

Each process saves its edits to one article, and in turn to two articles that link each other,
reloading and trying again on a conflict. DATABASE_URL chooses PostgreSQL; SQLite otherwise.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.bench.sites import fresh_site

SHARED, LEFT, RIGHT = "Shared article", "Left article", "Right article"
MOST_TRIES = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a drill left behind.

    Attributes:
        lines: every line that the editors wrote, as found in the articles.
        findings: what `verify_history` found; empty where history holds.
        failures: what processes wrote to standard error.
        seconds: wall clock time of all of it.
    """

    lines: list[str]
    findings: list[str]
    failures: list[str]
    seconds: float


def drill(processes: int, edits: int) -> Outcome:
    """Let `processes` editors make `edits` edits each, to the shared article and to the pair."""
    with fresh_site() as variables:
        _run(variables, "prepare", str(processes))
        start = time.monotonic()
        running = [
            subprocess.Popen(  # noqa: S603 (the command is this module)
                [sys.executable, "-m", "tests.bench.concurrent_edits", "edit", str(n), str(edits)],
                env=variables,
                stderr=subprocess.PIPE,
                text=True,
            )
            for n in range(processes)
        ]
        failures = [error for one in running if (error := one.communicate()[1])]
        seconds = time.monotonic() - start
        report = _run(variables, "report").splitlines()
    lines = [line.removeprefix("line ") for line in report if line.startswith("line ")]
    findings = [line for line in report if not line.startswith("line ")]
    return Outcome(lines, findings, failures, seconds)


def _run(variables: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "tests.bench.concurrent_edits", *arguments]
    return subprocess.run(  # noqa: S603 (the command is this module)
        command, env=variables, check=True, capture_output=True, text=True
    ).stdout


def _prepare(processes: int) -> None:
    from encyclopedia.accounts.models import User
    from tests.people_and_articles import make_article

    people = [User.objects.create_user(f"Editor {n}") for n in range(processes)]
    make_article(SHARED, "Begun.", people[0])
    make_article(LEFT, f"See [[{RIGHT}]].", people[0])
    make_article(RIGHT, f"See [[{LEFT}]].", people[0])


def _edit(n: int, edits: int) -> None:
    from encyclopedia.accounts.models import User

    editor = User.objects.get(username=f"Editor {n}")
    for count in range(edits):
        pair = (LEFT, RIGHT) if (n + count) % 2 else (RIGHT, LEFT)
        for title in (SHARED, *pair):
            _save_until_it_lands(title, f"Editor {n} wrote line {count} of {title}.", editor)


def _save_until_it_lands(title: str, line: str, editor: object) -> None:
    from articles.errors import EditConflict
    from articles.models import Article
    from encyclopedia.accounts.models import User
    from tests.people_and_articles import propose, save

    assert isinstance(editor, User)
    for _ in range(MOST_TRIES):
        article = Article.objects.select_related("published_edit").get(title=title)
        base = article.published_edit
        try:
            save(article, propose(article, f"{article.text}\n\n{line}"), editor, base=base)
        except EditConflict:
            continue
        return
    raise RuntimeError(f"{MOST_TRIES} conflicts in a row")


def _report() -> None:
    from articles import revisions
    from articles.models import Article

    for text in Article.objects.values_list("text", flat=True):
        for line in text.split("\n"):
            if line.startswith("Editor "):
                sys.stdout.write(f"line {line}\n")
    for finding in revisions.verify():
        sys.stdout.write(f"{finding}\n")


def main(arguments: list[str]) -> None:
    if arguments[:1] in (["prepare"], ["edit"], ["report"]):
        import django

        django.setup()
        match arguments:
            case ["prepare", processes]:
                _prepare(int(processes))
            case ["edit", n, edits]:
                _edit(int(n), int(edits))
            case _:
                _report()
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--edits", type=int, default=25)
    options = parser.parse_args(arguments)
    outcome = drill(options.processes, options.edits)
    wanted = options.processes * options.edits * 3
    sys.stdout.write(
        f"{len(set(outcome.lines))} of {wanted} edits there, {len(outcome.lines)} lines, "
        f"{len(outcome.findings)} findings, {len(outcome.failures)} failures, "
        f"{outcome.seconds:.1f} s\n"
    )
    sys.stdout.writelines([*outcome.findings, *outcome.failures])


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    main(sys.argv[1:])
