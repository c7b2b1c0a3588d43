"""The demo's cases of today: every list of the desk has something in it."""

from __future__ import annotations

import pytest
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.house import PASSWORD

from banli.cases.models import Promise
from banli.demo.open_cases import play_present
from banli.kernel.actors import SYSTEM
from banli.people.models import User
from banli.people.service import actor_for
from banli.province.load import SICHUAN, load_pack, load_people
from banli.province.worked.player import play_all
from banli.ratings.models import Rating


@pytest.mark.django_db
def test_every_list_has_something_on_the_day_of_the_demo(clock: HeldClock) -> None:
    clock.set("2022-11-15T15:10")
    load_pack(SICHUAN, by=SYSTEM)
    load_people(SICHUAN, by=SYSTEM, password=PASSWORD)
    assert play_all(SICHUAN) == 4
    assert play_present(SICHUAN)
    wanted = {
        "clerk.transport": ("accept", "handover", "open", "all"),
        "reviewer.transport": ("review", "paused"),
        "reviewer.police": ("asked",),
        "approver.transport": ("decide", "told"),
    }
    empty = []
    for username, views in wanted.items():
        client = browser_of(actor_for(User.objects.get(username=username)))
        for view in views:
            shown = client.get(f"/desk/cases/?view={view}").context
            if not (shown.get("rows") or shown.get("task_rows")):
                empty.append((username, view))
    assert empty == []
    assert list(Rating.objects.order_by("id").values_list("grade", flat=True))[:2] == [1, 2]
    assert [one.what for one in Promise.objects.all()] == ["reinforcement-plan"]
