"""manage.py verify_history: check every chain of acts and every revision."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import revisions


class Command(BaseCommand):
    help = "Check that history is whole: chains of acts, snapshots, statuses. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--write-heads", type=Path, metavar="FILE", help="note the head of every chain in FILE"
        )
        parser.add_argument(
            "--against", type=Path, metavar="FILE", help="compare with the heads noted in FILE"
        )

    def handle(self, *, write_heads: Path | None, against: Path | None, **options: object) -> None:
        count = 0
        for finding in revisions.verify(_read_heads(against)):
            self.stdout.write(str(finding))
            count += 1
        if count:
            raise CommandError(f"History does not hold in {count} places.")
        if write_heads:
            with write_heads.open("w", encoding="utf-8") as file:
                for head in revisions.heads():
                    file.write(json.dumps(head) + "\n")
        self.stdout.write("History holds.")


def _read_heads(file: Path | None) -> dict[str, tuple[int, str]]:
    """Return the heads that `--write-heads` noted: (number of acts, hash) by subject."""
    if file is None:
        return {}
    try:
        lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        return {uid: (acts, head) for uid, acts, head in lines}
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{file} holds no heads as --write-heads writes them: {error}"
        ) from error
