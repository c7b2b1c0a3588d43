"""Standing in: who usually does, beginning to act for somebody, and ceasing to."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import User
from banli.roster.models import Leave, Pair
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.leave import PairRecord, why_not_officer
from banli.roster.selectors.cover import covers_of, lent_to
from banli.roster.selectors.leaves import officer_of
from banli.roster.selectors.plan import TOPIC


@transaction.atomic
def begin_cover(*, leave: str, by: Actor) -> Leave:
    """Begin to act for whoever is on leave. Raises :class:`Refused` where ``by`` does not stand in now."""
    officer = User.objects.filter(pk=by.id or 0).first()
    row = covers_of(by.id).filter(public_id=leave).first()
    if by.behalf is not None:
        raise Refused(gettext_noop("You act for somebody already: end that first."))
    if officer is None or row is None or lent_to(officer, leave) is None:
        raise Refused(gettext_noop("You do not stand in for this person now."))
    append(
        topic=TOPIC,
        subject=leave,
        name="cover_begun",
        by=by,
        scope=row.department_id,
        body={"person": row.person_id},
    )
    return row


@transaction.atomic
def end_cover(*, leave: str, by: Actor) -> None:
    """Cease to act for somebody before the leave is over; one can begin again."""
    row = Leave.objects.filter(public_id=leave, officer=by.id or 0).first()
    if row is not None:
        body = {"person": row.person_id}
        append(topic=TOPIC, subject=leave, name="cover_ended", by=by, scope=row.department_id, body=body)


@transaction.atomic
def set_officer(*, record: PairRecord, by: Actor) -> Pair:
    """Name who usually stands in for somebody (AB角), in place of who did."""
    key = record.person
    person = User.objects.filter(
        pk=int(key) if key.isascii() and key.isdigit() else 0, is_active=True
    ).first()
    GRANTS.require(
        by, RosterPermission.DECIDE, department=(person.department_id if person else "") or by.department
    )
    if person is None or not person.department_id:
        raise Invalid([Problem("person", gettext_noop("Choose for whom."))])
    now = clock.now()
    officer = officer_of(record.officer, now, now)
    if (problem := why_not_officer(person.pk, person.department_id, officer)) or officer is None:
        raise Invalid([problem or Problem("officer", gettext_noop("Choose who stands in."))])
    known = Pair.objects.select_for_update().filter(person=person).first()
    if known is not None and known.officer_id == officer.id:
        return known
    row, _made = Pair.objects.update_or_create(
        person=person, defaults={"officer_id": officer.id, "since": clock.today()}
    )
    body = {"person": person.pk, "officer": officer.id}
    subject = f"person-{person.pk}"
    append(topic=TOPIC, subject=subject, name="officer_named", by=by, scope=person.department_id, body=body)
    return row
