"""Who stands in for whom (AB角), now: read from the leave and the clock."""

from __future__ import annotations

from django.db.models import QuerySet

from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.people.service import Lent, User, named, staff_of
from banli.roster.models import Leave, Pair
from banli.roster.selectors.leaves import HANDLES
from banli.roster.states.leaves import LeaveState

COVER = "stands_in"
"""Where a session names the leave in which its owner acts for somebody."""


def covers_of(officer: int | None) -> QuerySet[Leave]:
    """The leave that runs now in which this person stands in."""
    now = clock.now()
    rows = Leave.objects.filter(officer=officer or 0, state=LeaveState.GRANTED)
    return rows.filter(begins_at__lte=now, ends_at__gt=now)


def lent_to(officer: User, leave: str) -> Lent | None:
    """What passes to ``officer`` in this leave now; None where nothing does.

    Only roles of who handles cases pass, within the department in which both still are.
    """
    row = covers_of(officer.pk).filter(public_id=leave).select_related("person__window").first()
    if row is None or not row.person.is_active or not officer.is_active:
        return None
    person = row.person
    if not person.department_id or person.department_id != officer.department_id:
        return None
    roles = HANDLES & {Role(role) for role in person.roles}
    if not roles:
        return None
    return Lent(
        person.pk,
        person.display_name,
        roles,
        person.department_id,
        person.window_id or "",
        row.ends_at,
        place=str(named(person.window)) if person.window else "",
    )


def standing_in(by: Actor) -> list[tuple[Leave, Actor]]:
    """Each leave in which ``by`` stands in now, with the actor ``by`` can be in it, by its end."""
    officer = User.objects.filter(pk=by.id or 0, is_active=True).first()
    found = []
    for row in covers_of(by.id).select_related("person", "department").order_by("ends_at", "pk"):
        if officer is not None and (lent := lent_to(officer, row.public_id)):
            actor = Actor(
                name=by.name,
                roles=lent.roles,
                id=by.id,
                department=lent.department,
                window=lent.window,
                behalf=lent.person,
            )
            found.append((row, actor))
    return found


def pairs(department: str = "") -> list[tuple[User, User | None]]:
    """Whoever handles cases, each with who usually stands in."""
    people = [one for one in staff_of(department) if HANDLES & set(one.roles)]
    rows = Pair.objects.filter(person__in=people).select_related("officer")
    officers = {one.person_id: one.officer for one in rows}
    return [(one, officers.get(one.pk)) for one in people]


def usual_officer(person: int | None) -> int | None:
    """Who usually stands in for somebody; None where nobody was named."""
    return Pair.objects.filter(person=person or 0).values_list("officer_id", flat=True).first()
