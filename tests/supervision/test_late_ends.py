"""A case that ended while its limit was open and turns out late is signalled at the midnight it passed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.test_restated_end import granted_late
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim
from tests.house import open_house
from tests.supervision.watching import told

from banli.cases import service as cases
from banli.kernel.actors import SYSTEM
from banli.site import jobs


@pytest.mark.django_db
def test_an_end_that_turns_out_late_raises_its_signals_once(clock: HeldClock, tmp_path: Path) -> None:
    open_house()
    clock.set("2026-12-30")
    case = granted_late(clock)
    jobs.watch(timestamp=0)
    assert told(case) == []
    proclaim(tmp_path)
    assert cases.count_on(by=SYSTEM) == [case.number]
    jobs.drain_outbox()
    for _twice in range(2):
        jobs.watch(timestamp=0)
        found = told(case)
        assert [(rule, state) for rule, _at, state in found if rule == "HO-01"] == [("HO-01", "raised")]
    assert all(at.startswith("2027-01-0") for _rule, at, _state in found)
