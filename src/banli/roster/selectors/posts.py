"""Who stands where, and which windows nobody stands at."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.people.service import User, Window, staff_of, windows
from banli.roster.models import Leave, Shift
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.plan import RosterFile
from banli.roster.rules.week import Gap, Post, gaps
from banli.roster.states.leaves import LeaveState


def windows_for(by: Actor, department: str = "") -> list[Window]:
    """The windows whose roster ``by`` sees: of one department, or of all for whoever sees all."""
    if GRANTS.may_everywhere(by, RosterPermission.READ):
        return windows(department)
    return windows(by.department) if by.department and department in ("", by.department) else []


def shifts_of(days: Collection[date], at: Iterable[str]) -> list[Shift]:
    """The posts of these windows on these days, in order."""
    rows = Shift.objects.filter(day__in=list(days), window__in=list(at)).select_related("person", "window")
    return list(rows.order_by("day", "begins", "window_id", "person__display_name", "pk"))


def post_of(row: Shift) -> Post:
    """The row as the rules look at it."""
    return Post(row.day, row.window_id, row.kind, row.person_id)


def hours_of(row: Shift) -> tuple[datetime, datetime]:
    """When the shift begins and ends."""
    return (
        datetime.combine(row.day, row.begins, clock.SHANGHAI),
        datetime.combine(row.day, row.ends, clock.SHANGHAI),
    )


def leaves_over(begins: datetime, ends: datetime, people: Collection[int]) -> QuerySet[Leave]:
    """Leave of these people that was granted and touches this time."""
    return Leave.objects.filter(
        person__in=people, state=LeaveState.GRANTED, begins_at__lt=ends, ends_at__gt=begins
    ).select_related("person", "officer")


def leave_by_shift(rows: Collection[Shift]) -> dict[int, Leave]:
    """By the key of a post the leave of its person that touches it."""
    if not rows:
        return {}
    times = {row.pk: hours_of(row) for row in rows}
    begins, ends = min(one for one, _end in times.values()), max(one for _begin, one in times.values())
    found: dict[int, Leave] = {}
    for leave in leaves_over(begins, ends, {row.person_id for row in rows}):
        for row in rows:
            first, last = times[row.pk]
            if row.person_id == leave.person_id and leave.begins_at < last and leave.ends_at > first:
                found[row.pk] = leave
    return found


def unmanned(
    plan: RosterFile,
    at: Iterable[str],
    days: Iterable[date],
    rows: Collection[Shift],
    leaves: dict[int, Leave],
) -> list[Gap]:
    """Windows that nobody stands at in a shift of a working day, nobody standing in either."""
    away = {post_of(row) for row in rows if row.pk in leaves and leaves[row.pk].officer_id is None}
    return gaps(plan, at, days, [post_of(row) for row in rows], away)


def clerks(department: str = "") -> list[User]:
    """Who can stand at a window: clerks, by department and name."""
    return [one for one in staff_of(department) if Role.CLERK in one.roles]


def posts_at(window: str, moment: datetime) -> list[Shift]:
    """Who is posted at a window at this moment."""
    here = moment.astimezone(clock.SHANGHAI)
    rows: QuerySet[Any, Any] = Shift.objects.filter(
        window_id=window, day=here.date(), begins__lte=here.time(), ends__gt=here.time()
    )
    return list(rows.select_related("person").order_by("person__display_name", "pk"))
