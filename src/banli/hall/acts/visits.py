"""Leaders in the hall."""

from __future__ import annotations

from django.db import transaction

from banli.hall.acts.numbers import TOPIC, begin, number
from banli.hall.models import LeaderVisit
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.records import LeaderVisitRecord
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.once import once
from banli.kernel.records import check_not_ahead
from banli.ledger.service import append
from banli.people.service import department


@transaction.atomic
def record_leader_visit(*, record: LeaderVisitRecord, by: Actor) -> LeaderVisit:
    """Record a leader's visit; the same record a second time changes nothing."""
    GRANTS.require(by, HallPermission.RECORD_VISIT)
    check_not_ahead(record.day, clock.today())
    department(record.department)
    values = record.model_dump(exclude={"public_id", "department"}) | {"department_id": record.department}
    row, made = once(LeaderVisit, record.public_id or number("LD", record.reported_on), values)
    if made:
        append(
            topic=TOPIC,
            subject=row.public_id,
            name="leader_visit_recorded",
            by=by,
            at=begin(row.day) if row.day else None,
            scope=record.department,
            body={"reported_on": record.reported_on.isoformat(), "demands": len(record.demands)},
        )
    return row
