"""Numbers that are leased, and how many of a series ended how."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from banli.kernel import clock
from banli.ledger.service import Event
from banli.offline.models import DeviceKey, LeasedNumber
from banli.offline.states import BY_EVENT, LeaseState

TOPIC = "lease"
ORDER = ("series", "serial")


def leased_to(key: DeviceKey, series: Collection[str] | None = None) -> QuerySet[LeasedNumber]:
    """The unused numbers of today that an officer holds on a device, of these ``series`` or of all."""
    found = LeasedNumber.objects.filter(
        device=key.device_id, user=key.user_id, day=clock.today(), state=LeaseState.LEASED
    )
    return (found if series is None else found.filter(series__in=series)).order_by(*ORDER)


def counted(series: str) -> dict[str, int]:
    """How many numbers of a series are in each state."""
    return dict(Counter(LeasedNumber.objects.filter(series=series).values_list("state", flat=True)))


def recounted(series: str, day: date) -> dict[str, int]:
    """The same by the events of ``day`` and later, and nothing else."""
    state: dict[int, LeaseState] = {}
    rows = Event.objects.filter(topic=TOPIC, day__gte=day).order_by("id")
    for name, body in rows.values_list("name", "body"):
        told = json.loads(body)
        if told["series"] == series:
            state |= dict.fromkeys(told["serials"], BY_EVENT[name].target)
    return dict(Counter(str(one) for one in state.values()))
