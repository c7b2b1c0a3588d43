"""Writing a right into its register, and ending one."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from banli.areas.models import Right
from banli.areas.permissions import GRANTS, AreaPermission
from banli.areas.rules import Claim
from banli.areas.selectors import problems, right_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid
from banli.kernel.polygons import area_km2, bounds
from banli.ledger.service import append

TOPIC = "area"


@transaction.atomic
def register(
    *,
    claim: Claim,
    certificate: str,
    holder: str,
    holder_code: str,
    first: date,
    last: date | None,
    department: str,
    by: Actor,
) -> Right:
    """Write a granted right down in place of the one of its number; one writer for each register at a time.

    :raises Invalid: where another right took some of the ground in the meantime.
    """
    GRANTS.require(by, AreaPermission.REGISTER, department=department)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"areas:{claim.register}"])
    if found := problems(claim, clock.today()):
        raise Invalid(found)
    before = right_of(claim.register, claim.number)
    if before is not None:
        _end(before, certificate)
    west, south, east, north = bounds(claim.corners)
    right = Right.objects.create(
        register=claim.register,
        number=claim.number,
        certificate=certificate,
        holder=holder,
        holder_code=holder_code,
        corners=claim.corners,
        area_km2=area_km2(claim.corners),
        west=west,
        south=south,
        east=east,
        north=north,
        valid_from=first,
        valid_to=last,
        registered_at=clock.now(),
    )
    body = {
        "certificate": certificate,
        "area_km2": right.area_km2,
        "replaces": before.certificate if before else "",
    }
    subject = f"{claim.register}:{claim.number}"
    append(topic=TOPIC, subject=subject, name="right_registered", by=by, scope=department, body=body)
    return right


@transaction.atomic
def end_right(*, certificate: str, because: str, department: str, by: Actor) -> Right | None:
    """End the right that stands on ``certificate``; None where there is none that was not ended."""
    right = Right.objects.select_for_update().filter(certificate=certificate, ended_on=None).first()
    if right is None:
        return None
    GRANTS.require(by, AreaPermission.REGISTER, department=department)
    _end(right, because)
    subject = f"{right.register}:{right.number}"
    body = {"certificate": certificate, "because": because}
    append(topic=TOPIC, subject=subject, name="right_ended", by=by, scope=department, body=body)
    return right


def _end(right: Right, because: str) -> None:
    right.ended_on, right.ended_because = clock.today(), because
    right.save(update_fields=["ended_on", "ended_because"])
