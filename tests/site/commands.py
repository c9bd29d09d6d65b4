"""Runs the site's commands as a person would, in a process and environment of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("ENCYCLOPEDIA_", "DJANGO_", "SITE_", "DATABASE_", "CACHE_", "EMAIL_", "SECRET_", "PYTEST_")
# What a site on the open web must be told. Drivers of databases are extras, so none is named.
PRODUCTION = {
    "SITE_URL": "https://encyclopedia.example",
    "SECRET_KEY": "q8v2-" * 9 + "Zr6Lw0",
    "EMAIL_URL": "smtp+tls://user:word@mail.example:587",
    "TRUSTED_PROXIES": "1",
}


def environment(data: Path, **variables: str) -> dict[str, str]:
    """Return this process's environment without any setting of ours, but those given."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**plain, "ENCYCLOPEDIA_DATA": str(data), **variables}


def manage(data: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with the arguments, and return how it ended and what it printed."""
    return subprocess.run(  # noqa: S603 (the command is the project's own)
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment(data, **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
