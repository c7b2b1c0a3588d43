"""Whatever a device sends how often: it comes in once, is answered the same, and belongs to whoever wrote it."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from tests.held_clock import HeldClock
from tests.house import person

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.models import Event
from banli.offline.models import Device, DeviceKey, Received
from banli.offline.service import Became, Entry, Happened, receive, set_up_device

pytestmark = pytest.mark.usefixtures("house")


def entry(device: UUID, clock: HeldClock, **changes: object) -> Entry:
    told = {
        "id": uuid4(),
        "device": device,
        "kind": "patrol",
        "told_at": clock.now,
        "seen_at": clock.now - timedelta(hours=2),
    }
    return Entry(**{**told, **changes})  # type: ignore[arg-type]


class Act:
    """Counts how often it is done."""

    def __init__(self) -> None:
        self.times: list[Happened] = []

    def __call__(self, when: Happened) -> Became:
        self.times.append(when)
        return Became("/desk/hall/", f"XC-{len(self.times)}", ["a"])


def clerk(name: str = "") -> Actor:
    return person(Role.CLERK, window="transport-03", name=name)


def set_up(by: Actor) -> UUID:
    device = uuid4()
    set_up_device(by=by, device=device, window="transport-03")
    return device


def test_a_device_has_a_key_for_each_officer_and_keeps_it() -> None:
    one, other = clerk(), clerk("other")
    device = set_up(one)
    first, again = (set_up_device(by=one, device=device, window="transport-03") for _time in range(2))
    assert bytes(first.secret) == bytes(again.secret)
    assert bytes(set_up_device(by=other, device=device).secret) != bytes(first.secret)
    assert (Device.objects.count(), DeviceKey.objects.count()) == (1, 2)
    assert Device.objects.get().window_id == "transport-03"


def test_nobody_without_the_right_and_no_invented_window() -> None:
    with pytest.raises(Denied):
        set_up_device(by=person(Role.SIGNER), device=uuid4())
    with pytest.raises(Invalid):
        set_up_device(by=clerk(), device=uuid4(), window="nowhere-01")
    assert not Device.objects.exists()


def test_sent_twice_it_is_done_once_and_answered_the_same(clock: HeldClock) -> None:
    by, act = clerk(), Act()
    told = entry(set_up(by), clock)
    first = receive(by=by, entry=told, do=act)
    clock.move(hours=30)
    second = receive(by=by, entry=told, do=act)
    assert (len(act.times), first.pk, first.became) == (1, second.pk, second.became)
    event = Event.objects.get(topic="offline", name="entry_received")
    assert json.loads(event.body)["late"] is False


def test_what_comes_in_on_a_later_day_is_marked(clock: HeldClock) -> None:
    by, act = clerk(), Act()
    told = entry(set_up(by), clock)
    clock.move(hours=30)
    receive(by=by, entry=told, do=act)
    event = Event.objects.get(topic="offline", name="entry_received")
    assert (json.loads(event.body)["late"], json.loads(event.body)["clock_doubtful"]) == (True, False)
    assert event.at == told.told_at == act.times[0].at


def test_an_act_that_is_refused_leaves_nothing_and_can_be_sent_again(clock: HeldClock) -> None:
    by, act = clerk(), Act()
    told = entry(set_up(by), clock)

    def refuses(when: Happened) -> Became:
        act(when)
        raise Refused("x")

    with pytest.raises(Refused):
        receive(by=by, entry=told, do=refuses)
    assert not Received.objects.exists()
    receive(by=by, entry=told, do=act)
    assert Received.objects.count() == 1


def test_another_person_cannot_take_a_record_over(clock: HeldClock) -> None:
    by, other, act = clerk(), clerk("other"), Act()
    device = set_up(by)
    told = entry(device, clock)
    with pytest.raises(Missing):
        receive(by=other, entry=told, do=act)
    receive(by=by, entry=told, do=act)
    set_up_device(by=other, device=device)
    with pytest.raises(Refused):
        receive(by=other, entry=told, do=act)
    with pytest.raises(Refused):
        receive(by=by, entry=entry(device, clock, id=told.id, kind="outreach"), do=act)
    assert len(act.times) == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_send_at_once_record_once(clock: HeldClock) -> None:
    by, act = clerk(), Act()
    told = entry(set_up(by), clock)
    together = threading.Barrier(2)

    def sends() -> None:
        together.wait()
        receive(by=by, entry=told, do=act)
        connection.close()

    threads = [threading.Thread(target=sends) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(act.times), Received.objects.count()) == (1, 1)
