"""Every question about devices and what came in from them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Denied, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.offline.models import Device, DeviceKey, LeasedNumber, Received
from banli.offline.permissions import GRANTS, OfflinePermission
from banli.offline.states import LeaseState

TOPIC = "offline"
STRUCK_OFF = gettext_noop(
    "This device was struck off: what was written on it is not taken in any more, and its numbers are void."
)


def key_of(by: Actor, device: UUID) -> DeviceKey | None:
    """The key of ``by`` on a device; None where there is none."""
    found = DeviceKey.objects.select_related("device__window")
    return found.filter(device__public_id=device, user_id=by.id or 0).first()


def needed_key(by: Actor, device: UUID) -> DeviceKey:
    """The key of ``by`` on a device. Raises :class:`Missing`, and :class:`Refused` where the device was struck off."""
    found = key_of(by, device)
    if found is None:
        if is_struck_off(device):
            raise Refused(STRUCK_OFF)
        raise Missing(gettext_noop("This device is not set up for you."))
    return found


def is_struck_off(device: UUID) -> bool:
    """True where the device was struck off."""
    return Device.objects.filter(public_id=device, struck_off_at__isnull=False).exists()


def why_not_strike_off(device: Device | None, by: Actor) -> BanliError | None:
    """Why ``by`` may not strike a device off: it is somebody else's."""
    if device is None:
        return Missing(gettext_noop("There is no such device."))
    own = by.id is not None and (
        device.registered_by_id == by.id or device.keys.filter(user_id=by.id).exists()
    )
    if GRANTS.may(by, OfflinePermission.STRIKE_OFF) or (own and GRANTS.may(by, OfflinePermission.USE)):
        return None
    return Denied(gettext_noop("You are not allowed to do this."))


def devices_of(by: Actor) -> QuerySet[Device]:
    """The devices that ``by`` registered or has a key on, or all for whoever may strike any off; the latest first."""
    found = Device.objects.select_related("window", "registered_by").prefetch_related("keys__user")
    if not GRANTS.may(by, OfflinePermission.STRIKE_OFF):
        found = found.filter(Q(registered_by_id=by.id or 0) | Q(keys__user_id=by.id or 0)).distinct()
    leased = LeasedNumber.objects.filter(device=OuterRef("pk"), state=LeaseState.LEASED).order_by()
    latest = Received.objects.filter(device=OuterRef("pk")).order_by("-received_at")
    counted = leased.values("device").annotate(n=Count("pk")).values("n")
    return found.annotate(
        leased=Coalesce(Subquery(counted), 0), last_came_in=Subquery(latest.values("received_at")[:1])
    ).order_by("-registered_at", "-pk")


def find_device(device: UUID) -> Device | None:
    """The device of that name."""
    return Device.objects.filter(public_id=device).first()


def find_received(public_id: UUID) -> Received | None:
    """What came in under that name."""
    return Received.objects.filter(public_id=public_id).first()


def written_for(visit: UUID) -> list[Received]:
    """What came in that was written for the holder of the ticket of that record, in the order it was written."""
    return list(Received.objects.filter(visit=visit).order_by("happened_at", "pk"))


def written_offline(page: str) -> Received | None:
    """What came in from a device and stands on the ``page`` of that address; None for what was recorded at the desk."""
    return Received.objects.filter(became__url=page).order_by("pk").first()
