"""The roster of the demo's week: everybody at their own window, one on leave with who stands in, one late."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from banli.kernel import clock
from banli.kernel.actors import SYSTEM
from banli.people.service import windows
from banli.province.worked.player import Player, actor, at
from banli.roster import service as door

MONDAY = date(2022, 11, 14)
TUESDAY = date(2022, 11, 15)
AWAY, OFFICER = "clerk.transport4", "clerk.transport"
LATE, LATE_BY = "clerk.hrss", 17
MISSING = "clerk.market19"
"""Not seen yet on the demo's morning."""
BADGES = (
    ("1007", "clerk.health"),
    ("1008", "clerk.health8"),
    ("1009", "clerk.hrss"),
    ("1010", "clerk.hrss10"),
)


def rostered(_play: Player) -> None:
    """Play it up to the demo's morning."""
    manager, head = actor("hall"), actor("approver.transport")
    with at("2022-11-11 16:10"):
        for department in sorted({one.department_id for one in windows()}):
            door.plan_week(monday=MONDAY, department=department, source="template", by=manager)
        pair = door.PairRecord(person=str(actor(AWAY).id), officer=str(actor(OFFICER).id))
        door.set_officer(record=pair, by=head)
        for number, who in BADGES:
            record = door.BadgeRecord(
                public_id=f"GP-20221111-{number}", number=number, officer=str(actor(who).id)
            )
            door.give_badge(record=record, by=manager)
    with at("2022-11-14 10:30"):
        leave = door.ask_leave(
            record=door.LeaveRecord(
                public_id="QJ-20221114-0001",
                kind="private",
                first=TUESDAY,
                last=TUESDAY + timedelta(days=1),
                officer=str(actor(OFFICER).id),
                reason="家中老人住院，需陪护两天。",
            ),
            by=actor(AWAY),
        )
    with at("2022-11-14 11:00"):
        door.grant_leave(leave=leave.public_id, remark="同意，由林若溪代岗。", by=head)
    with at("2022-11-14 17:30"):
        door.report_badge_lost(badge="GP-20221111-1010", by=manager)
        _terminal(MONDAY, ("08:50", "12:03", "12:55", "17:02"))
    with at("2022-11-15 09:20"):
        _terminal(TUESDAY, ("08:48",))


def _terminal(day: date, marks: tuple[str, ...]) -> None:
    """The file of the hall's terminal for a day; each person some minutes apart."""
    rows = ["账号,姓名,时间"]
    gone = {MISSING, AWAY} if day == TUESDAY else set()
    posted = door.shifts_of([day], [one.code for one in windows()])
    on_duty = {one.person.username: one.person for one in posted if one.person.username not in gone}
    for place, (username, person) in enumerate(sorted(on_duty.items())):
        for mark in marks:
            moment = datetime.combine(day, time.fromisoformat(mark), clock.SHANGHAI)
            moment += timedelta(minutes=place % 8 if mark < "09:00" or mark == "12:55" else place % 5)
            if (username, day, mark) == (LATE, MONDAY, marks[0]):
                moment = datetime.combine(day, time(9), clock.SHANGHAI) + timedelta(minutes=LATE_BY)
            if mark == "12:55":
                moment = min(moment, datetime.combine(day, time(13), clock.SHANGHAI))
            rows.append(f"{username},{person.display_name},{moment:%Y-%m-%d %H:%M}")
    content = ("\n".join(rows) + "\n").encode("utf-8-sig")
    door.import_stamps(name=f"考勤机{day}.csv", content=content, by=SYSTEM)
