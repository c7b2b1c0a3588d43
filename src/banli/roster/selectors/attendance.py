"""What shifts came to: their evidence read at once, each judged by the rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.retention import outlived
from banli.kernel.text import gettext_noop
from banli.people.service import first_sign_ins
from banli.roster.models import Correction, Shift, Stamp
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.attendance import Allowed, Duty, Evidence, Judged, judge
from banli.roster.selectors.plan import plan_at, plans
from banli.roster.selectors.posts import hours_of, leaves_over
from banli.roster.states.corrections import CorrectionState

DAY = timedelta(days=1)
NO_GRACE = Allowed(0, 0)


@dataclass(frozen=True)
class Attended:
    """A shift of somebody, and what it came to."""

    shift: Shift
    judged: Judged


def visible_shifts(by: Actor) -> QuerySet[Shift]:
    """The own shifts; those of the department for its head; all for whoever sees all."""
    rows = Shift.objects.select_related("person", "window", "window__department")
    if GRANTS.may_everywhere(by, RosterPermission.READ):
        return rows
    mine = Q(person=by.id or 0)
    if GRANTS.may(by, RosterPermission.DECIDE, department=by.department):
        mine |= Q(window__department=by.department)
    return rows.filter(mine)


def find_shift(key: int, by: Actor) -> Shift:
    """One shift. Raises :class:`Missing` where there is none, or ``by`` does not read its attendance."""
    found = visible_shifts(by).filter(pk=key).first()
    if found is None:
        raise Missing(gettext_noop("There is no such shift."))
    return found


def attended(by: Actor, first: date, last: date, department: str = "", person: int = 0) -> list[Attended]:
    """The shifts from ``first`` to ``last`` that ``by`` reads, by window and person, each judged now."""
    rows = visible_shifts(by).filter(day__range=(first, last))
    if department:
        rows = rows.filter(window__department=department)
    if person:
        rows = rows.filter(person=person)
    found = list(rows.order_by("window_id", "person__display_name", "person_id", "day", "begins", "pk"))
    judged = judged_now(found)
    return [Attended(one, judged[one.pk]) for one in found]


def attendance_of(first: date, last: date) -> list[Attended]:
    """Every shift of these days, each judged now, in the order of the days."""
    rows = Shift.objects.select_related("person", "window").filter(day__range=(first, last))
    found = list(rows.order_by("day", "begins", "pk"))
    judged = judged_now(found)
    return [Attended(one, judged[one.pk]) for one in found]


def judged_now(rows: Sequence[Shift], now: datetime | None = None) -> dict[int, Judged]:
    """By the key of a shift what it came to by now, or by the moment ``now``."""
    if not rows:
        return {}
    moment, known = now or clock.now(), plans()
    people = {one.person_id for one in rows}
    first = datetime.combine(min(one.day for one in rows), time(), clock.SHANGHAI)
    last = datetime.combine(max(one.day for one in rows), time(), clock.SHANGHAI) + DAY
    evidence = _evidence(rows, people, first, last, moment)
    beside = _beside(people, rows)
    away: dict[int, list[tuple[datetime, datetime]]] = {}
    for leave in leaves_over(first, last, people):
        away.setdefault(leave.person_id, []).append((leave.begins_at, leave.ends_at))
    found = {}
    for one in rows:
        begins, ends = hours_of(one)
        before, after = beside[one.person_id, one.day].around(begins, ends)
        plan = plan_at(known, begins)
        allowed = Allowed(plan.grace.late, plan.grace.early) if plan else NO_GRACE
        duty = Duty(begins, ends, before, after, tuple(away.get(one.person_id, ())))
        found[one.pk] = judge(duty, evidence[one.pk], allowed, moment)
    return found


@dataclass
class _Day:
    hours: list[tuple[datetime, datetime]]

    def around(self, begins: datetime, ends: datetime) -> tuple[datetime | None, datetime | None]:
        """The end of the shift before, and the beginning of the one after."""
        before = [end for _begin, end in self.hours if end <= begins]
        after = [begin for begin, _end in self.hours if begin >= ends]
        return max(before, default=None), min(after, default=None)


def _beside(people: Collection[int], rows: Sequence[Shift]) -> dict[tuple[int, date], _Day]:
    found: dict[tuple[int, date], _Day] = {}
    every = Shift.objects.filter(person__in=people, day__in={one.day for one in rows})
    for one in every:
        found.setdefault((one.person_id, one.day), _Day([])).hours.append(hours_of(one))
    return found


def _evidence(
    rows: Sequence[Shift], people: Collection[int], first: datetime, last: datetime, now: datetime
) -> dict[int, Evidence]:
    """What is known by ``now`` of each shift."""
    until = min(last, now + timedelta(microseconds=1))
    stamps: dict[tuple[int, date], list[datetime]] = {}
    for stamp in Stamp.objects.filter(person__in=people, at__gte=first, at__lt=until).order_by("at"):
        day = stamp.at.astimezone(clock.SHANGHAI).date()
        stamps.setdefault((stamp.person_id, day), []).append(stamp.at)
    signed = first_sign_ins(people, first, until)
    gone = outlived("sign_in", clock.now())
    corrections: dict[int, Correction] = {}
    granted = Correction.objects.filter(shift__in=[one.pk for one in rows], state=CorrectionState.GRANTED)
    for one in granted.order_by("pk"):
        corrections[one.shift_id] = one
    return {row.pk: _of(row, stamps, signed, corrections.get(row.pk), gone) for row in rows}


def _of(
    row: Shift,
    stamps: dict[tuple[int, date], list[datetime]],
    signed: dict[tuple[int, date], datetime],
    correction: Correction | None,
    gone: datetime,
) -> Evidence:
    key = (row.person_id, row.day)
    begins, _ends = hours_of(row)
    said = {}
    if correction is not None:
        for name in ("arrived", "left"):
            told: time | None = getattr(correction, name)
            said[name] = datetime.combine(row.day, told, clock.SHANGHAI) if told else None
    return Evidence(tuple(stamps.get(key, ())), signed.get(key), complete=begins > gone + DAY, **said)


def corrections_of(row: Shift) -> list[Correction]:
    """What was asked for about a shift, the latest first."""
    return list(row.corrections.select_related("asked_by", "decided_by").order_by("-pk"))


def waiting_corrections(by: Actor) -> QuerySet[Correction]:
    """Corrections that wait for ``by``."""
    if not GRANTS.may(by, RosterPermission.DECIDE):
        return Correction.objects.none()
    rows = Correction.objects.filter(state=CorrectionState.ASKED).exclude(asked_by__in=[by.id, by.behalf])
    if not GRANTS.may_everywhere(by, RosterPermission.DECIDE):
        rows = rows.filter(shift__window__department=by.department)
    return rows.select_related("shift", "asked_by").order_by("pk")
