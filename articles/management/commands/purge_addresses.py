"""Forget the addresses of editors that were kept for as many days as the settings say."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.looking_up import purge


class Command(BaseCommand):
    """`manage.py purge_addresses`; the tasks do the same once a day."""

    help = "Forget from which addresses edits came, after KEEP_ADDRESSES_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge, and say of how many edits."""
        self.stdout.write(f"Forgot the addresses of {purge()} edits.")
