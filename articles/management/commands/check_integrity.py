"""manage.py check_integrity: check that history holds, and that readers see what it says."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import checking
from articles.management.heads import read_heads


class Command(BaseCommand):
    help = (
        "Check that rows, derived rows, renderings and published edits agree for every article, "
        "and all that verify_history checks. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against", type=Path, metavar="FILE", help="compare with the heads noted in FILE"
        )

    def handle(self, *, against: Path | None, **options: object) -> None:
        count = 0
        for finding in checking.check(read_heads(against)):
            count += 1
            self.stdout.write(str(finding))
        if count:
            raise CommandError(f"What readers see does not hold in {count} places.")
        self.stdout.write("0 findings. All that readers see is what history says.")
