"""The light of an open case: warned a day before, yellow past the promise, red past the law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import HeldClock
from tests.house import OVERSIZE, accepted, open_house, person

from banli.cases import service as cases
from banli.kernel.actors import VISITOR, Role
from banli.kernel.errors import Denied
from banli.supervision.service import Light, by_department, light, watch_list

TODAY = date(2022, 10, 17)
ORDER = [Light.GREEN, Light.BLUE, Light.YELLOW, Light.RED]


@pytest.mark.parametrize(
    ("left", "days", "shown"),
    [
        (10, 20, Light.GREEN),
        (4, 20, Light.BLUE),
        (1, 3, Light.BLUE),
        (0, 3, Light.BLUE),
        (-1, 3, Light.YELLOW),
    ],
)
def test_the_light_of_an_accepted_case(left: int, days: int, shown: Light) -> None:
    later = TODAY + timedelta(days=30)
    assert light(left=left, days=days, today=TODAY, statutory_due_on=later, accepted=True) is shown


def test_past_the_law_is_red_whatever_was_promised() -> None:
    passed = TODAY - timedelta(days=1)
    assert light(left=3, days=3, today=TODAY, statutory_due_on=passed, accepted=True) is Light.RED


def test_the_five_days_before_acceptance_are_the_laws_own() -> None:
    assert light(left=-1, days=5, today=TODAY, statutory_due_on=None, accepted=False) is Light.RED


@given(left=st.integers(-30, 30), days=st.integers(0, 90), accepted=st.booleans())
def test_less_time_never_makes_a_light_better(left: int, days: int, accepted: bool) -> None:
    def shown(now: int) -> int:
        due = TODAY + timedelta(days=60)
        return ORDER.index(light(left=now, days=days, today=TODAY, statutory_due_on=due, accepted=accepted))

    assert shown(left - 1) >= shown(left)


@pytest.mark.django_db
def test_the_list_turns_with_the_days_and_a_pause_keeps_it_green(clock: HeldClock) -> None:
    open_house(OVERSIZE)
    running, paused = accepted(), accepted()
    reviewer = person(Role.REVIEWER)
    cases.pause(by=reviewer, number=paused.number, procedure="reinforcement", reason="加固桥梁")
    supervisor = person(Role.SUPERVISOR, "service-centre")

    def lights() -> dict[str, Light]:
        return {row.case.number: row.light for row in watch_list(supervisor)}

    assert lights()[running.number] is Light.GREEN
    for day, shown in (("2022-10-19", Light.BLUE), ("2022-10-21", Light.YELLOW), ("2022-10-25", Light.RED)):
        clock.set(day)
        assert lights() == {running.number: shown, paused.number: Light.GREEN}
    assert by_department(watch_list(supervisor)) == [("transport", {Light.RED: 1, Light.GREEN: 1})]
    with pytest.raises(Denied):
        watch_list(VISITOR)
