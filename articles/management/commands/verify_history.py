"""manage.py verify_history: check every chain of acts and every revision."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import revisions
from articles.management.heads import read_heads
from articles.management.heads import write_heads as note_heads


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
        for finding in revisions.verify(read_heads(against)):
            count += 1
            self.stdout.write(str(finding))
        if count:
            raise CommandError(f"History does not hold in {count} places.")
        if write_heads:
            note_heads(write_heads)
        self.stdout.write("0 findings. History holds.")
