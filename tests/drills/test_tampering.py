"""What is changed behind the application's back; the whole drill is tests/bench/tampering.py."""

from __future__ import annotations

from articles import checking
from tests.drills import claims
from tests.drills.histories import chance_of, make_histories
from tests.drills.tampering import missed


def test_honest_histories_raise_no_finding(db: None) -> None:
    plays = make_histories(12, steps=20, chance=chance_of(1))
    assert [str(finding) for finding in checking.check()] == []
    assert [wrong for play in plays for wrong in claims.lost_or_doubled(play)] == []
    assert claims.own_acceptances() == 0


def test_every_change_behind_the_applications_back_is_found(db: None) -> None:
    make_histories(4, steps=40, chance=chance_of(2))
    assert missed(100, chance=chance_of(2)) == []
