"""Nothing acknowledged is lost or doubled on a site that two server processes serve.

    python -m tests.bench.server_drills [--editors 2 8 32] [--edits 25] [--forms 100]
        [--rounds 500] [--kills 200]

Editors save one article at once; forms are sent five times at once; two reviewers decide otherwise
on one edit at once; server processes are killed while editors save. DATABASE_URL chooses
PostgreSQL; SQLite otherwise. Ends with status 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence

from tests.bench.drill_site import drill_site
from tests.bench.drills import (
    decide_otherwise,
    kill_while_saving,
    save_at_once,
    send_five_times,
)

KILLED_EDITORS = 8


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editors", type=int, nargs="*", default=[2, 8, 32])
    parser.add_argument("--edits", type=int, default=25)
    parser.add_argument("--forms", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    failed, start = False, time.monotonic()
    for said, wrong in _drills(parser.parse_args(arguments)):
        seconds, start = time.monotonic() - start, time.monotonic()
        sys.stdout.write(f"{said}: {len(wrong)} wrong, {seconds:.0f} s\n")
        sys.stdout.writelines(f"    {one}\n" for one in wrong)
        sys.stdout.flush()
        failed = failed or bool(wrong)
    return 1 if failed else 0


def _drills(options: argparse.Namespace) -> Iterator[tuple[str, Sequence[str]]]:
    for editors in options.editors:
        with drill_site(editors) as site:
            saved, wrong = save_at_once(site, editors, options.edits)
        done = f"{len(saved.acknowledged)} edits by {editors} editors, {saved.clashes} clashes"
        yield done, wrong
    if options.forms:
        with drill_site(1) as site:
            yield f"{options.forms} forms sent five times", send_five_times(site, options.forms)
    if options.rounds:
        with drill_site(1, options.rounds) as site:
            yield f"{options.rounds} rounds of two reviewers", decide_otherwise(site)
    if options.kills:
        with drill_site(KILLED_EDITORS) as site:
            saved, wrong = kill_while_saving(site, KILLED_EDITORS, options.kills)
        done = f"{options.kills} kills, {len(saved.acknowledged)} edits acknowledged"
        yield f"{done}, {len(saved.unanswered)} not answered", wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
