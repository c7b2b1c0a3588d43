"""What follows from days alone, written down whenever the job comes to it and never twice."""

from __future__ import annotations

from django.db import transaction

from banli.catalogue.service import renewal
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.licences.acts.status import close, give_back, record
from banli.licences.models import Certificate, Reminder
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules.term import reminder_due
from banli.licences.rules.validity import AtEnd
from banli.licences.selectors import certificates as selectors
from banli.licences.states import DEEM, GROUNDS, LIVE, REMIND, Due, Status


def settle(*, by: Actor) -> int:
    """Write down every end of a suspension and of a term, and remind of what is due; the number of events."""
    GRANTS.require(by, LicencePermission.SETTLE)
    ended = sum(_settle(key, by) for key in selectors.past_a_day(clock.today()))
    return ended + sum(_remind(key, by) for key in selectors.with_a_day_ahead(clock.today()))


@transaction.atomic
def _settle(key: int, by: Actor) -> int:
    found = Certificate.objects.select_for_update().get(pk=key)
    today, count = clock.today(), 0
    if (
        found.status == Status.SUSPENDED
        and found.suspended_until is not None
        and today > found.suspended_until
    ):
        give_back(found, by, {"until": found.suspended_until.isoformat()})
        count += 1
    if found.status in LIVE and found.valid_to is not None and today > found.valid_to:
        count += _at_end(found, by)
    return count


def _at_end(found: Certificate, by: Actor) -> int:
    """Deem renewed what was asked for in time and not decided (art. 50); cancel what was not (art. 70(1))."""
    first = selectors.day_after(found)
    match selectors.found_at_end(found):
        case AtEnd.NOTHING:
            close(found, Status.CANCELLED, "expired", GROUNDS["expired"].words.zh, first, by)
            return 1
        case AtEnd.UNDECIDED if found.deemed_on is None:
            found.deemed_on = first
            found.save(update_fields=["deemed_on"])
            record(found, DEEM, by, {"on": first.isoformat()})
            return 1
    return 0


@transaction.atomic
def _remind(key: int, by: Actor) -> int:
    found = Certificate.objects.select_for_update().get(pk=key)
    if found.status not in LIVE:
        return 0
    marks, count = renewal(selectors.definition_of(found)).reminders, 0
    for about, last in ((Due.RENEWAL, found.valid_to), (Due.VALIDATION, found.validate_by)):
        mark = (
            reminder_due(last, marks if about == Due.RENEWAL else selectors.MARKS, clock.today())
            if last
            else None
        )
        if last is None or mark is None or (about == Due.RENEWAL and selectors.renewal_asked(found)):
            continue
        _row, fresh = Reminder.objects.get_or_create(certificate=found, about=about, last_day=last, days=mark)
        if fresh:
            record(found, REMIND, by, {"about": str(about), "last_day": last.isoformat(), "days": mark})
            count += 1
    return count
