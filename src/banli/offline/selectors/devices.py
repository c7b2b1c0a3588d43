"""Every question about devices and what came in from them."""

from __future__ import annotations

from uuid import UUID

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.offline.models import Device, DeviceKey, Received

TOPIC = "offline"


def key_of(by: Actor, device: UUID) -> DeviceKey | None:
    """The key of ``by`` on a device; None where there is none."""
    found = DeviceKey.objects.select_related("device__window")
    return found.filter(device__public_id=device, user_id=by.id or 0).first()


def needed_key(by: Actor, device: UUID) -> DeviceKey:
    """The key of ``by`` on a device. Raises :class:`Missing`."""
    found = key_of(by, device)
    if found is None:
        raise Missing(gettext_noop("This device is not set up for you."))
    return found


def find_device(device: UUID) -> Device | None:
    """The device of that name."""
    return Device.objects.filter(public_id=device).first()


def find_received(public_id: UUID) -> Received | None:
    """What came in under that name."""
    return Received.objects.filter(public_id=public_id).first()


def written_offline(page: str) -> Received | None:
    """What came in from a device and stands on the ``page`` of that address; None for what was recorded at the desk."""
    return Received.objects.filter(became__url=page).order_by("pk").first()
