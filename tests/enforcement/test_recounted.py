"""A new notice of public holidays: the days of own procedures are counted again, and the event says why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.enforcement.house import approver, done, reviewer, told
from tests.enforcement.test_party import party, visitor
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim

from banli.cases import service as cases
from banli.cases.service import Case
from banli.enforcement import service as enforcement
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Denied, Refused
from banli.ledger.service import verify
from banli.site.recount import count_all
from banli.worktime.service import OPEN_END


def told_at_new_year(clock: HeldClock) -> Case:
    """A penalty told three working days before a year whose holidays nobody knows yet."""
    clock.set("2026-12-28T09:00")
    case = told(fine="100000")
    assert case.due_on == OPEN_END
    return case


def test_the_end_of_the_defence_gets_its_day_when_the_notice_comes(clock: HeldClock, tmp_path: Path) -> None:
    case = told_at_new_year(clock)
    proclaim(tmp_path / "calendars")
    assert count_all().moved >= 1
    case = cases.find(case.number, SYSTEM)
    assert case.due_on == date(2027, 1, 5)
    event = cases.timeline(case)[-1]
    assert event.name == "recounted"
    assert json.loads(event.body or "")["clock"] == {"from": "", "to": "2027-01-05"}
    assert json.loads(event.body or "")["edition"] == "2027-1"
    assert verify().ok
    assert count_all().moved == 0


def test_the_rules_obey_the_day_that_was_counted_again(clock: HeldClock, tmp_path: Path) -> None:
    case = told_at_new_year(clock)
    clock.set("2027-02-01T09:00")
    done(case, party(case), "state_defence", text="已改正。")
    with pytest.raises(Refused):
        done(case, reviewer(), "weigh_defence", weighed="不采纳。")
    proclaim(tmp_path / "calendars")
    count_all()
    for by in (party(case), reviewer()):
        with pytest.raises(Refused, match="2027-01-05"):
            done(case, by, "ask_penalty_hearing", text="要求听证。")
    assert done(case, reviewer(), "weigh_defence", weighed="不采纳。").state == "to_decide"


def test_party_and_officer_read_why_the_day_moved(clock: HeldClock, tmp_path: Path) -> None:
    case = told_at_new_year(clock)
    proclaim(tmp_path / "calendars")
    count_all()
    assert "2027年1月5日" in visitor(case).get(f"/track/{case.number}/").content.decode()


def test_a_day_that_a_paper_told_becomes_no_earlier_one(clock: HeldClock, tmp_path: Path) -> None:
    case = told(fine="100000")
    before = (case.due_on, case.version)
    proclaim(tmp_path / "calendars")
    count_all()
    case = cases.find(case.number, SYSTEM)
    assert (case.due_on, case.version) == before


def test_nobody_but_the_platform_counts_again() -> None:
    told()
    with pytest.raises(Denied):
        enforcement.recount_open(by=approver(), edition="2027-1")
