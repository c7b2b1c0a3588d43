"""Posts: a week from the template or an earlier one, changes by hand. Each act is one event of week and department."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import User, Window, named, windows
from banli.roster.models import Shift
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.plan import ShiftKind
from banli.roster.rules.week import (
    WEEK,
    PostRecord,
    copied,
    days_of,
    from_template,
    only_new,
    why_not_post,
    why_not_take_off,
)
from banli.roster.selectors.plan import TOPIC, required_plan, working
from banli.roster.selectors.posts import clerks, leaves_over, post_of, shifts_of

EARLIER = 4
"""Weeks that are looked back for one to copy: the week before may have been a holiday."""


@transaction.atomic
def plan_week(*, monday: date, department: str, source: Literal["template", "copy"], by: Actor) -> int:
    """Add the posts of a department's week that are not there yet; how many. What stands there stays.

    :raises Refused: where the week is over, or no earlier week has posts to copy.
    """
    GRANTS.require(by, RosterPermission.PLAN, department=department)
    plan, days = required_plan(), days_of(monday)
    if days[-1] < clock.today():
        raise Refused(gettext_noop("This week is over: its roster stays as it was."))
    at, worked = [one.code for one in windows(department)], working(days)
    if source == "template":
        belongs = [(one.window_id, one.pk) for one in clerks(department) if one.window_id]
        made = from_template(plan, belongs, worked)
    else:
        kinds = {one.key for one in plan.shifts}
        weeks, earlier = _earlier(monday, at)
        made = copied([post_of(one) for one in earlier], weeks, worked, kinds)
    there = [post_of(one) for one in Shift.objects.select_for_update().filter(day__in=days)]
    new = only_new(made, there, clock.today())
    hours = {one.key: one for one in plan.shifts}
    rows = [
        Shift(
            day=one.day,
            window_id=one.window,
            person_id=one.person,
            kind=one.kind,
            begins=hours[one.kind].begins,
            ends=hours[one.kind].ends,
        )
        for one in new
    ]
    # Somebody else may have put one of them elsewhere since: the post that was first stays.
    before = Shift.objects.filter(day__in=days).count()
    Shift.objects.bulk_create(rows, ignore_conflicts=True)
    added = Shift.objects.filter(day__in=days).count() - before
    if added:
        _note(monday, department, "week_planned", by, {"source": source, "posts": added})
    return added


def _earlier(monday: date, at: list[str]) -> tuple[int, list[Shift]]:
    """How many weeks ago there were posts last, and those. Raises :class:`Refused` where there were none."""
    for weeks in range(1, EARLIER + 1):
        if monday.toordinal() > WEEK * weeks:
            rows = shifts_of(days_of(monday - timedelta(days=WEEK * weeks)), at)
            if rows:
                return weeks, rows
    raise Refused(gettext_noop("None of the four weeks before has a roster to copy."))


@transaction.atomic
def put_on(*, record: PostRecord, by: Actor) -> Shift:
    """Put somebody at a window in one shift of a day; a second time changes nothing.

    :raises Invalid: at the field that names nothing.
    :raises Refused: where the day is over or not worked, or the person stands elsewhere or is on leave then.
    """
    day, window, kind = record.day, record.window, record.kind
    place = next((one for one in windows() if one.code == window), None)
    department = place.department_id if place else ""
    GRANTS.require(by, RosterPermission.PLAN, department=department or by.department)
    hours, who = required_plan().shift(kind), _clerk(record.officer, department)
    problems = [
        Problem(name, words)
        for name, found, words in (
            ("window", place, gettext_noop("Choose the window.")),
            ("kind", hours, gettext_noop("Choose the shift.")),
            ("officer", who, gettext_noop("Choose a clerk of this department.")),
        )
        if found is None
    ]
    if problems or place is None or hours is None or who is None:
        raise Invalid(problems)
    known = Shift.objects.filter(person=who, day=day, kind=kind).first()
    if error := why_not_post(
        day=day,
        today=clock.today(),
        working=bool(working([day])),
        elsewhere=_window_of(known) if known and known.window_id != window else "",
        on_leave=_away(who, day, hours),
    ):
        raise error
    row, made = Shift.objects.get_or_create(
        person=who,
        day=day,
        kind=kind,
        defaults={"window": place, "begins": hours.begins, "ends": hours.ends},
    )
    if row.window_id != window:
        raise Refused(
            gettext_noop("This person stands at %(window)s in this shift already."), window=_window_of(row)
        )
    if made:
        body = {"day": day.isoformat(), "window": window, "kind": kind, "person": who.pk}
        _note(monday_of(day), department, "post_added", by, body)
    return row


def _clerk(key: str, department: str) -> User | None:
    return next((one for one in clerks(department) if str(one.pk) == key), None) if department else None


def _window_of(row: Shift) -> str:
    return str(named(Window.objects.get(pk=row.window_id)))


def _away(who: User, day: date, hours: ShiftKind) -> bool:
    begins = datetime.combine(day, hours.begins, clock.SHANGHAI)
    ends = datetime.combine(day, hours.ends, clock.SHANGHAI)
    return leaves_over(begins, ends, [who.pk]).exists()


@transaction.atomic
def take_off(*, shift: int, by: Actor) -> None:
    """Take somebody off a shift that is not over. Raises :class:`Missing` where somebody did so meanwhile."""
    row = Shift.objects.select_for_update().select_related(None).filter(pk=shift).first()
    if row is None:
        raise Missing(gettext_noop("This post is not on the roster any more."))
    department = Window.objects.get(pk=row.window_id).department_id
    GRANTS.require(by, RosterPermission.PLAN, department=department)
    if error := why_not_take_off(row.day, clock.today()):
        raise error
    body = {"day": row.day.isoformat(), "window": row.window_id, "kind": row.kind, "person": row.person_id}
    row.delete()
    _note(monday_of(row.day), department, "post_removed", by, body)


def monday_of(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _note(monday: date, department: str, name: str, by: Actor, body: dict[str, object]) -> None:
    subject = f"{monday.isoformat()}-{department}"
    append(topic=TOPIC, subject=subject, name=name, by=by, scope=department, body=body)
