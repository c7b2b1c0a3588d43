"""Reads: the network in force, restrictions, and what both say of an application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q

from banli.catalogue.service import Finding
from banli.kernel import clock
from banli.kernel.errors import Missing
from banli.kernel.remembered import remembered
from banli.kernel.text import gettext_noop
from banli.roads.models import Edition
from banli.roads.models import Restriction as Row
from banli.roads.rules.advice import ARTICLE, WHERE, Assessed, assess, told
from banli.roads.rules.network import EMPTY, Network, NetworkSpec
from banli.roads.rules.passage import Restriction, Vehicle, vehicle_of
from banli.roads.rules.route_text import Unread, read_route
from banli.roads.rules.shortest_way import Way, through
from banli.roads.states import RestrictionKind


@lru_cache(maxsize=4)
def _made(edition: int) -> Network:
    return Network.of(
        NetworkSpec.model_validate(Edition.objects.values_list("data", flat=True).get(pk=edition))
    )


@remembered(lambda: "")
def edition() -> int:
    """The edition loaded last, by its number in the table; 0 where none was."""
    return Edition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def network() -> Network:
    """The network loaded last; an empty one where none was. An edition never changes, so it is built once."""
    newest = edition()
    return _made(newest) if newest else EMPTY


def restriction_of(row: Row) -> Restriction:
    """A row as the rules see it."""
    return Restriction(
        row.public_id,
        row.section,
        RestrictionKind(row.kind),
        row.limit,
        row.first,
        row.last,
        row.reason,
        row.bridge,
    )


@remembered(lambda first, last: (first, last))
def restrictions(first: date, last: date) -> list[Restriction]:
    """Every restriction in force on a day from ``first`` to ``last``, lifted ones apart."""
    rows = Row.objects.filter(
        Q(last__isnull=True) | Q(last__gte=first), first__lte=last, lifted_on__isnull=True
    )
    return [restriction_of(row) for row in rows.order_by("id")]


def current_restrictions() -> list[Row]:
    """Restrictions that are in force or still to come, the newest first."""
    ahead = Row.objects.filter(Q(last__isnull=True) | Q(last__gte=clock.today()), lifted_on__isnull=True)
    return list(ahead.select_related("department").order_by("-id")[:200])


def find_restriction(number: str) -> Row:
    """The restriction of that number. Raises :class:`Missing`."""
    found = Row.objects.filter(public_id=number).first()
    if found is None:
        raise Missing(gettext_noop("There is no such restriction."))
    return found


def advice(facts: Mapping[str, Any]) -> list[Finding]:
    """What the roads say of an application: the adviser ``roads`` of the catalogue."""
    vehicle = vehicle_of(facts)
    if vehicle is None:
        return []
    held = restrictions(vehicle.first, vehicle.last)
    return [
        Finding(one.key, WHERE, one.severity, one.message, ARTICLE) for one in told(network(), facts, held)
    ]


def way_of(facts: Mapping[str, Any], known: Network | None = None) -> Way | None:
    """The way that an application's route tells in ``known`` (the network in force), None where it cannot be read."""
    route = facts.get(WHERE)
    way = read_route(route, known or network()) if isinstance(route, str) else None
    return None if way is None or isinstance(way, Unread) else way


def plan(stations: list[str], vehicle: Vehicle) -> Assessed | None:
    """The shortest way through ``stations``, looked at for ``vehicle``; None where there is none."""
    known = network()
    if len(stations) < 2 or not all(known.has(station) for station in stations):
        return None
    way = through(known, stations)
    return assess(known, way, vehicle, restrictions(vehicle.first, vehicle.last)) if way else None
