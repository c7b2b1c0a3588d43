"""An act counts for the moment that was told; the record keeps when it was written down."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.held_clock import HeldClock

from banli.kernel import clock as clocks
from banli.kernel.actors import SYSTEM
from banli.ledger.service import Event, append


def test_acts_go_by_what_was_told_and_the_present_goes_on(clock: HeldClock) -> None:
    present = clock.now
    yesterday = present - timedelta(days=1)
    with clocks.told(yesterday):
        assert (clocks.now(), clocks.recording()) == (yesterday, present)
        assert clocks.today() == yesterday.date()
    assert clocks.now() == present


def test_nothing_is_told_of_what_is_still_to_come(clock: HeldClock) -> None:
    for moment in (clock.now + timedelta(seconds=1), datetime(2022, 10, 16)):  # noqa: DTZ001
        with pytest.raises(ValueError, match="over"), clocks.told(moment):
            pass


@pytest.mark.django_db
def test_an_event_keeps_both_moments(clock: HeldClock) -> None:
    with clocks.told(clock.now - timedelta(hours=5)):  # as a device that was without a network tells
        append(topic="test", subject="1", name="told", by=SYSTEM)
    event = Event.objects.get(topic="test")
    assert (event.at, event.recorded_at) == (clock.now - timedelta(hours=5), clock.now)
