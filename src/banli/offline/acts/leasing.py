"""Numbers are leased to a device for the day, used there, returned, or voided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.query_number import draw_query_number
from banli.ledger.service import append
from banli.numbering.service import take
from banli.offline.acts.receiving import hold
from banli.offline.models import DeviceKey, LeasedNumber
from banli.offline.permissions import GRANTS, OfflinePermission
from banli.offline.rules.leases import MOST, Held, Wanted, move_for
from banli.offline.selectors.devices import needed_key
from banli.offline.selectors.leases import ORDER, TOPIC, leased_to
from banli.offline.states import GIVE_BACK, LEASE, VOID, LeaseMove, LeaseState


@transaction.atomic
def lease_numbers(*, by: Actor, device: UUID, wanted: Sequence[Wanted]) -> list[LeasedNumber]:
    """See to it that ``by`` holds as many unused numbers of today on the device as are wanted; all of them.

    Asked twice, or twice at once, nothing more is leased.

    :raises Missing: where the device has no key of ``by``.
    """
    GRANTS.require(by, OfflinePermission.USE)
    hold(f"lease.{device}")
    key = needed_key(by, device)
    # Series in one order, so that two devices never wait for each other.
    for one in sorted(wanted, key=attrgetter("series")):
        lacking = min(one.count, MOST) - leased_to(key, [one.series]).count()
        if lacking > 0:
            first = take(one.series, lacking)
            _leased(key, one.series, range(first, first + lacking), by)
    return list(leased_to(key, [one.series for one in wanted]))


def _leased(key: DeviceKey, series: str, serials: Iterable[int], by: Actor) -> None:
    day, now = clock.today(), clock.now()
    rows = [
        LeasedNumber(
            series=series,
            serial=serial,
            query_number=draw_query_number(),
            device=key.device,
            user_id=key.user_id,
            day=day,
            state=LEASE.target,
            leased_at=now,
        )
        for serial in serials
    ]
    LeasedNumber.objects.bulk_create(rows)
    _note(rows, LEASE, by)


@transaction.atomic
def use_number(
    *, by: Actor, device: UUID, series: str, serial: int, day: date
) -> tuple[LeasedNumber | None, str]:
    """Use a leased number on a paper of ``day`` that comes in; None and the reason where it may not stand there.

    The caller gives another number then, in the same transaction, and says so.
    """
    GRANTS.require(by, OfflinePermission.USE)
    key = needed_key(by, device)
    row = LeasedNumber.objects.select_for_update().filter(series=series, serial=serial).first()
    own = row is not None and (row.device_id, row.user_id) == (key.device_id, key.user_id)
    move, why = move_for(Held(own, LeaseState(row.state), row.day) if row else None, day)
    if row is None or move is None:
        return None, why
    _moved([row], move, by)
    return row, ""


@transaction.atomic
def return_numbers(*, by: Actor, device: UUID, series: str, serials: Collection[int]) -> int:
    """Give unused numbers back when the day closes; how many were. A second time nothing happens."""
    GRANTS.require(by, OfflinePermission.USE)
    key = needed_key(by, device)
    rows = list(leased_to(key, [series]).select_for_update().filter(serial__in=serials))
    _moved(rows, GIVE_BACK, by)
    return len(rows)


def void_leases(*, by: Actor) -> int:
    """Void the numbers whose day is over and of which nothing was heard, each series in a transaction; how many."""
    GRANTS.require(by, OfflinePermission.RUN)
    over = LeasedNumber.objects.filter(state=LeaseState.LEASED, day__lt=clock.today())
    return sum(_voided(one, by) for one in over.values_list("series", flat=True).distinct())


@transaction.atomic
def _voided(series: str, by: Actor) -> int:
    rows = LeasedNumber.objects.select_for_update().filter(series=series, day__lt=clock.today())
    return void(rows.filter(state=LeaseState.LEASED).order_by(*ORDER), by)


def void(rows: Iterable[LeasedNumber], by: Actor) -> int:
    """Void these numbers, which the caller has locked."""
    found = list(rows)
    _moved(found, VOID, by)
    return len(found)


def _moved(rows: Sequence[LeasedNumber], move: LeaseMove, by: Actor) -> None:
    now = clock.recording()
    for one in rows:
        assert LeaseState(one.state) in move.sources, (str(one), one.state, move.act)
        one.state, one.ended_at = move.target, now
    LeasedNumber.objects.bulk_update(rows, ["state", "ended_at"])
    _note(rows, move, by)


def _note(rows: Sequence[LeasedNumber], move: LeaseMove, by: Actor) -> None:
    """One event for the numbers of each device and series that moved together."""
    ordered = sorted(rows, key=lambda one: (one.device_id, one.series, one.serial))
    for (_device, series), same in groupby(ordered, key=attrgetter("device_id", "series")):
        found = list(same)
        told = {
            "series": series,
            "serials": [one.serial for one in found],
            "day": found[0].day.isoformat(),
        }
        append(topic=TOPIC, subject=str(found[0].device.public_id), name=move.event, by=by, body=told)
