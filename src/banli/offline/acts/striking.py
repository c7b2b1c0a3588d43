"""A device that is lost is struck off: the server opens nothing on it any more and takes nothing from it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.offline.acts.leasing import void
from banli.offline.acts.receiving import hold
from banli.offline.models import Device, DeviceKey, LeasedNumber
from banli.offline.selectors.devices import TOPIC, find_device, why_not_strike_off
from banli.offline.selectors.leases import ORDER
from banli.offline.states import LeaseState


@transaction.atomic
def strike_off(*, by: Actor, device: UUID) -> Device:
    """Strike a device off: its keys are removed, its unused numbers voided. A second time nothing happens.

    :raises Missing: where there is none. :raises Denied: where it is somebody else's.
    """
    hold(f"device.{device}")
    hold(f"lease.{device}")
    row = find_device(device)
    if error := why_not_strike_off(row, by):
        raise error
    assert row is not None
    if row.struck_off_at is not None:
        return row
    keys, _of = DeviceKey.objects.filter(device=row).delete()
    leased = LeasedNumber.objects.select_for_update().filter(device=row, state=LeaseState.LEASED)
    voided = void(leased.order_by(*ORDER), by)
    row.struck_off_at = clock.now()
    row.save(update_fields=["struck_off_at"])
    body = {"keys": keys, "voided": voided}
    append(topic=TOPIC, subject=str(row.public_id), name="device_struck_off", by=by, body=body)
    return row
