"""The queue on the demo's morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.held_clock import HeldClock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.django_db
def test_the_hall_has_a_morning_behind_it_and_people_who_wait(clock: HeldClock) -> None:
    from tests.house import PASSWORD
    from tests.tickets.hall import load_plan

    from banli.demo.queue import morning
    from banli.kernel import clock as clocks
    from banli.kernel.actors import SYSTEM
    from banli.province.load import SICHUAN, load_house_of, load_people
    from banli.province.worked.player import Player
    from banli.tickets import service as tickets

    clock.set("2022-11-15T09:30")
    folder: Path = SICHUAN
    load_house_of(folder, by=SYSTEM)
    load_people(folder, by=SYSTEM, password=PASSWORD)
    load_plan()
    morning(Player(folder))
    assert tickets.counts(clocks.today()) == {"done": 5, "serving": 1, "missed": 1, "waiting": 5}
    assert tickets.recounted(clocks.today()) == tickets.counts(clocks.today())
    assert [one.state for one in tickets.board()] == ["serving"]
