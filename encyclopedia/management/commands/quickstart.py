"""Makes a new machine serve the encyclopedia, with one command."""

import os
import secrets
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from encyclopedia import sample
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User


class Command(BaseCommand):
    """Prepares database, sample, administrator and static files, then serves.

    Every step leaves what exists as it is, and says so.
    """

    help = (
        "Prepares everything and serves the encyclopedia on this machine. "
        "Safe to run again: nothing that exists is changed."
    )
    requires_system_checks = []  # the tables that checks may ask for are made here

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options; --data is taken before settings are read, here it is explained."""
        parser.add_argument("--no-serve", action="store_true", help="Prepare, and do not serve.")
        parser.add_argument("--bind", default="127.0.0.1", help="Serve on this address.")
        parser.add_argument("--port", type=int, default=8000, help="Serve on this port.")
        parser.add_argument("--data", help="Keep database, media, secret and static files here.")

    def handle(self, *, no_serve: bool, bind: str, port: int, **options: Any) -> None:
        """Take every step in order, and print a line for each."""
        if not no_serve:
            _require_free(bind, port)
        self._migrate()
        for line in sample.load():
            self.stdout.write(line)
        self._administrator()
        self._collect()
        if no_serve:
            self.stdout.write("Ready. Leave out --no-serve to serve it.")
            return
        self._serve(bind, port)

    def _migrate(self) -> None:
        before = _migrations_done()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        made = _migrations_done() - before
        self.stdout.write(
            f"Database: {made} migrations applied." if made else "Database: up to date already."
        )

    def _administrator(self) -> None:
        if there := roles.administrators():
            self.stdout.write(
                f"Administrator: {there[0].username} exists already, with the password as it was."
            )
            return
        if User.objects.filter(username__iexact="Administrator").exists():
            raise CommandError(
                "An account named Administrator has no administrator's rights. "
                "Make another with manage.py createsuperuser, then run this again."
            )
        password = secrets.token_urlsafe(15)
        account = roles.create_administrator("Administrator", password)
        self.stdout.write(f"Administrator: {account.username}, password {password} (shown once).")

    def _collect(self) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Static files: collected in {settings.STATIC_ROOT}.")

    def _serve(self, bind: str, port: int) -> None:
        host = f"[{bind}]" if ":" in bind else bind
        os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
        os.environ["ENCYCLOPEDIA_DATA"] = str(settings.DATA)
        self.stdout.write(f"Serving on {os.environ['SITE_URL']}/ until Ctrl-C.")
        sys.stdout.flush()
        # The watcher takes our place, so that this process and its memory are gone.
        watcher = [sys.executable, "-m", "encyclopedia.serving", bind, str(port)]
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, watcher)  # noqa: S606 (it is our own module)


def _migrations_done() -> int:
    """Return how many migrations the database has had."""
    return len(MigrationRecorder(connection).applied_migrations())


def _require_free(bind: str, port: int) -> None:
    """Raise CommandError where somebody serves on the port already, before anything is done."""
    try:
        family = socket.AF_INET6 if ":" in bind else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((bind, port))
    except (OSError, OverflowError) as problem:
        raise CommandError(
            f"The site cannot be served on {bind} port {port}: {problem}. "
            "Choose another port with --port."
        ) from None
