"""Rounds and officers at the same moment: one signal for a crossing, numbers without gaps, one explanation."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, accepted, open_house, person

from banli.kernel import clock as time
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Refused
from banli.ledger.service import Event, events, verify
from banli.site import jobs
from banli.supervision.models import Signal
from banli.supervision.service import explain, record_signals

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """Do ``act`` from four hands at the moment at which this thread's clock stands; what each gave."""
    moment = time.now()

    def one(hand: int) -> Any:
        try:
            with time.at(moment):
                return act(hand)
        except Refused:
            return "Refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        return list(hands.map(one, range(4)))


def test_rounds_at_once_record_each_crossing_once_and_number_without_gaps(clock: HeldClock) -> None:
    open_house(OVERSIZE)
    for _ in range(4):
        accepted()
    jobs.watch_clocks()
    clock.set("2022-10-25")
    assert sum(at_once(lambda _hand: record_signals(by=SYSTEM))) == 16
    numbers = sorted(Signal.objects.values_list("number", flat=True))
    assert numbers == [f"JC-2022-{number:06d}" for number in range(1, 17)]
    assert Event.objects.filter(topic="signal", name="raised").count() == 16
    assert verify().ok


def test_two_officers_explain_once(clock: HeldClock) -> None:
    open_house(OVERSIZE)
    accepted()
    clock.set("2022-10-21")
    jobs.watch_clocks()
    number, by = Signal.objects.get(rule="HP-01").number, person(Role.APPROVER)
    told = at_once(lambda hand: explain(number=number, text=f"说明{hand}", by=by))
    assert told.count("Refused") == 3
    assert [one.name for one in events("signal", number)] == ["raised", "explained"]
