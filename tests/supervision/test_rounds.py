"""Rounds: what was crossed is recorded with the moment of the clock, whenever and however often the job runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, accepted, applicant_of, clerk, granted, open_house, person, submitted
from tests.patience import EXAMPLES_UNDO
from tests.supervision.watching import told

from banli.cases import service as cases
from banli.cases.service import courses
from banli.kernel import clock as time
from banli.kernel.actors import SYSTEM, VISITOR, Role
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Denied
from banli.ledger.service import Event, events, verify
from banli.site import jobs
from banli.supervision.models import Agenda, Signal
from banli.supervision.service import crossings, now_due, of_case, record_signals, rules, watched
from banli.supervision.states import Light
from banli.worktime.service import calendar

pytestmark = pytest.mark.django_db
BLUE = ("YJ-01", "2022-10-19T00:00", "raised")
BLUE_BY_LAW = ("YJ-01", "2022-10-21T00:00", "raised")
YELLOW = ("HP-01", "2022-10-21T00:00", "raised")
RED = ("HO-01", "2022-10-25T00:00", "raised")


@pytest.fixture(autouse=True)
def _house(db: None) -> None:
    open_house(OVERSIZE)


def test_an_accepted_case_goes_blue_yellow_and_red_at_its_own_midnights(clock: HeldClock) -> None:
    case = accepted()
    assert jobs.watch_clocks() == 0
    seen = []
    for day in ("2022-10-18T23:55", "2022-10-19T00:00", "2022-10-21T00:04", "2022-10-25T09:00"):
        clock.set(day)
        jobs.watch(timestamp=0)
        seen.append(len(told(case)))
    assert seen == [0, 1, 3, 4]
    assert told(case) == [RED, YELLOW, BLUE, BLUE_BY_LAW]
    red = Signal.objects.get(rule="HO-01")
    assert (red.level, red.key, red.round, red.department_id) == ("red", "decision", 1, "transport")
    assert red.number == "JC-2022-000004"
    event = events("signal", red.number)[0]
    assert (event.name, event.at, event.recorded_at, event.actor) == (
        "raised",
        red.at,
        red.recorded_at,
        "system",
    )
    assert verify().ok


def test_a_round_that_comes_weeks_late_writes_the_same_moments(clock: HeldClock) -> None:
    case = accepted()
    clock.set("2022-11-30")
    jobs.watch(timestamp=0)
    assert told(case) == [RED, YELLOW, BLUE, BLUE_BY_LAW]
    assert {f"{one.recorded_at.astimezone(SHANGHAI):%m-%d}" for one in of_case(case.pk)} == {"11-30"}


@given(
    runs=st.lists(st.integers(0, 20 * 24 * 60), max_size=8),
    example=st.sampled_from(["class-two", "class-three"]),
    state=st.sampled_from([submitted, accepted]),
)
@settings(
    max_examples=15,
    suppress_health_check=EXAMPLES_UNDO,
)
def test_any_schedule_of_runs_records_the_same_signals(
    runs: list[int], example: str, state: Callable[[str], cases.Case]
) -> None:
    start, end = time.now(), time.now() + timedelta(days=21)
    with transaction.atomic():
        case = state(example)
        for minutes in [*sorted(runs), 21 * 24 * 60]:
            with time.at(start + timedelta(minutes=minutes)):
                jobs.watch_clocks()
        due = [
            (one.rule.id, one.key, one.round, one.at)
            for course in courses(case)
            for one in crossings(course, rules(), calendar())
            if one.reached and one.at <= end
        ]
        recorded = [(one.rule, one.key, one.round, one.at) for one in of_case(case.pk)]
        assert sorted(recorded) == sorted(due)
        assert all(one.state == "raised" for one in of_case(case.pk))
        numbers = sorted(one.number for one in of_case(case.pk))
        assert numbers == [f"JC-2022-{number:06d}" for number in range(1, len(due) + 1)]
        transaction.set_rollback(True)


ACTS: dict[str, Callable[[cases.Case], Any]] = {
    "pause": lambda case: cases.pause(
        by=person(Role.REVIEWER), number=case.number, procedure="reinforcement", reason="加固桥梁", days=10
    ),
    "resume": lambda case: cases.resume(by=person(Role.REVIEWER), number=case.number, result="已加固"),
    "extend": lambda case: cases.extend(
        by=person(Role.APPROVER), number=case.number, days=5, reason="路线需复核"
    ),
    "review": lambda case: cases.review(
        by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="参数符合规定。"
    ),
    "grant": lambda case: cases.grant(by=person(Role.APPROVER), number=case.number),
    "withdraw": lambda case: cases.withdraw(by=applicant_of(case.number), number=case.number),
    "run": lambda _case: jobs.watch_clocks(),
}


@given(
    acts=st.lists(st.tuples(st.integers(0, 5 * 24 * 60), st.sampled_from([*ACTS, "run", "run"])), max_size=9)
)
@settings(
    max_examples=25,
    suppress_health_check=EXAMPLES_UNDO,
)
def test_after_a_round_what_stands_is_what_the_clock_crossed_however_it_was_moved(
    acts: list[tuple[int, str]],
) -> None:
    from banli.kernel.errors import BanliError

    now = time.now()
    with transaction.atomic():
        case = accepted()
        facts: dict[int, tuple[object, ...]] = {}
        for minutes, name in [*acts, (0, "run")]:
            now += timedelta(minutes=minutes)
            with time.at(now):
                try:
                    with transaction.atomic():
                        ACTS[name](case)
                except BanliError:
                    pass
                for one in of_case(case.pk):
                    said = (one.number, one.rule, one.at, one.due, one.recorded_at)
                    assert facts.setdefault(one.pk, said) == said
        case = cases.Case.objects.get(pk=case.pk)
        found = [one for course in courses(case) for one in crossings(course, rules(), calendar())]
        crossed = {(one.rule.id, one.key, one.at) for one in now_due(found, now)}
        signals = of_case(case.pk)
        standing = [(one.rule, one.key, one.at) for one in signals if one.state == "raised"]
        assert sorted(standing) == sorted(crossed)
        assert all(one.cancelled_because for one in signals if one.state == "cancelled")
        with time.at(now):
            assert jobs.watch_clocks() == 0
            assert watched(case, calendar(), time.today()).light in light_of(case, standing)
        assert [one.pk for one in signals] == [one.pk for one in of_case(case.pk)]
        assert len(signals) == Event.objects.filter(topic="signal", name="raised").count()
        transaction.set_rollback(True)


def light_of(case: cases.Case, standing: list[tuple[str, str, datetime]]) -> list[Light]:
    """The worst light among the signals whose clock still runs."""
    level = {rule.id: rule.level for rule in rules()}
    open_keys = {one.key for one in courses(case) if one.runs}
    worst = [
        light
        for light in Light
        if any(level[rule] == light for rule, key, _at in standing if key in open_keys)
    ]
    return worst[-1:] or [Light.GREEN]


def test_a_clock_paused_before_its_crossing_raises_nothing_and_later_at_its_new_moment(
    clock: HeldClock,
) -> None:
    case = accepted()
    ACTS["pause"](case)
    clock.set("2022-10-26")
    assert jobs.watch_clocks() == 0
    ACTS["resume"](case)
    clock.set("2022-10-28")
    jobs.watch(timestamp=0)
    assert told(case) == [("YJ-01", "2022-10-28T00:00", "raised")]


def test_an_extension_cancels_what_it_moved_past_and_the_signal_stays_visible(clock: HeldClock) -> None:
    case = accepted()
    clock.set("2022-10-21")
    jobs.watch(timestamp=0)
    assert told(case) == [YELLOW, BLUE, BLUE_BY_LAW]
    case = cases.extend(by=person(Role.APPROVER), number=case.number, days=10, reason="路线需复核")
    jobs.watch(timestamp=0)
    assert [(rule, state) for rule, _at, state in told(case)] == [
        ("HP-01", "cancelled"),
        ("YJ-01", "cancelled"),
        ("YJ-01", "cancelled"),
    ]
    moved = Signal.objects.get(rule="HP-01")
    assert moved.cancelled_by_id is None
    assert [one.name for one in events("signal", moved.number)] == ["raised", "cancelled"]
    assert watched(case, calendar(), time.today()).light is Light.GREEN
    clock.set("2022-11-30")
    jobs.watch(timestamp=0)
    again = [one.number for one in of_case(case.pk) if one.rule == "HP-01"]
    assert again[0] == moved.number
    assert len(again) == 2


def test_an_answer_that_came_late_is_red_though_no_round_ran_in_between(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-26")
    cases.accept(by=clerk(), number=case.number)
    jobs.watch(timestamp=0)
    assert ("HO-02", "2022-10-25T00:00", "raised") in told(case)


def test_silence_is_red_and_the_deemed_acceptance_begins_the_next_clocks(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-25T00:10")
    jobs.silence(timestamp=0)
    jobs.watch(timestamp=0)
    assert ("HO-02", "2022-10-25T00:00", "raised") in told(case)
    assert Signal.objects.get(rule="HO-02").key == "acceptance"


def test_a_result_that_is_not_handed_over_within_ten_days_is_red(clock: HeldClock) -> None:
    case = granted()
    clock.set("2022-11-01")
    jobs.watch(timestamp=0)
    assert told(case) == [("HO-03", "2022-11-01T00:00", "raised"), ("YJ-01", "2022-10-27T00:00", "raised")]


def test_what_is_done_in_time_raises_nothing(clock: HeldClock) -> None:
    case = granted()
    clock.move(minutes=5)
    assert jobs.watch_clocks() == 0
    assert told(case) == []


def test_a_round_looks_only_at_what_is_due_and_by_an_index(clock: HeldClock) -> None:
    for _ in range(3):
        accepted()
    jobs.watch(timestamp=0)
    assert {f"{one.at.astimezone(SHANGHAI):%m-%d %H:%M}" for one in Agenda.objects.order_by("at")} == {
        "10-19 00:00"
    }
    clock.move(minutes=5)
    with CaptureQueriesContext(connection) as queries:
        assert record_signals(by=SYSTEM) == 0
    asked = [one["sql"] for one in queries.captured_queries]
    assert not any("cases_case" in sql for sql in asked)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT at, case_id FROM supervision_agenda WHERE at <= now() ORDER BY at, case_id LIMIT 200"
        )
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "supervision_agenda_by_moment" in plan
    assert "Sort" not in plan


def test_more_cases_than_a_page_are_all_looked_at(clock: HeldClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banli.supervision.acts.rounds.CHUNK", 2)
    made = [accepted() for _ in range(5)]
    clock.set("2022-10-19")
    assert jobs.watch_clocks() == 5
    assert [told(one) for one in made] == [[BLUE]] * 5


def test_a_case_of_another_system_is_left_to_it() -> None:
    case = accepted()
    cases.Case.objects.filter(pk=case.pk).update(source="province")
    jobs.watch(timestamp=0)
    assert not Agenda.objects.exists()
    case.refresh_from_db()
    assert courses(case) == []


def test_a_missing_calendar_leaves_the_case_on_the_agenda(clock: HeldClock) -> None:
    case = accepted()
    jobs.watch(timestamp=0)
    clock.set("2022-10-19")
    with pytest.MonkeyPatch.context() as patch:
        from banli.worktime.service import UnknownYear

        def missing(*_told: object) -> None:
            raise UnknownYear(2023)

        patch.setattr("banli.supervision.acts.rounds.crossings", missing)
        assert jobs.watch_clocks() == 0
    assert Agenda.objects.filter(case=case.pk, at__lte=clock.now).exists()
    assert jobs.watch_clocks() == 1


def test_only_the_platform_records(clock: HeldClock) -> None:
    for by in (VISITOR, person(Role.SUPERVISOR, "service-centre"), person(Role.APPROVER)):
        with pytest.raises(Denied):
            record_signals(by=by)
