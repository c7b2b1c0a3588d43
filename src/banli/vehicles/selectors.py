"""Reads: the vehicles that somebody keeps."""

from __future__ import annotations

from collections.abc import Collection

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.vehicles.models import Vehicle
from banli.vehicles.permissions import GRANTS, VehiclePermission
from banli.vehicles.states import VehicleKind


def vehicles(by: Actor, kinds: Collection[VehicleKind] = frozenset(VehicleKind)) -> list[Vehicle]:
    """The vehicles ``by`` keeps, by plate; none for who has not signed in or keeps none."""
    if by.id is None or not GRANTS.may(by, VehiclePermission.KEEP):
        return []
    rows = Vehicle.objects.filter(
        owner_id=by.id, removed_at__isnull=True, kind__in=[str(one) for one in kinds]
    )
    return list(rows.order_by("plate"))


def find_vehicle(public_id: str, by: Actor) -> Vehicle:
    """The vehicle, where ``by`` keeps it. Raises :class:`Missing`."""
    found = next((one for one in vehicles(by) if one.public_id == public_id), None)
    if found is None:
        raise Missing(gettext_noop("There is no such vehicle among yours."))
    return found
