"""Sites to measure: a fresh database of the engine that DATABASE_URL names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from tests.site.commands import environment, manage


@contextmanager
def fresh_site(**variables: str) -> Iterator[dict[str, str]]:
    """Make an empty, migrated site and yield the environment its processes run in.

    Contributors publish at once, unless the variables say otherwise.
    SQLite in a folder of its own; a new PostgreSQL database, dropped afterwards, where
    DATABASE_URL names a server.
    """
    variables = {"DEFAULT_PROTECTION": "open", **variables}
    with tempfile.TemporaryDirectory(prefix="encyclopedia-bench-") as folder:
        data, server = Path(folder), os.environ.get("DATABASE_URL", "")
        if not server.startswith("postgres"):
            _migrate(data, variables)
            yield environment(data, **variables)
            return
        with _postgresql_database(server) as address:
            variables = {**variables, "DATABASE_URL": address}
            _migrate(data, variables)
            yield environment(data, **variables)


def _migrate(data: Path, variables: dict[str, str]) -> None:
    for command in (["migrate", "-v0"], ["createcachetable"]):
        result = manage(data, *command, **variables)
        if result.returncode:
            raise RuntimeError(result.stderr)


@contextmanager
def _postgresql_database(server: str) -> Iterator[str]:
    import psycopg

    name = f"bench_{token_hex(6)}"
    always_there = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(always_there, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(always_there, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
