"""The hall closes slots of a day for a reason, and opens them again."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.tickets.acts.booking import changed, hold_slots
from banli.tickets.models import Booking, Closure
from banli.tickets.permissions import GRANTS, TicketPermission
from banli.tickets.rules.slots import Closed
from banli.tickets.selectors.plan import plan
from banli.tickets.states.bookings import CALL_OFF, BookingState

TOPIC = "closure"
LONGEST = 200


@transaction.atomic
def close_slots(
    *,
    by: Actor,
    day: date | None,
    reason: str,
    service: str = "",
    begins: time | None = None,
    ends: time | None = None,
) -> tuple[Closure, int]:
    """Take nobody by appointment in that stretch of ``day``; who has one there is called off. How many were.

    :param service: '' for every line. :param begins: with ``ends``, or neither for the whole day.
    :raises Invalid: at the field that is wrong.
    """
    GRANTS.require(by, TicketPermission.CLOSE)
    found, said = plan(), reason.strip()
    _check(day, said, begins, ends, service and found.service(service) is None)
    assert day is not None
    for line in sorted(one.key for one in found.bookable() if service in ("", one.key)):
        hold_slots(line, day)
    row = Closure.objects.create(
        day=day, service=service, begins=begins, ends=ends, reason=said, made_at=clock.now()
    )
    body = {"day": day.isoformat(), "service": service, "reason": said}
    append(topic=TOPIC, subject=str(row.pk), name="slots_closed", by=by, body=body)
    closed = Closed(said, service, begins, ends)
    rows = Booking.objects.select_for_update().filter(day=day, state=BookingState.BOOKED).order_by("pk")
    off = [one for one in rows if closed.covers(one.service, one.begins, one.ends)]
    for one in off:
        changed(one, CALL_OFF, by, {"closure": row.pk}, closure=row, ended_at=clock.now())
    return row, len(off)


@transaction.atomic
def reopen_slots(*, by: Actor, pk: int) -> Closure:
    """Take a closure back; what it called off stays called off. A second time nothing happens."""
    GRANTS.require(by, TicketPermission.CLOSE)
    row = Closure.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Missing(gettext_noop("There is no such closure."))
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        append(topic=TOPIC, subject=str(row.pk), name="slots_reopened", by=by, body={})
    return row


def _check(day: date | None, reason: str, begins: time | None, ends: time | None, strange: object) -> None:
    problems = []
    if day is None or day < clock.today():
        problems.append(Problem("day", gettext_noop("Please give a day that is not over.")))
    if unsaid(reason, "reason"):
        problems.append(Problem("reason", gettext_noop("Please give the reason; visitors read it.")))
    elif len(reason) > LONGEST:
        problems.append(Problem("reason", gettext_noop("Please keep it under 200 characters.")))
    if (begins is None) != (ends is None) or (begins and ends and begins >= ends):
        problems.append(
            Problem("begins", gettext_noop("Give both hours, the first before the second, or none."))
        )
    if strange:
        problems.append(Problem("service", gettext_noop("Please choose what you came for.")))
    if problems:
        raise Invalid(problems)
