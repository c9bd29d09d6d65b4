"""Random sequences of actions leave no edit in a state outside the diagram, and lose none.

    python -m tests.bench.sequences [--sequences 1000] [--steps 25]

DATABASE_URL chooses PostgreSQL; SQLite otherwise.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from tests.bench.sites import fresh_site


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=25)
    options = parser.parse_args(arguments)
    with fresh_site() as variables:
        command = [sys.executable, "-m", "tests.bench.sequences", "run"]
        command += [str(options.sequences), str(options.steps)]
        return subprocess.run(command, env=variables, check=False).returncode  # noqa: S603


def _run(sequences: int, steps: int) -> None:
    import django

    django.setup()
    from tests.drills.sequences import run

    start = time.monotonic()
    run(sequences, steps=steps)
    seconds = time.monotonic() - start
    sys.stdout.write(f"{sequences} sequences of {steps} actions: all hold, {seconds:.0f} s\n")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    match sys.argv[1:]:
        case ["run", sequences, steps]:
            _run(int(sequences), int(steps))
        case arguments:
            sys.exit(main(arguments))
