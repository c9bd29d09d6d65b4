"""Reads settings from the environment: one small function for each type.

Every function stops at a bad value with one sentence that says what to set.
"""

import os
import warnings
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_SECRET = 50
FEWEST_DIFFERENT_SIGNS = 5


def text(name: str, default: str) -> str:
    """Return the trimmed value of a variable, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return a yes or no."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”. Set it to yes or no.")


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    """Return a whole number between two bounds, both allowed."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to a whole number from {least} to {most}."
        )
    return int(value)


def one_of(name: str, default: str, allowed: Iterable[str]) -> str:
    """Return one of the allowed words."""
    value, words = text(name, default), list(allowed)
    if value not in words:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to {' or '.join(words)}.")
    return value


def question(name: str, answers: str) -> tuple[str, list[str]]:
    """Return a question and its right answers, which are written with | between them.

    Both are empty where neither is set.
    """
    asked = text(name, "")
    right = [answer.strip() for answer in text(answers, "").split("|") if answer.strip()]
    if bool(asked) != bool(right):
        raise ImproperlyConfigured(
            f"{name} and {answers} belong together. Set both, or neither; write several right "
            "answers with | between them."
        )
    return asked, right


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone that this machine knows."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to the name of a time zone, such as Europe/Berlin."
        ) from None
    return value


def data_folder(name: str, default: Path) -> Path:
    """Return the absolute folder of everything a site keeps, made if it is missing."""
    folder = Path(text(name, str(default))).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{name} is “{folder}”, which is no folder and cannot be made one "
            f"({problem.strerror}). Set it to a folder this account may write to."
        ) from None
    return folder


def site_url(name: str, default: str) -> tuple[str, str, bool]:
    """Return the site's origin without a final slash, its host name, and whether it is embedded.

    Embedded means plain http on a loopback host; every other address must be https.
    """
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if (
        not host
        or parts.scheme not in {"http", "https"}
        or f"{parts.scheme}://{parts.netloc}" != (value)
        or "@" in parts.netloc
        or port == 0
    ):
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to the site's address without a path, "
            "such as https://encyclopedia.example."
        )
    embedded = parts.scheme == "http"
    if embedded and host not in LOOPBACK:
        raise ImproperlyConfigured(
            f"{name} is “{value}”, but plain http is for this machine alone. "
            f"Set it to https://{parts.netloc}."
        )
    return value, host, embedded


def web_address(name: str, default: str) -> str:
    """Return the https address of a page."""
    value = text(name, default)
    if not value.startswith("https://") or not urlsplit(value).hostname:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to an address with https://.")
    return value


def secret(name: str, file: Path, *, embedded: bool) -> str:
    """Return the site's secret: from the environment, or if embedded from a file made once."""
    value = os.environ.get(name, "")
    if not value and embedded:
        value = _kept_secret(file)
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to at least {SHORTEST_SECRET} random signs, kept secret."
        )
    if (
        len(value) < SHORTEST_SECRET
        or len(set(value)) < FEWEST_DIFFERENT_SIGNS
        or value.startswith("django-insecure-")
    ):
        raise ImproperlyConfigured(
            f"{name} is too easy to guess. Set it to at least {SHORTEST_SECRET} random signs."
        )
    return value


def _kept_secret(file: Path) -> str:
    """Return what the file holds; the first of several processes to ask makes it."""
    if not file.exists():
        number, draft = mkstemp(prefix=f".{file.name}.", dir=file.parent)  # its mode is 0600
        with os.fdopen(number, "w", encoding="utf-8") as out:
            out.write(get_random_secret_key())
        with suppress(FileExistsError):  # another process was first, and its secret holds
            os.link(draft, file)
        os.unlink(draft)
    return file.read_text(encoding="utf-8").strip()


def database(name: str, sqlite_file: Path) -> dict[str, Any]:
    """Return Django's description of the database: SQLite in the file, or PostgreSQL."""
    value = text(name, "")
    found: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(sqlite_file)}
    if value:
        found = _described(environ.Env.db_url_config, value)
    engine = str(found.get("ENGINE", "")).rpartition(".")[2]
    if engine not in {"sqlite3", "postgresql"} or not found.get("NAME"):
        raise ImproperlyConfigured(
            f"{name} names no database that fits. Set it to postgres://USER:PASSWORD@HOST/NAME "
            "or sqlite:////FILE."
        )
    if engine == "postgresql":
        _require_driver(name, "psycopg", "postgres")
    if engine == "sqlite3":
        _make_private(Path(str(found["NAME"])))
    options = SQLITE_OPTIONS if engine == "sqlite3" else {}
    # A connection made anew for each request costs 0.4 ms on SQLite and 2.5 ms on PostgreSQL.
    # A server's connection may die meanwhile, a file's does not.
    return {
        **found,
        "OPTIONS": {**options, **found.get("OPTIONS", {})},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": engine == "postgresql",
    }


def _require_driver(name: str, package: str, extra: str) -> None:
    """Stop where a setting names a service whose driver is not installed."""
    if find_spec(package) is None:
        raise ImproperlyConfigured(
            f"{name} needs a driver that is not installed. "
            f"Run: pip install -c constraints.txt -e '.[{extra}]'"
        )


def _make_private(file: Path) -> None:
    """Make the database file, where it is missing, readable by this account alone.

    It holds sessions and password hashes; SQLite gives its companions the same mode.
    """
    with suppress(FileExistsError, FileNotFoundError, PermissionError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


# IMMEDIATE: without it 62 of 800 requests that read, then write, failed. FULL: what was
# answered as saved survives a power loss. Cache and map are small, as every thread has its own.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
        "PRAGMA mmap_size=33554432; PRAGMA cache_size=-4000; PRAGMA journal_size_limit=67108864"
    ),
}


def shared_cache(name: str) -> dict[str, Any]:
    """Return Django's description of a cache that all processes share: a table, or Redis."""
    value = text(name, "dbcache://cache")
    if value == "dbcache://cache":
        table = "django.core.cache.backends.db.DatabaseCache"
        return {"BACKEND": table, "LOCATION": "cache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(
            f"{name} names no cache that all processes share. Set it to redis://HOST:PORT/NUMBER."
        )
    _require_driver(name, "redis", "redis")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}


def mail(name: str, *, embedded: bool) -> dict[str, Any]:
    """Return Django's EMAIL_ settings; the console takes the mail of an embedded site."""
    value = text(name, "consolemail://" if embedded else "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set, so nobody could confirm an address. "
            "Set it to smtp+tls://USER:PASSWORD@HOST:587, or to consolemail:// to print all mail."
        )
    found = _described(environ.Env.email_url_config, value)
    if not found or ("smtp" in value and not found.get("EMAIL_HOST")):
        raise ImproperlyConfigured(
            f"{name} names no mail server. Set it to smtp+tls://USER:PASSWORD@HOST:587."
        )
    # Django's own defaults hold wherever the address says nothing.
    return {setting: given for setting, given in found.items() if given not in (None, "")}


def _described(read: Any, value: str) -> dict[str, Any]:
    """Return what django-environ reads in an address, and nothing where it reads nothing.

    Its own complaints repeat the address, which may hold a password.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return dict(read(value))
    except (ImproperlyConfigured, UserWarning, ValueError, KeyError):
        return {}
