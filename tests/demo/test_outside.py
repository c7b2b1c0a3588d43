"""What the hall does besides its cases on the demo's morning."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assessment.months import found, load_plan
from tests.held_clock import HeldClock
from tests.house import PASSWORD, accepted, open_house

from banli.assessment.service import find_round, objections_of
from banli.consultations.service import Standing, open_consultations, seats, standing_of
from banli.demo.outside import assessed, outside
from banli.entry.service import in_force, numbers
from banli.fieldwork.service import fieldwork_agenda, find, latest, opinions_of, satisfaction_of
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN, load_people
from banli.province.measures import load_measures_of
from banli.province.worked.player import Player, actor
from banli.statistics.service import statement

MORNING = date(2022, 11, 15)


@pytest.mark.django_db
def test_the_morning_has_a_consultation_checks_at_the_door_an_outreach_and_an_assessment(
    clock: HeldClock,
) -> None:
    clock.set("2022-11-09T10:00")
    open_house()
    load_measures_of(SICHUAN, by=SYSTEM)
    load_people(SICHUAN, by=SYSTEM, password=PASSWORD)
    load_plan()
    found()
    accepted("class-three")
    clock.set("2022-11-15T09:30")
    before = statement(date(2022, 1, 1), date(2022, 10, 21)).rows
    player = Player(SICHUAN)
    outside(player)
    assessed(player)
    assert statement(date(2022, 1, 1), date(2022, 10, 21)).rows == before
    (asked,) = open_consultations(actor("hall"))
    assert standing_of(asked) is Standing.OVERDUE
    assert [bool(one.stance) for one in seats(asked)] == [True, False]
    assert [(one.day, one.checked, one.refused) for one in numbers()] == [(MORNING, 4, 2)]
    rules = in_force()
    assert rules is not None
    assert rules.ends == date(2022, 12, 6)
    held = next(one for one in latest() if one.day == date(2022, 11, 10))
    said = satisfaction_of(opinions_of(find(held.public_id)))
    assert (said.asked, said.percent) == (1, 100)
    waiting = fieldwork_agenda("transport", MORNING, date(2022, 11, 18), 8)
    assert [(one.on.day, one.planned) for one in waiting if one.on.month == 11] == [(17, True), (18, False)]
    row = find_round("KH-2022-10", actor("hall"))
    assert len(objections_of(row)) == 1
