"""The error of the wait that was told, from events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.tickets.hall import called, clerk, drawn

from banli.tickets import service as tickets
from banli.tickets.models import Ticket

DAY = date(2022, 10, 17)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    tickets.forget_truth()
    yield
    tickets.forget_truth()


def waited(clock: HeldClock, minutes: int) -> None:
    """Somebody who is alone in the line and called after so many minutes: two were told at most."""
    ticket = drawn()
    clock.move(minutes=minutes)
    called()
    tickets.begin(by=clerk(), number=ticket.number)
    tickets.finish(by=clerk(), number=ticket.number)


def test_what_came_true_is_counted_from_events_alone(clock: HeldClock) -> None:
    for minutes in (1, 5, 30):
        waited(clock, minutes)
    drawn()
    Ticket.objects.update(wait_least=0, wait_most=99_999, called_at=None)
    found = tickets.came_true(DAY)
    assert (found.told, found.inside, found.out, found.percent) == (3, 1, 1, 33)


def test_a_second_call_after_a_missed_one_is_no_longer_wait(clock: HeldClock) -> None:
    ticket = drawn()
    clock.move(minutes=1)
    called()
    for _call in range(2):
        tickets.recall(by=clerk(), number=ticket.number)
    tickets.miss(by=clerk(), number=ticket.number)
    clock.move(minutes=40)
    tickets.call_one(by=clerk(), number=ticket.number)
    assert tickets.came_true(DAY).inside == 1


def test_it_is_published_on_the_day_after_and_for_seven_days(clock: HeldClock) -> None:
    waited(clock, 1)
    assert "等候相符" not in Client().get("/queue/").content.decode()
    clock.set("2022-10-18T09:00")
    assert "1张号票中100%等候相符" in Client().get("/queue/").content.decode()
    clock.set("2022-10-25T09:00")
    assert tickets.truth().percent is None
