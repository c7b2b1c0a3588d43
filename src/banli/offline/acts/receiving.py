"""A device is set up, and what was written on it comes in: once, whatever is sent how often."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.offline.models import Device, DeviceKey, Received
from banli.offline.permissions import GRANTS, OfflinePermission
from banli.offline.rules.moments import Happened, happened, is_late
from banli.offline.selectors.devices import STRUCK_OFF, TOPIC, find_device, find_received, key_of, needed_key
from banli.people.service import windows

SECRET = 32
"""Bytes."""


@dataclass(frozen=True)
class Entry:
    """What a device says of something that was written on it."""

    id: UUID
    device: UUID
    kind: str
    told_at: datetime
    """The device's own moment."""
    seen_at: datetime
    """The last time of the server that the device had seen before."""
    visit: UUID | None = None
    """The record of the ticket whose holder it was written for."""


@dataclass(frozen=True)
class Became:
    """What an entry became: the page it stands on, how that page is called, and what is to be said of it."""

    url: str
    title: str
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def set_up_device(*, by: Actor, device: UUID, window: str = "") -> DeviceKey:
    """Register a device where it is not yet, and give ``by`` a key on it; a second time nothing changes.

    Who ``by`` is has been proved by the password again: the caller sees to that.
    """
    GRANTS.require(by, OfflinePermission.USE)
    if by.id is None:
        raise Denied(gettext_noop("You are not allowed to do this."))
    if window and window not in {one.pk for one in windows()}:
        raise Invalid([Problem("window", gettext_noop("There is no such window."))])
    hold(f"device.{device}")
    found = find_device(device)
    if found is not None and found.struck_off_at is not None:
        raise Refused(STRUCK_OFF)
    if found is None:
        found = Device.objects.create(
            public_id=device, window_id=window or None, registered_by_id=by.id, registered_at=clock.now()
        )
        _note(found, "device_registered", by, {"window": window})
    if (key := key_of(by, device)) is not None:
        return key
    key = DeviceKey.objects.create(
        device=found, user_id=by.id, secret=secrets.token_bytes(SECRET), made_at=clock.now()
    )
    _note(found, "device_key_made", by, {})
    return key


@transaction.atomic
def receive(*, by: Actor, entry: Entry, do: Callable[[Happened], Became]) -> Received:
    """Take in what was written on a device, by the act ``do``; what came in before is answered as it was then.

    Act, answer and event are one transaction: either everything came in, or nothing and the device keeps it.

    :raises Missing: where the device has no key of ``by``.
    :raises Refused: where the name belongs to something else.
    """
    GRANTS.require(by, OfflinePermission.USE)
    key = needed_key(by, entry.device)
    hold(f"entry.{entry.id}")
    # Whichever of a ticket and what was written for its holder comes second finds the other.
    hold(f"visit.{entry.visit or entry.id}")
    known = find_received(entry.id)
    if known is not None:
        if (known.user_id, known.kind) != (by.id, entry.kind):
            raise Refused(gettext_noop("Something else came in under this name."))
        return known
    now = clock.now()
    when = happened(told=entry.told_at, seen=entry.seen_at, arrived=now)
    became = do(when)
    row = Received.objects.create(
        public_id=entry.id,
        device=key.device,
        user_id=key.user_id,
        kind=entry.kind,
        happened_at=when.at,
        received_at=now,
        became=asdict(became),
        visit=entry.visit,
    )
    append(
        topic=TOPIC,
        subject=str(entry.id),
        name="entry_received",
        by=by,
        at=when.at,
        body={
            "kind": entry.kind,
            "device": str(entry.device),
            "page": became.url,
            "late": is_late(when.at, now),
            "clock_doubtful": when.doubtful,
        },
    )
    return row


def hold(name: str) -> None:
    """One transaction at a time with this device, or with this entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 21))", [f"offline.{name}"])


def _note(device: Device, name: str, by: Actor, body: dict[str, object]) -> None:
    append(topic=TOPIC, subject=str(device.public_id), name=name, by=by, body=body)
