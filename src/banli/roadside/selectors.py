"""Reads: the permit that was shown, live permits on a section, checks, carriers due for a talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from banli.credit.service import violation_count
from banli.fieldwork.service import Kind, activities
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.licences.service import Certificate, definition_of, facts_of, verify
from banli.licences.states import Status
from banli.roads.service import Restriction, hits, vehicle_of, way_of
from banli.roadside.models import Check
from banli.roadside.permissions import GRANTS, RoadsidePermission
from banli.roadside.rules.compare import Permitted, talk_due
from banli.roadside.states import Outcome

ASKS = "roads"
"""Permits of items that ask this adviser are permits to drive a way."""


def permit_shown(shown: str) -> Certificate | None:
    """The certificate of that number, or of that verification code."""
    text = shown.strip()
    if not text:
        return None
    found = Certificate.objects.filter(number=text).select_related("case", "revision").first()
    if found is None and (judged := verify(text)) is not None:
        found = judged.certificate
    return found if found and ASKS in definition_of(found).rules.ask else None


def permitted(certificate: Certificate) -> Permitted | None:
    """The permit as it was granted; None where its figures cannot be read."""
    facts = facts_of(certificate)
    vehicle = vehicle_of(facts)
    if vehicle is None:
        return None
    last = certificate.valid_to or vehicle.last
    return Permitted(
        number=certificate.number,
        tractor=str(facts.get("tractor_plate", "")),
        trailer=str(facts.get("trailer_plate", "")),
        vehicle=replace(vehicle, first=certificate.valid_from, last=last),
        way=way_of(facts),
        in_force=certificate.status == Status.VALID,
    )


def live_permits(first: date, last: date | None) -> Iterator[Certificate]:
    """Permits to drive a way that are in force on a day from ``first`` to ``last``."""
    rows = Certificate.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=max(first, clock.today())))
    rows = rows.filter(status=Status.VALID).select_related("case", "revision")
    for one in (rows.filter(valid_from__lte=last) if last else rows).order_by("id").iterator():
        if ASKS in definition_of(one).rules.ask:
            yield one


@dataclass(frozen=True)
class Touched:
    """A live permit whose vehicle meets a restriction on its way."""

    certificate: Certificate
    prevents: bool


def touched_by(restriction: Restriction) -> list[Touched]:
    """The live permits that ``restriction`` touches: their way passes it on their days, and it concerns the vehicle."""
    found = []
    for certificate in live_permits(restriction.first, restriction.last):
        permit = permitted(certificate)
        if permit is None or permit.way is None:
            continue
        for section in permit.way.sections:
            met = [hit for hit in hits(section, permit.vehicle, [restriction]) if hit.restriction]
            if met:
                found.append(Touched(certificate, any(hit.prevents for hit in met)))
                break
    return found


def visible(by: Actor) -> QuerySet[Check]:
    """The checks ``by`` may see: those of the own department, or all."""
    every = Check.objects.select_related("department", "certificate")
    if GRANTS.may_everywhere(by, RoadsidePermission.READ):
        return every
    may = bool(by.department) and GRANTS.may(by, RoadsidePermission.READ, department=by.department)
    return every.filter(department_id=by.department if may else "")


def checks(by: Actor, limit: int = 50) -> list[Check]:
    """The newest checks."""
    return list(visible(by).order_by("-at", "-id")[:limit])


def find_check(number: str, by: Actor) -> Check:
    """The check, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible(by).filter(public_id=number).first()
    if found is None:
        raise Missing(gettext_noop("There is no such check, or it is not yours to see."))
    return found


@dataclass(frozen=True)
class Due:
    """A carrier to be called to a talk: how often it was found within a year, and when last."""

    carrier: str
    code: str
    times: int
    latest: date


def talks_due(by: Actor) -> list[Due]:
    """Carriers whose counted violations within a year call for a talk, and with whom none was held since the last."""
    today = clock.today()
    year = today - timedelta(days=365)
    rows = visible(by).filter(at__date__gt=year).exclude(outcome=Outcome.PASSED).exclude(carrier_code="")
    found = []
    for row in rows.values("carrier_code").annotate(carrier=Max("carrier"), latest=Max("at"), n=Count("id")):
        times = violation_count(row["carrier_code"], year, today).times
        latest = row["latest"].astimezone(clock.SHANGHAI).date()
        if talk_due(times) and not _talked(row["carrier"], latest, today):
            found.append(Due(row["carrier"], row["carrier_code"], times, latest))
    return sorted(found, key=lambda one: (-one.times, one.code))


def _talked(carrier: str, since: date, today: date) -> bool:
    held = activities(since, today)
    return any(one.kind == Kind.TALK and carrier in one.targets for one in held)
