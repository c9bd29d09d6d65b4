"""What a person can mend in a record is named at its field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from articles.citing import record_problems
from articles.content import SourceRecord
from tests.citing.cases import rows
from tests.content.strategies import records


@pytest.mark.parametrize(("field", "value", "sentence"), rows("problems.tsv"))
def test_problem_says_what_to_do(field: str, value: str, sentence: str) -> None:
    changes: dict[str, Any] = {field: value}
    found = record_problems(replace(SourceRecord(), **changes))
    expected = [] if sentence == "-" else [(field, sentence)]
    assert [(problem.field, str(problem.sentence)) for problem in found] == expected


def test_a_long_value_is_quoted_in_part() -> None:
    (problem,) = record_problems(SourceRecord(issued="x" * 2_000))
    assert len(str(problem.sentence)) < 300


@given(records)
def test_any_record_can_be_checked(record: SourceRecord) -> None:
    assert all(str(problem.sentence) for problem in record_problems(record))
