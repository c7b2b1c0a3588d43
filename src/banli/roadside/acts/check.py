"""Recording a check at a toll station."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from banli.credit.service import ViolationRecord, record_violation
from banli.credit.states import ViolationKind
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.once import once
from banli.ledger.service import append
from banli.licences.service import Certificate
from banli.numbering.service import take
from banli.people.service import Register, department, require_keeper
from banli.roads.service import network
from banli.roadside.models import Check
from banli.roadside.permissions import GRANTS, RoadsidePermission
from banli.roadside.rules.comparison import Seen, alarms, compare, outcome, violations
from banli.roadside.rules.records import CheckRecord, check_record, plate
from banli.roadside.selectors import permit_shown, permitted

TOPIC = "roadside"


@transaction.atomic
def record_check(*, record: CheckRecord, by: Actor) -> Check:
    """Compare a vehicle at a station with its permit, say what becomes of it, and count what was violated.

    The same record twice is one check. Counting follows from the check by rule, whoever made it.

    :raises Invalid: with every fault at its field.
    """
    GRANTS.require(by, RoadsidePermission.CHECK, department=record.department)
    require_keeper(by, Register.ROADSIDE)
    check_record(record, network(), clock.now())
    department(record.department)
    at = record.at.astimezone(clock.SHANGHAI)
    shown = permit_shown(record.permit)
    permit = permitted(shown) if shown else None
    seen = Seen(
        record.station,
        record.direction,
        at,
        plate(record.tractor),
        plate(record.trailer),
        record.height_m,
        record.width_m,
        record.length_m,
        record.mass_kg,
    )
    found = compare(permit, seen, network())
    carrier, code = _carrier(record, shown)
    values = record.model_dump(exclude={"public_id", "department"}) | {
        "department_id": record.department,
        "direction": str(record.direction),
        "at": at,
        "tractor": seen.tractor,
        "trailer": seen.trailer,
        "carrier": carrier,
        "carrier_code": code,
    }
    judged = {
        "certificate_id": shown.pk if shown else None,
        "differences": [{"kind": str(one.kind), "words": one.words.model_dump()} for one in found],
        "outcome": str(outcome(found, record.direction)),
        "alarm": alarms(found),
    }
    year = clock.today().year
    number = record.public_id or f"CY-{year}-{take(f'roadside:CY:{year}'):05d}"
    row, made = once(Check, number, values, **judged)
    if made:
        _note(row, by)
        _count(row, violations(found))
    return row


def _count(row: Check, kinds: Iterable[ViolationKind]) -> None:
    """Count each kind against the carrier, where it is known."""
    for kind in kinds if row.carrier_code else ():
        counted = ViolationRecord(
            public_id=f"{row.public_id}-{kind.value.replace('_', '-')}"[:40],
            department=row.department_id,
            code=row.carrier_code,
            name=row.carrier or row.carrier_code,
            kind=kind,
            day=row.at.date(),
            source=row.public_id,
            note="；".join(one["words"]["zh"] for one in row.differences)[:2_000],
        )
        record_violation(record=counted, by=SYSTEM)


def _carrier(record: CheckRecord, shown: Certificate | None) -> tuple[str, str]:
    """Whose vehicle it is: the holder of the permit, or who is told."""
    return (shown.holder, shown.holder_code) if shown else (record.carrier, record.carrier_code)


def _note(row: Check, by: Actor) -> None:
    append(
        topic=TOPIC,
        subject=row.public_id,
        name="roadside_alarm" if row.alarm else "roadside_checked",
        by=by,
        scope=row.department_id,
        facet=row.outcome,
        body={
            "permit": row.permit,
            "station": row.station,
            "direction": row.direction,
            "at": row.at.isoformat(),
            "tractor": row.tractor,
            "differences": [one["kind"] for one in row.differences],
            "outcome": row.outcome,
        },
    )
