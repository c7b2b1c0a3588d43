"""Keeping, changing and giving up a vehicle."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Problem, Stale
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import User
from banli.vehicles.models import Vehicle
from banli.vehicles.permissions import GRANTS, VehiclePermission
from banli.vehicles.rules.fields import read_vehicle
from banli.vehicles.selectors import find_vehicle

TOPIC = "vehicles"


@transaction.atomic
def keep_vehicle(*, typed: Mapping[str, Any], by: Actor, public_id: str = "") -> Vehicle:
    """Keep a vehicle for later applications; the same ``public_id`` twice is one vehicle.

    :raises Invalid: with every fault at its field.
    """
    owner = _keeper(by)
    if public_id:
        known = Vehicle.objects.filter(public_id=public_id, owner_id=owner).first()
        if known is not None:
            return known
    clean = _checked(typed, owner)
    row = Vehicle.objects.create(
        public_id=public_id or f"CL-{secrets.token_hex(6)}",
        owner_id=owner,
        kind=clean["kind"],
        plate=clean["plate"],
        facts=clean,
        recorded_at=clock.now(),
    )
    _note(row, "vehicle_kept", by)
    return row


@transaction.atomic
def change_vehicle(*, vehicle: str, typed: Mapping[str, Any], version: int, by: Actor) -> Vehicle:
    """Describe a kept vehicle anew. Applications handed in before keep what they say.

    :raises Invalid: with every fault at its field.
    :raises Stale: where it was changed since the page was opened.
    """
    _keeper(by)
    row = Vehicle.objects.select_for_update().get(pk=find_vehicle(vehicle, by).pk)
    if row.version != version:
        raise Stale(gettext_noop("This vehicle was changed meanwhile. Look at it again."))
    clean = _checked(typed, row.owner_id, but=row.pk)
    if clean != row.facts:
        row.kind, row.plate, row.facts, row.version = clean["kind"], clean["plate"], clean, version + 1
        row.save(update_fields=["kind", "plate", "facts", "version"])
        _note(row, "vehicle_changed", by)
    return row


@transaction.atomic
def give_up_vehicle(*, vehicle: str, by: Actor) -> Vehicle:
    """Keep the vehicle no longer; it stays on record and is offered no more."""
    _keeper(by)
    row = find_vehicle(vehicle, by)
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    _note(row, "vehicle_given_up", by)
    return row


def _keeper(by: Actor) -> int:
    GRANTS.require(by, VehiclePermission.KEEP)
    if by.id is None:
        raise Denied(gettext_noop("Sign in to keep vehicles."))
    return by.id


def _checked(typed: Mapping[str, Any], owner: int, but: int = 0) -> dict[str, Any]:
    # Of two at once the second waits here, and finds the plate taken.
    User.objects.select_for_update().get(pk=owner)
    clean, problems = read_vehicle(typed)
    plate = clean.get("plate")
    kept = Vehicle.objects.filter(owner_id=owner, removed_at__isnull=True).exclude(pk=but)
    if plate and kept.filter(plate=plate).exists():
        problems.append(Problem("plate", gettext_noop("You keep a vehicle with this plate already.")))
    if problems:
        raise Invalid(problems)
    return clean


def _note(row: Vehicle, name: str, by: Actor) -> None:
    body = {"kind": row.kind, "plate": row.plate, "version": row.version}
    append(topic=TOPIC, subject=row.public_id, name=name, by=by, body=body)
