"""Memory of the default site after 1,000 reads and 100 saves, every process counted.

    python -m tests.bench.memory [--reads 1000] [--saves 100]

The site is what the quickstart serves: two web workers with their parent, the task cluster and
the process that keeps them running. Proportional set size: shared pages counted once.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from tests.bench.filling import ARTICLES, Known, edited, filled
from tests.bench.forms import edit_form
from tests.bench.server import Site, proportional_mb, wait_until_up
from tests.bench.sites import fresh_site
from tests.site.commands import ROOT, manage

PORT = 8905
MOST_MB = 300


def process_tree(root: int) -> dict[int, str]:
    """Return the command line of a process and all below it, by process number."""
    parents, commands = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
            commands[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    tree, added = {root}, True
    while added:
        below = {pid for pid, parent in parents.items() if parent in tree} - tree
        tree, added = tree | below, bool(below)
    return {pid: commands[pid] for pid in sorted(tree) if pid in commands}


def work(site: Site, known: Known, reads: int, saves: int) -> None:
    """Read articles as a signed-in and an anonymous reader, and save edits of both articles."""
    paths = [f"/wiki/{title.replace(' ', '_')}" for title in ARTICLES.values()]
    for number, path in enumerate(islice(cycle(paths), reads)):
        site.headers = {} if number % 4 else {"Cookie": known["cookies"][0]}
        status = site.request("GET", path)[0]
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
    for number, (path, cookie) in enumerate(
        islice(zip(cycle(paths), cycle(known["cookies"])), saves)
    ):
        site.headers = {"Cookie": cookie}
        address = path.replace("/wiki/", "/edit/")
        changed = [
            (name, edited(value, number) if name == "text" else value)
            for name, value in edit_form(site, address)
        ]
        status = site.post(address, changed)[0]
        if status != 302:
            raise RuntimeError(f"save {number} answered {status}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reads", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=100)
    options = parser.parse_args()
    with fresh_site() as variables:
        known = filled(variables)
        manage(Path(variables["ENCYCLOPEDIA_DATA"]), "collectstatic", "--noinput", "-v0")
        serving = subprocess.Popen(  # noqa: S603 (the command is the project's own)
            [sys.executable, "-m", "encyclopedia.serving", "127.0.0.1", str(PORT)],
            env={**variables, "DJANGO_SETTINGS_MODULE": "encyclopedia.settings"},
            cwd=ROOT,
        )
        try:
            site = Site(PORT, serving.pid)
            wait_until_up(site)
            work(site, known, options.reads, options.saves)
            sizes = {pid: proportional_mb(pid) for pid in process_tree(serving.pid)}
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait(30)
    total = sum(sizes.values())
    verdict = "ok" if total <= MOST_MB else "MISSED"
    sys.stdout.write(f"{total:.0f} MB in {len(sizes)} processes, at most {MOST_MB}: {verdict}\n")


if __name__ == "__main__":
    main()
