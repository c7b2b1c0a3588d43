"""Loading a network, setting and lifting restrictions."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import Register, department, require_keeper
from banli.roads.models import Edition, Restriction
from banli.roads.permissions import GRANTS, RoadPermission
from banli.roads.rules.network import NetworkSpec
from banli.roads.rules.records import RestrictionRecord, check_restriction
from banli.roads.selectors import find_restriction, network

TOPIC = "roads"


@transaction.atomic
def load_network(*, spec: NetworkSpec, by: Actor) -> bool:
    """Take in an edition of the network; False where the newest edition says the same.

    :raises Refused: where an edition of that name says something else.
    """
    GRANTS.require(by, RoadPermission.LOAD)
    data = spec.model_dump(mode="json")
    found = Edition.objects.filter(name=spec.edition).first()
    if found is not None:
        if found.data != data:
            raise Refused(
                gettext_noop("The edition “%(name)s” of the roads is loaded and says something else."),
                name=spec.edition,
            )
        return False
    Edition.objects.create(name=spec.edition, data=data, recorded_at=clock.now())
    append(topic=TOPIC, subject="network", name="network_loaded", by=by, body={"edition": spec.edition})
    return True


@transaction.atomic
def restrict(*, record: RestrictionRecord, by: Actor) -> tuple[Restriction, bool]:
    """Set a restriction; the same record twice is one, and then the second value is False.

    :raises Invalid: with every fault at its field.
    """
    GRANTS.require(by, RoadPermission.RESTRICT, department=record.department)
    require_keeper(by, Register.ROADS)
    check_restriction(record, network())
    department(record.department)
    values = record.model_dump(exclude={"public_id", "department", "begins", "ends"}) | {
        "first": record.begins,
        "last": record.ends,
        "department_id": record.department,
        "kind": str(record.kind),
    }
    year = clock.today().year
    number = record.public_id or f"XX-{year}-{take(f'roads:XX:{year}'):04d}"
    row, made = once(Restriction, number, values)
    if made:
        append(
            topic=TOPIC,
            subject=row.public_id,
            name="road_restricted",
            by=by,
            scope=record.department,
            facet=str(record.kind),
            body=record.model_dump(mode="json", exclude={"public_id", "department"}),
        )
    return row, made


@transaction.atomic
def lift_restriction(*, number: str, reason: str, by: Actor, version: int | None = None) -> Restriction:
    """Lift a restriction from today, with the reason; it stays on record.

    :raises Overtaken: where something about it was written after ``version``; None does not ask.
    """
    find_restriction(number)
    row = Restriction.objects.select_for_update().get(public_id=number)
    # Whoever keeps the roads lifts what any department restricted: a road belongs to its keepers.
    GRANTS.require(by, RoadPermission.RESTRICT)
    require_keeper(by, Register.ROADS)
    check_unchanged(topic=TOPIC, subject=number, version=version)
    if row.lifted_on is not None:
        raise Refused(gettext_noop("This restriction was lifted before."))
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why it is lifted."))])
    row.lifted_on, row.lifted_because = clock.today(), reason.strip()
    row.save(update_fields=["lifted_on", "lifted_because"])
    append(
        topic=TOPIC,
        subject=number,
        name="road_freed",
        by=by,
        scope=row.department_id,
        body={"reason": row.lifted_because},
    )
    return row
