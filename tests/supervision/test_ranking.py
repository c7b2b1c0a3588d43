"""Lights on lists, the recorded signals and the ranking say the same after a round."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, accepted, granted, open_house, person, proposed, submitted

from banli.cases import service as cases
from banli.kernel.actors import VISITOR, Role
from banli.kernel.errors import Denied
from banli.site import jobs
from banli.supervision.service import Light, ranking, watch_list, watched_all

pytestmark = pytest.mark.django_db


def test_the_ranking_agrees_with_the_lights_whatever_became_of_the_cases(clock: HeldClock) -> None:
    open_house(OVERSIZE)
    chance = random.Random(4)
    reviewer = person(Role.REVIEWER)
    made = []
    ways: list[Callable[[], cases.Case]] = [accepted, accepted, submitted, proposed, granted]
    for _ in range(14):
        clock.move(hours=chance.randint(1, 20))
        made.append(chance.choice(ways)())
    for case in made[:4]:
        if case.state == "in_review":
            cases.pause(
                by=reviewer, number=case.number, procedure="reinforcement", reason="加固桥梁", days=10
            )
    supervisor = person(Role.SUPERVISOR, "service-centre")
    shown: set[Light] = set()
    for _ in range(9):
        jobs.watch(timestamp=0)
        every = watched_all(list(cases.Case.objects.order_by("id")))
        counted = Counter(one.light for one in every)
        (row,) = ranking(supervisor).rows
        assert {light: n for light, n in row.lights.items() if n} == counted
        assert row.cases == len(every)
        late = counted[Light.YELLOW] + counted[Light.RED]
        assert row.on_time == pytest.approx(1 - late / len(every))
        left = sorted(one.left for one in every if one.left is not None)
        half = len(left) // 2
        assert row.left == pytest.approx(left[half] if len(left) % 2 else (left[half - 1] + left[half]) / 2)
        shown |= set(counted)
        clock.move(hours=chance.randint(10, 60))
    assert shown == set(Light)


def test_before_any_round_the_ranking_says_so_and_afterwards_up_to_when(clock: HeldClock) -> None:
    open_house(OVERSIZE)
    accepted()
    supervisor = person(Role.SUPERVISOR, "service-centre")
    assert ranking(supervisor).lights_at is None
    jobs.watch(timestamp=0)
    assert ranking(supervisor).lights_at == clock.now
    at = clock.now
    clock.move(minutes=3)
    assert (ranking(supervisor).lights_at, ranking(supervisor).read_at) == (at, clock.now)


def test_a_department_sees_its_own_row_and_a_visitor_none() -> None:
    open_house(OVERSIZE)
    accepted()
    assert [row.department for row in ranking(person(Role.APPROVER)).rows] == ["transport"]
    assert ranking(person(Role.APPROVER, "health")).rows == []
    for read in (ranking, watch_list):
        with pytest.raises(Denied):
            read(VISITOR)


def test_a_page_of_lights_costs_the_same_for_one_case_and_for_many() -> None:
    open_house(OVERSIZE)
    supervisor = person(Role.SUPERVISOR, "service-centre")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            watch_list(supervisor)
        return len(queries)

    accepted()
    cost()
    once = cost()
    for _ in range(5):
        accepted()
    assert cost() <= once


def test_the_list_turns_with_the_days_and_a_pause_keeps_it_green(clock: HeldClock) -> None:
    open_house(OVERSIZE)
    running, paused = accepted(), accepted()
    reviewer = person(Role.REVIEWER)
    cases.pause(by=reviewer, number=paused.number, procedure="reinforcement", reason="加固桥梁", days=10)
    supervisor = person(Role.SUPERVISOR, "service-centre")
    for day, shown in (("2022-10-19", Light.BLUE), ("2022-10-21", Light.YELLOW), ("2022-10-25", Light.RED)):
        clock.set(day)
        lights = {row.case.number: row.light for row in watch_list(supervisor)}
        assert lights == {running.number: shown, paused.number: Light.GREEN}
