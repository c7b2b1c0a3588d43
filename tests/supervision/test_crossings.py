"""At which moment a clock crosses each rule: it follows from the clock, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.supervision.clocks import Made, days

from banli.kernel.clock import SHANGHAI
from banli.supervision.rules.crossings import crossings, light, next_moment, now_due
from banli.supervision.rules.table import BY_ID, DEFAULTS, Rule
from banli.supervision.states import WORSE, Light
from banli.worktime.service import Pause, Unit, due

STARTS = st.dates(date(2021, 1, 4), date(2022, 6, 30))
ACCEPTED = date(2022, 10, 17)
DECISION = Made("decision", ACCEPTED, date(2022, 11, 14), 20)
PROMISE = Made("promise", ACCEPTED, date(2022, 10, 20), 3)


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=SHANGHAI)


def moments(clock: Made) -> dict[str, str]:
    return {one.rule.id: f"{one.at:%Y-%m-%dT%H:%M}" for one in crossings(clock, DEFAULTS, days())}


@pytest.mark.parametrize(
    ("clock", "crossed"),
    [
        (DECISION, {"YJ-01": "2022-11-08T00:00", "HO-01": "2022-11-15T00:00"}),
        (PROMISE, {"YJ-01": "2022-10-19T00:00", "HP-01": "2022-10-21T00:00"}),
        (
            Made("acceptance", ACCEPTED, date(2022, 10, 24), 5),
            {"YJ-01": "2022-10-21T00:00", "HO-02": "2022-10-25T00:00"},
        ),
        (
            Made("delivery", ACCEPTED, date(2022, 10, 31), 10),
            {"YJ-01": "2022-10-27T00:00", "HO-03": "2022-11-01T00:00"},
        ),
        (
            Made("step.examine", ACCEPTED, date(2022, 10, 18), 1),
            {"YJ-01": "2022-10-18T00:00", "HP-02": "2022-10-19T00:00"},
        ),
        (Made("promise", ACCEPTED, ACCEPTED, 0), {"HP-01": "2022-10-18T00:00"}),
        (Made("later_material.plan", ACCEPTED, date(2022, 10, 20), 3), {"YJ-01": "2022-10-19T00:00"}),
        (Made("correction", ACCEPTED, date(2022, 11, 16), 30), {}),
    ],
    ids=lambda value: value.key if isinstance(value, Made) else "",
)
def test_known_moments(clock: Made, crossed: dict[str, str]) -> None:
    assert moments(clock) == crossed


def test_a_fifth_of_a_long_limit_warns_earlier_and_a_day_is_the_least() -> None:
    rule = BY_ID["YJ-01"]
    assert [rule.warns_at(length) for length in (1, 3, 5, 9, 10, 20, 45)] == [1, 1, 1, 1, 2, 4, 9]
    assert rule.model_copy(update={"days": 3, "share": 0}).warns_at(45) == 3


def test_a_clock_that_stopped_before_its_crossing_crosses_nothing() -> None:
    stopped = replace(PROMISE, stands_since=date(2022, 10, 18))
    assert now_due(crossings(stopped, DEFAULTS, days()), at("2023-01-01")) == []
    assert light([stopped], DEFAULTS, days(), at("2023-01-01")) is Light.GREEN


def test_what_was_crossed_before_the_clock_stopped_stays_crossed() -> None:
    stopped = replace(PROMISE, stands_since=date(2022, 10, 21))
    crossed = now_due(crossings(stopped, DEFAULTS, days()), at("2022-12-01"))
    assert [one.rule.id for one in crossed] == ["YJ-01", "HP-01"]


def test_what_was_done_in_time_crosses_nothing_and_what_was_done_late_did() -> None:
    for done, expected in (("2022-10-20T17:00", ["YJ-01"]), ("2022-10-21T09:00", ["YJ-01", "HP-01"])):
        clock = replace(PROMISE, ended_at=at(done))
        assert [
            one.rule.id for one in now_due(crossings(clock, DEFAULTS, days()), at("2023-01-01"))
        ] == expected


@st.composite
def clocks(draw: st.DrawFn) -> Made:
    """A decision's clock with up to two pauses and an extension."""
    start, n = draw(STARTS), draw(st.integers(1, 45))
    unit = draw(st.sampled_from([Unit.WORKING, Unit.CALENDAR]))
    pauses: list[Pause] = []
    for _ in range(draw(st.integers(0, 2))):
        begin = (pauses[-1].end if pauses else start) + timedelta(days=draw(st.integers(0, 15)))
        if begin <= due(start, n, unit, days(), pauses):
            pauses.append(Pause(begin, begin + timedelta(days=draw(st.integers(0, 20)))))
    last = due(start, n, unit, days(), pauses)
    return Made("decision", start, last, n, unit is Unit.WORKING, tuple(pauses))


@given(clock=clocks())
def test_short_begins_on_the_first_day_a_count_by_hand_finds(clock: Made) -> None:
    left, day = clock.length, clock.start
    warns = BY_ID["YJ-01"].warns_at(clock.length)
    while True:
        day += timedelta(days=1)
        paused = any(one.start < day <= one.end for one in clock.pauses)
        if not paused and (not clock.working or days().is_working(day)):
            left -= 1
        if left <= max(warns, 0) and left < clock.length:
            break
    found = {one.rule.id: one.at for one in crossings(clock, DEFAULTS, days())}
    assert found["YJ-01"].date() == min(day, clock.due)
    assert found["HO-01"].date() == clock.due + timedelta(days=1)
    assert clock.start < found["YJ-01"].date() <= clock.due


@given(clock=clocks(), after=st.integers(0, 20), long=st.integers(0, 20))
def test_a_pause_that_begins_after_a_crossing_does_not_move_it(clock: Made, after: int, long: int) -> None:
    before = {one.rule.id: one.at for one in crossings(clock, DEFAULTS, days())}
    begin = max([before["YJ-01"].date(), *(one.end for one in clock.pauses)]) + timedelta(days=after)
    if begin > clock.due:
        return
    pauses = (*clock.pauses, Pause(begin, begin + timedelta(days=long)))
    unit = Unit.WORKING if clock.working else Unit.CALENDAR
    moved = replace(clock, pauses=pauses, due=due(clock.start, clock.length, unit, days(), pauses))
    later = {one.rule.id: one.at for one in crossings(moved, DEFAULTS, days())}
    assert later["YJ-01"] == before["YJ-01"]
    assert later["HO-01"] >= before["HO-01"]


@given(clock=clocks(), runs=st.lists(st.integers(0, 200 * 24 * 60), max_size=12), end=st.integers(0, 200))
def test_any_schedule_of_runs_sees_the_same_crossings(clock: Made, runs: list[int], end: int) -> None:
    first, last = datetime.combine(clock.start, datetime.min.time(), SHANGHAI), timedelta(days=end)
    found = crossings(clock, DEFAULTS, days())
    seen: dict[tuple[str, int], datetime] = {}
    for minutes in sorted(runs):
        if timedelta(minutes=minutes) <= last:
            for one in now_due(found, first + timedelta(minutes=minutes)):
                seen.setdefault((one.rule.id, one.round), one.at)
    for one in now_due(found, first + last):
        seen.setdefault((one.rule.id, one.round), one.at)
    assert seen == {(one.rule.id, one.round): one.at for one in found if one.at <= first + last}
    waits = next_moment(found, first + last)
    assert waits == min((one.at for one in found if one.at > first + last), default=None)


@given(clock=clocks(), day=st.integers(0, 120), more=st.integers(0, 30))
def test_a_light_never_turns_better_by_itself(clock: Made, day: int, more: int) -> None:
    def shown(after: int) -> int:
        moment = datetime.combine(clock.start, datetime.min.time(), SHANGHAI) + timedelta(days=after)
        return WORSE.index(light([clock], DEFAULTS, days(), moment))

    assert shown(day + more) >= shown(day)


def test_every_rule_watches_a_clock_of_the_table_of_clocks() -> None:
    from banli.cases.rules.clocks import TABLE

    def known(rule: Rule) -> bool:
        return set(rule.clocks) <= set(TABLE)

    assert all(map(known, DEFAULTS))
    assert {one.level for one in DEFAULTS} == {Light.BLUE, Light.YELLOW, Light.RED}
    assert all(one.words.en and one.article.en for one in DEFAULTS)
