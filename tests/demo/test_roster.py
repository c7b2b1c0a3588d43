"""The roster of the demo's week."""

from __future__ import annotations

import pytest
from tests.held_clock import HeldClock


@pytest.mark.django_db
def test_the_week_has_a_roster_a_leave_with_cover_and_somebody_late(clock: HeldClock) -> None:
    from tests.house import PASSWORD
    from tests.roster.hall import load_shifts

    from banli.demo.rostered import LATE, LATE_BY, MISSING, MONDAY, OFFICER, TUESDAY, rostered
    from banli.kernel.actors import SYSTEM
    from banli.people.service import windows
    from banli.province.load import SICHUAN, load_house_of, load_people
    from banli.province.worked.player import Player, actor
    from banli.roster import service as door
    from banli.roster.states.corrections import Standing

    load_house_of(SICHUAN, by=SYSTEM)
    load_people(SICHUAN, by=SYSTEM, password=PASSWORD)
    load_shifts()
    rostered(Player(SICHUAN))
    clock.set("2022-11-15T09:30")
    monday = {
        (one.shift.person.username, one.shift.kind): one.judged for one in door.attendance_of(MONDAY, MONDAY)
    }
    late = {key: one.late for key, one in monday.items() if one.standing is not Standing.ON_TIME}
    assert late == {(LATE, "morning"): LATE_BY}
    now = door.attendance_of(TUESDAY, TUESDAY)
    awaited = {one.shift.person.username for one in now if one.judged.standing is Standing.AWAITED}
    assert awaited == {MISSING}
    (leave, instead), *others = door.standing_in(actor(OFFICER))
    assert (leave.person.display_name, instead.window, others) == ("万里行", "transport-04", [])
    days, at = door.days_of(MONDAY), [one.code for one in windows()]
    assert len(door.shifts_of(days, at)) % 10 == 0
    assert {one.state for one in door.badges()} == {"badge_given", "badge_lost"}
