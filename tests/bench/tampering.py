"""Changes behind the application's back are all found; honest histories raise no finding.

    python -m tests.bench.tampering [--changes 1000] [--histories 1000] [--seed 1]

DATABASE_URL chooses PostgreSQL; SQLite otherwise.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from random import Random

from tests.bench.sites import fresh_site

STEPS = 20
"""Things that are tried in each honest history."""
CHANGED = 6
"""Histories among which the changes are made; each is looked at for each change."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=1000)
    parser.add_argument("--histories", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    status = 0
    for drill, count in (("changes", options.changes), ("histories", options.histories)):
        with fresh_site() as variables:
            command = [sys.executable, "-m", "tests.bench.tampering", drill, str(count)]
            command += [str(options.seed)]
            status |= subprocess.run(command, env=variables, check=False).returncode  # noqa: S603
    return status


def _changes(count: int, chance: Random) -> list[str]:
    from tests.drills.histories import make_histories
    from tests.drills.tampering import missed

    make_histories(CHANGED, steps=STEPS * 2, chance=chance)
    return missed(count, chance=chance)


def _histories(count: int, chance: Random) -> list[str]:
    from articles import checking
    from tests.drills import claims
    from tests.drills.histories import make_histories

    plays = make_histories(count, steps=STEPS, chance=chance)
    wrong = [str(finding) for finding in checking.check()]
    wrong += [one for play in plays for one in claims.lost_or_doubled(play)]
    return wrong + ["somebody decided on an own edit"] * claims.own_acceptances()


def _run(drill: str, count: int, seed: int) -> int:
    import django

    django.setup()
    from tests.drills.histories import chance_of

    start = time.monotonic()
    chance = chance_of(seed)
    found = _changes(count, chance) if drill == "changes" else _histories(count, chance)
    meaning = "not found" if drill == "changes" else "findings"
    seconds = time.monotonic() - start
    sys.stdout.write(f"{count} {drill}: {len(found)} {meaning}, {seconds:.0f} s\n")
    sys.stdout.writelines(f"{one}\n" for one in found)
    return 1 if found else 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    match sys.argv[1:]:
        case ["changes" | "histories" as drill, count, seed]:
            sys.exit(_run(drill, int(count), int(seed)))
        case arguments:
            sys.exit(main(arguments))
