"""Signals: who may see which, lists by key, one with its urgings, the agenda of the next round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.statements import filled, statements
from banli.kernel.text import gettext_noop
from banli.supervision.models import Agenda, Round, Signal, Urging
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.states import STANDING, WORSE, Light, SignalState

PAGE = 50
SQL = statements("supervision", "ranking")
RUNNING = filled(SQL["running"], runs=SQL["runs"], under_watch=SQL["under_watch"])


@dataclass(frozen=True)
class Filter:
    """What a list of signals is narrowed to; '' for all."""

    level: str = ""
    state: str = ""
    department: str = ""
    rule: str = ""
    running: str = ""
    """Anything: only those that stand and whose clock still runs."""


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
    found = signal_rows(by, only)
    if before:
        found = found.filter(Q(at__lt=before[0]) | Q(at=before[0], id__lt=before[1]))
    return list(found[:PAGE])


def signal_rows(by: Actor, only: Filter = Filter()) -> QuerySet[Signal]:
    """The query behind :func:`signals`, in its order."""
    found = visible_signals(by)
    narrowed = {
        "level": only.level,
        "state": only.state,
        "department_id": only.department,
        "rule": only.rule,
    }
    found = found.filter(**{name: value for name, value in narrowed.items() if value})
    if only.running:
        found = found.filter(pk__in=_running())
    return found.order_by("-at", "-id")


@dataclass(frozen=True)
class Why:
    """Why cases are late: a rule, how many signals of it stand while their clock still runs, how many the department
    has explained."""

    rule: str
    level: Light
    signals: int
    explained: int


def why_late(by: Actor) -> list[Why]:
    """The rules by which cases are past a promise or a limit now, limits of law first.

    :raises Denied: for whoever does not watch.
    """
    late = visible_signals(by).filter(level__in=[str(Light.YELLOW), str(Light.RED)], pk__in=_running())
    rows = late.values("rule", "level").annotate(
        found=Count("pk"), explained=Count("pk", filter=Q(state=SignalState.EXPLAINED))
    )
    found = [Why(one["rule"], Light(one["level"]), one["found"], one["explained"]) for one in rows]
    return sorted(found, key=lambda one: (-WORSE.index(one.level), -one.signals, one.rule))


def _running() -> RawSQL:
    return RawSQL(RUNNING, ([str(one) for one in STANDING],))  # noqa: S611 # a statement of ours


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
