"""Reads of plans: what is to be held, and what waits at plans, talks and matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, IntegerField, Value

from banli.fieldwork.models import Activity, Attendee, Matter, Outing
from banli.fieldwork.states import ActivityState, MatterState, OutingState
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

PAGE = 50
NO_OUTING = gettext_noop("There is no planned activity “%(outing)s”.")


def find_outing(public_id: str) -> Outing:
    """The planned activity of that name. Raises :class:`Missing`."""
    row = Outing.objects.select_related("department", "activity").filter(public_id=public_id).first()
    if row is None:
        raise Missing(NO_OUTING, outing=public_id)
    return row


def planned_outings(limit: int = PAGE) -> list[Outing]:
    """What is on the plan, the earliest day first: what was not held stands on top."""
    found = Outing.objects.filter(state=OutingState.PLANNED).select_related("department")
    return list(found.order_by("day", "id")[:limit])


def attendees_of(outing: Outing) -> list[Attendee]:
    """Who is on its list, in order."""
    return list(outing.attendees.select_related("signed_in_by").order_by("place"))


@dataclass(frozen=True)
class Waiting:
    """Something of fieldwork with its day: a talk to look at again, a plan, or a matter by its place (not 0)."""

    subject: str
    place: int
    planned: bool
    what: str
    on: date

    @property
    def name(self) -> str:
        """Its name in the record."""
        return f"{self.subject}-{self.place}" if self.place else self.subject


def fieldwork_agenda(department: str, today: date, until: date, limit: int) -> list[Waiting]:
    """Talks to be looked at again by today, plans until a day and what was not held, and matters to be settled, of one
    department or all ('' ), the earliest first; one question."""
    own = {"department_id": department} if department else {}
    whole = IntegerField()
    talks = Activity.objects.filter(state=ActivityState.AWAITING, follow_up_on__lte=today, **own)
    plans = Outing.objects.filter(state=OutingState.PLANNED, day__lte=until, **own)
    tasks = Matter.objects.filter(state=MatterState.ASSIGNED, **own)
    columns = ("of", "at", "ahead", "what", "on")

    def values(of: str, at: object, plan: int, what: str, on: str) -> dict[str, object]:
        found = {"of": F(of), "at": at, "ahead": Value(plan, output_field=whole), "on": F(on)}
        return {**found, "what": F(what)}

    none = Value(0, output_field=whole)
    parts = (
        talks.order_by("follow_up_on", "id").annotate(
            **values("public_id", none, 0, "matter", "follow_up_on")
        ),
        plans.order_by("day", "id").annotate(**values("public_id", none, 1, "matter", "day")),
        tasks.order_by("due_on", "id").annotate(
            **values("activity__public_id", F("place"), 0, "text", "due_on")
        ),
    )
    first, *others = (part.values_list(*columns)[:limit] for part in parts)
    rows = first.union(*others, all=True)
    found = [Waiting(of, at, bool(plan), what, on) for of, at, plan, what, on in rows]
    return sorted(found, key=lambda one: (one.on, one.subject, one.place))
