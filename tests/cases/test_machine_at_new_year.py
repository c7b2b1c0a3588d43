"""The same random acts at the end of December: next year's public holidays are set half-way, or never."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import initialize, invariant, rule
from tests.cases.test_machine import Procedure, walk
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim

from banli.cases import service as cases
from banli.kernel.actors import SYSTEM
from banli.worktime.service import OPEN_END, calendar, forget_calendar


class TurnOfTheYear(Procedure):
    """The same at the end of December, before next year's notice; it comes at some moment, or never."""

    first_day = date(2026, 12, 1)
    folder: Path

    @initialize()
    def no_notice_yet(self) -> None:
        forget_calendar()
        self.come = False

    def teardown(self) -> None:
        super().teardown()
        forget_calendar()

    @rule()
    def the_notice_comes(self) -> None:
        if not self.come:
            self.come = True
            proclaim(self.folder)
            cases.count_on(by=SYSTEM)
            self.done["notice"] += 1

    @invariant()
    def an_end_says_its_time_as_soon_as_it_is_known(self) -> None:
        if not hasattr(self, "number") or not self.come:
            return
        case = self.case()
        told = [json.loads(event.body) for event in cases.timeline(case) if event.body]
        ends = [body for body in told if "accepted_on" in body]
        if ends and calendar().covers(self.clock.now.date()):
            assert {"promised_due", "statutory_due", "limit_days", "took_days"} <= ends[-1].keys()
            assert OPEN_END not in (case.due_on, case.statutory_due_on)


@pytest.mark.usefixtures("house")
def test_the_same_before_and_after_a_notice_that_comes_half_way(tmp_path: Path, clock: HeldClock) -> None:
    TurnOfTheYear.folder = tmp_path / "calendars"
    walk(TurnOfTheYear, tmp_path / "items", clock, examples=8, steps=40)
    if settings().derandomize:
        assert {"accept", "notice", "pause", "resume"} <= set(TurnOfTheYear.done), TurnOfTheYear.done
