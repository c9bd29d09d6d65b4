"""People who ask two server processes at once; the whole is tests/bench/server_drills.py."""

from __future__ import annotations

from tests.bench.drill_site import drill_site
from tests.bench.drills import (
    decide_otherwise,
    kill_while_saving,
    save_at_once,
    send_five_times,
)


def test_nothing_acknowledged_is_lost_or_doubled_by_two_server_processes() -> None:
    with drill_site(8, 10) as site:
        assert save_at_once(site, 8, 2)[1] == []
        assert send_five_times(site, 3) == []
        assert decide_otherwise(site) == []
        saved, wrong = kill_while_saving(site, 8, 8)
        assert wrong == []
        assert saved.acknowledged
