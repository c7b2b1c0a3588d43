"""Signals: who may see which, lists by key, one with its urgings, the agenda of the next round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.supervision.models import Agenda, Round, Signal, Urging
from banli.supervision.permissions import GRANTS, SupervisionPermission

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """What a list of signals is narrowed to; '' for all."""

    level: str = ""
    state: str = ""
    department: str = ""


def visible_signals(by: Actor) -> QuerySet[Signal]:
    """The signals ``by`` may see: those that concern the department, as its own or on its case, or all.

    :raises Denied: for whoever does not watch.
    """
    GRANTS.require(by, SupervisionPermission.WATCH, department=by.department)
    every = Signal.objects.select_related("case", "department")
    if GRANTS.may_everywhere(by, SupervisionPermission.WATCH):
        return every
    return every.filter(Q(department_id=by.department) | Q(case__department_id=by.department))


def signals(by: Actor, only: Filter = Filter(), before: tuple[datetime, int] | None = None) -> list[Signal]:
    """A page of signals, the latest crossing first, after the key ``before`` (moment, id)."""
    found = visible_signals(by)
    for name, value in (("level", only.level), ("state", only.state), ("department_id", only.department)):
        if value:
            found = found.filter(**{name: value})
    if before:
        found = found.filter(Q(at__lt=before[0]) | Q(at=before[0], id__lt=before[1]))
    return list(found.order_by("-at", "-id")[:PAGE])


def find_signal(number: str, by: Actor) -> Signal:
    """The signal, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_signals(by).filter(number=number).select_related("explained_by", "cancelled_by").first()
    if found is None:
        raise Missing(gettext_noop("There is no such signal, or it is not yours to see."))
    return found


def urgings_of(signal: Signal) -> list[Urging]:
    """How the department was pressed because of a signal, oldest first."""
    found = Urging.objects.filter(signal=signal).select_related("sent_by", "answered_by")
    return list(found.order_by("id"))


def of_case(case: int) -> list[Signal]:
    """Every signal of a case, oldest first."""
    return list(Signal.objects.filter(case=case).order_by("id"))


def to_look_at(now: datetime, after: tuple[datetime, int] | None, limit: int) -> list[tuple[datetime, int]]:
    """Keys (moment, case) of the agenda that are due by ``now``, a page after ``after``."""
    found = Agenda.objects.filter(at__lte=now)
    if after:
        found = found.filter(Q(at__gt=after[0]) | Q(at=after[0], case__gt=after[1]))
    return list(found.order_by("at", "case_id").values_list("at", "case_id")[:limit])


def last_round() -> Round | None:
    """The last complete round; None before the first."""
    return Round.objects.first()
