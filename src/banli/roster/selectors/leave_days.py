"""How much leave somebody has had in a year, by kind."""

from __future__ import annotations

from datetime import date, timedelta

from banli.roster.models import Leave
from banli.roster.rules.leave_days import NONE, KindDays, Span, days_in
from banli.roster.selectors.plan import roster_plan
from banli.roster.states.leaves import STANDING, LeaveState
from banli.worktime.service import calendar


def leave_days(person: int, year: int, without: str = "") -> list[KindDays]:
    """What ``person`` has of each kind of leave in ``year``, in the order of the pack's kinds; kinds of which there is
    nothing are left out.

    :param without: the number of a leave that is not counted, as the one that is being decided.
    """
    plan, days = roster_plan(), calendar()
    if plan is None:
        return []
    rows = Leave.objects.filter(person=person, state__in=[str(one) for one in STANDING])
    rows = rows.filter(first__lte=date(year, 12, 31), last__gte=date(year, 1, 1)).exclude(public_id=without)

    def worked(first: date, last: date) -> int:
        return days.count_known(first - timedelta(days=1), last)

    found: dict[str, KindDays] = {}
    for row in rows:
        span = Span(row.first, row.last, row.shift, row.days, row.ends_at)
        number, so_far = days_in(year, span, worked, plan.shifts), found.get(row.kind, KindDays(row.kind))
        granted = row.state == LeaveState.GRANTED
        found[row.kind] = KindDays(
            row.kind,
            so_far.granted + (number if granted else NONE),
            so_far.asked + (NONE if granted else number),
        )
    order = [one.key for one in plan.leave]
    told = [one for one in found.values() if one.granted or one.asked]
    return sorted(told, key=lambda one: order.index(one.kind) if one.kind in order else len(order))
