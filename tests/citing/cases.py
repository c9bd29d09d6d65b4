"""Reading the case files beside this module, and the shared corpora."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"


def rows(name: str, *, strip: bool = True) -> list[Any]:
    """Return the tab-separated rows of a case file, without comments, each a test parameter."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        pytest.param(*(cell.strip() if strip else cell for cell in row), id=row[0].strip() or "-")
        for row in cells
    ]


def json_lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


EDTF_CASES = [
    case
    for case in json_lines(DATA / "dates" / "edtf-cases.jsonl")
    if case["kind"] != "natural_language"
]
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the shared data folder is absent")
