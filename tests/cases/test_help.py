"""Help with an application (帮办代办): noted once with the case, at the counter, and counted."""

from __future__ import annotations

import pytest
from tests.desk.officers import clerk as window
from tests.desk.test_counter import sheet, typed, wanted
from tests.house import OVERSIZE, clerk, person, submitted

from banli.cases import service as cases
from banli.kernel import clock
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.ledger.service import events
from banli.site.jobs import drain_outbox
from banli.statistics.rules.formulas import Number
from banli.statistics.rules.indicators import HELPED
from banli.statistics.service import reading

pytestmark = pytest.mark.usefixtures("house")


def helped(case: cases.Case) -> list[str]:
    return [one.body for one in events("case", str(case.pk)) if one.name == "helped"]


def test_help_is_noted_once_and_moves_nothing() -> None:
    case = submitted()
    state, due = case.state, case.due_on
    case = cases.note_help(by=clerk(), number=case.number, how="alongside")
    assert (case.state, case.due_on) == (state, due)
    with pytest.raises(Refused):
        cases.note_help(by=clerk(), number=case.number, how="on_behalf")
    (body,) = helped(case)
    assert "alongside" in body


def test_only_a_window_of_the_department_notes_it_and_only_a_kind_there_is() -> None:
    case = submitted()
    with pytest.raises(Invalid):
        cases.note_help(by=clerk(), number=case.number, how="kindly")
    with pytest.raises(Denied):
        cases.note_help(by=person(Role.REVIEWER), number=case.number, how="alongside")
    assert helped(case) == []


def test_it_is_an_indicator_that_counts_each_helped_application() -> None:
    case = submitted()
    submitted()
    cases.note_help(by=clerk(), number=case.number, how="on_behalf")
    day = clock.today()
    found = reading(day, day, indicators=(HELPED,))
    assert found.number(found.total, HELPED) == Number(1)
    drain_outbox()
    found = reading(day, day, indicators=(HELPED,))
    assert found.number(found.total, HELPED) == Number(1)


def test_the_counter_notes_it_with_the_intake() -> None:
    desk = window()
    sent = {**typed(OVERSIZE, "class-two"), "on_paper": wanted(OVERSIZE, "class-two"), "then": "accept"}
    assert desk.post(sheet(desk, OVERSIZE), {**sent, "help": "alongside"}).status_code == 302
    case = cases.Case.objects.get()
    assert case.state == "in_review"
    assert len(helped(case)) == 1
