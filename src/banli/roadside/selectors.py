"""Reads: the permit that was shown, live permits on a section, checks, carriers due for a talk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from banli.catalogue.service import revision
from banli.credit.service import violation_count
from banli.fieldwork.service import Kind, activities
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.licences.service import Certificate, by_number, definition_of, facts_of, verify
from banli.licences.states import Status
from banli.roads.service import (
    Hit,
    Network,
    Restriction,
    RestrictionRecord,
    Section,
    Vehicle,
    check_restriction,
    edition,
    hits,
    network,
    vehicle_of,
    way_of,
)
from banli.roadside.models import Check, Passage, Telling
from banli.roadside.permissions import GRANTS, RoadsidePermission
from banli.roadside.rules.comparison import Permitted, talk_due
from banli.roadside.states import Outcome

ASKS = "roads"
"""Permits of items that ask this adviser are permits to drive a way."""
FIGURES = ("height_m", "width_m", "length_m", "mass_kg", "axle_kg")


def permit_shown(shown: str) -> Certificate | None:
    """The certificate of that number, or of that verification code."""
    found = by_number(shown)
    if found is None and (judged := verify(shown)) is not None:
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


def road_permits() -> QuerySet[Certificate]:
    """Certificates of items that ask the roads: permits to drive a way."""
    revisions = Certificate.objects.order_by().values_list("revision_id", flat=True).distinct()
    asking = [one for one in revisions if ASKS in revision(one).spec.rules.ask]
    return Certificate.objects.filter(revision_id__in=asking).select_related("case")


def live_permits(first: date, last: date | None) -> QuerySet[Certificate]:
    """Permits to drive a way that are in force on a day from ``first`` to ``last``."""
    ends = Q(valid_to__isnull=True) | Q(valid_to__gte=max(first, clock.today()))
    rows = road_permits().filter(ends, status=Status.VALID)
    return (rows.filter(valid_from__lte=last) if last else rows).order_by("id")


def passage_of(certificate: Certificate, known: Network, number: int) -> Passage:
    """What a permit passes in ``known``, the edition ``number``; not yet kept."""
    facts = facts_of(certificate)
    vehicle, way = vehicle_of(facts), way_of(facts, known)
    if vehicle is None or way is None:
        return Passage(certificate=certificate, edition=number, sections=[], vehicle={})
    figures = {name: getattr(vehicle, name) for name in FIGURES}
    return Passage(
        certificate=certificate,
        edition=number,
        sections=[section.key for section in way.sections],
        vehicle={**figures, "last": vehicle.last.isoformat()},
    )


def unread_permits(number: int) -> QuerySet[Certificate]:
    """Live permits to drive a way whose passage is not kept for the edition ``number``."""
    return live_permits(clock.today(), None).exclude(passage__edition=number)


@dataclass(frozen=True)
class Touched:
    """A live permit whose vehicle meets a restriction on its way."""

    certificate: Certificate
    prevents: bool


def touched_by(restriction: Restriction) -> list[Touched]:
    """The live permits that ``restriction`` touches: their way passes it on their days, and it concerns the vehicle.

    Kept passages answer by their index; permits that have none yet are read one by one.
    """
    known, number = network(), edition()
    section = known.sections.get(restriction.section)
    if section is None:
        return []
    live = live_permits(restriction.first, restriction.last)
    kept = Passage.objects.filter(
        edition=number, sections__contains=[restriction.section], certificate__in=live.order_by().values("pk")
    )
    # Thousands may be touched: neither their applications nor the lines on their faces are read.
    unread = ("certificate__lines", "certificate__title", "certificate__ended_because")
    passages = list(kept.select_related("certificate").defer(*unread))
    fresh = live.exclude(passage__edition=number)
    passages += [passage_of(one, known, number) for one in fresh.iterator()]
    found = []
    for passage in passages:
        met = restriction.section in passage.sections and _meets(passage, section, restriction)
        if met:
            found.append(Touched(passage.certificate, any(hit.prevents for hit in met)))
    return sorted(found, key=lambda one: one.certificate.pk)


def _meets(passage: Passage, section: Section, restriction: Restriction) -> list[Hit]:
    """What the vehicle of a permit meets of ``restriction`` on ``section``."""
    certificate = passage.certificate
    last = certificate.valid_to or date.fromisoformat(passage.vehicle["last"])
    figures = {name: passage.vehicle[name] for name in FIGURES}
    vehicle = Vehicle(**figures, first=certificate.valid_from, last=last)
    return [hit for hit in hits(section, vehicle, [restriction]) if hit.restriction]


def would_touch(record: RestrictionRecord) -> list[Touched]:
    """The live permits that a restriction would touch, before it is set.

    :raises Invalid: with every fault of the record at its field.
    """
    check_restriction(record, network())
    return touched_by(
        Restriction(
            record.public_id,
            record.section,
            record.kind,
            record.limit,
            record.begins,
            record.ends,
            record.reason,
            record.bridge,
        )
    )


def told_counts(numbers: Iterable[str]) -> dict[str, tuple[int, int]]:
    """By restriction: how many holders it touched when it was set, and how many of them are told by now."""
    rows = Telling.objects.filter(restriction__in=list(numbers)).values("restriction")
    return {
        row["restriction"]: (row["every"], row["told"])
        for row in rows.annotate(every=Count("id"), told=Count("event"))
    }


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
