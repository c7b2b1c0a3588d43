"""Leave: whose, who reads it, who stands in."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.people.service import User, staff_of
from banli.roster.models import Leave
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.leave import Officer
from banli.roster.states.leaves import STANDING, LeaveState

PAGE = 60
HANDLES = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER})
"""Roles that pass to whoever stands in; no other does."""


def _rows() -> QuerySet[Leave]:
    return Leave.objects.select_related("person", "officer", "decided_by", "department")


def visible_leaves(by: Actor) -> QuerySet[Leave]:
    """The own leave, that in which ``by`` stands in, and for whoever decides that of the department or of all."""
    if GRANTS.may_everywhere(by, RosterPermission.READ):
        return _rows()
    mine = Q(person=by.id) | Q(officer=by.id)
    if GRANTS.may(by, RosterPermission.DECIDE, department=by.department):
        mine |= Q(department=by.department)
    return _rows().filter(mine) if by.id else Leave.objects.none()


def leaves(by: Actor) -> list[Leave]:
    """What ``by`` reads of leave, what waits first, then the latest."""
    rows = visible_leaves(by)
    waiting = list(rows.filter(state=LeaveState.ASKED).order_by("begins_at", "pk")[:PAGE])
    return waiting + list(rows.exclude(state=LeaveState.ASKED).order_by("-begins_at", "-pk")[:PAGE])


def find_leave(public_id: str, by: Actor) -> Leave:
    """The leave. Raises :class:`Missing` where there is none, or ``by`` does not read it."""
    found = visible_leaves(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such leave."))
    return found


def decides(by: Actor, department: str) -> bool:
    """True for the head of the windows of ``department``."""
    return GRANTS.may(by, RosterPermission.DECIDE, department=department)


def overlapping(person: int, begins: datetime, ends: datetime) -> QuerySet[Leave]:
    """What this person asked for or was granted in this time."""
    states = [str(one) for one in STANDING]
    return Leave.objects.filter(person=person, state__in=states, begins_at__lt=ends, ends_at__gt=begins)


def stands_in(officer: int, begins: datetime, ends: datetime) -> Leave | None:
    """A granted leave in which this person stands in for somebody in this time."""
    rows = Leave.objects.select_related("person").filter(officer=officer, state=LeaveState.GRANTED)
    return rows.filter(begins_at__lt=ends, ends_at__gt=begins).order_by("begins_at", "pk").first()


def officer_of(key: str, begins: datetime, ends: datetime) -> Officer | None:
    """Somebody who might stand in, as the rule looks at them; None where ``key`` names nobody."""
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    user = User.objects.filter(pk=number).first()
    if user is None:
        return None
    away = overlapping(user.pk, begins, ends).filter(state=LeaveState.GRANTED).exists()
    handles = bool(HANDLES & {Role(role) for role in user.roles})
    return Officer(user.pk, user.is_active, user.department_id or "", handles, away)


def could_stand_in(person: int, department: str) -> list[User]:
    """Who could stand in for somebody: colleagues of the department who handle cases."""
    return [one for one in staff_of(department) if one.pk != person and HANDLES & set(one.roles)]


def waiting_leaves(by: Actor) -> QuerySet[Leave]:
    """Leave that waits for ``by`` to decide."""
    if not GRANTS.may(by, RosterPermission.DECIDE):
        return Leave.objects.none()
    rows = _rows().filter(state=LeaveState.ASKED).exclude(person__in=[by.id, by.behalf])
    if not GRANTS.may_everywhere(by, RosterPermission.DECIDE):
        rows = rows.filter(department=by.department)
    return rows.order_by("begins_at", "pk")
