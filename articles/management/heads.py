"""Heads of chains in a file, kept where nobody who writes to the database can reach them."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import CommandError

from articles import revisions


def write_heads(file: Path) -> None:
    """Note the head of every chain, one a line."""
    with file.open("w", encoding="utf-8") as lines:
        for head in revisions.heads():
            lines.write(json.dumps(head) + "\n")


def read_heads(file: Path | None) -> dict[str, tuple[int, str]]:
    """Return the heads that `write_heads` noted: (number of acts, hash) by subject.

    Raises CommandError: the file holds none.
    """
    if file is None:
        return {}
    try:
        lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        return {uid: (acts, head) for uid, acts, head in lines}
    except (OSError, TypeError, ValueError) as error:
        raise CommandError(
            f"{file} holds no heads as verify_history --write-heads writes them: {error}"
        ) from error
