"""Hostile strings of the shared data; every tenth of them unless WHOLE_DRILL is set."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

SECURITY = Path(__file__).resolve().parents[3] / "shared" / "data" / "security"
needs_data = pytest.mark.skipif(not SECURITY.is_dir(), reason="the shared data folder is absent")
IS_WHOLE = bool(os.environ.get("WHOLE_DRILL"))

Item = TypeVar("Item")


def strings(*names: str) -> list[str]:
    """Return the payloads of the files that are strings; a tenth unless the drill is whole."""
    found = []
    for name in names:
        for file in sorted(SECURITY.glob(f"{name}.json")):
            payloads = [
                one for one in json.loads(file.read_text())["payloads"] if isinstance(one, str)
            ]
            found += payloads if IS_WHOLE else payloads[::10]
    return found


def batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield the items in runs of `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
