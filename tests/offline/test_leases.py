"""Numbers leased to devices: none twice, each answered for, and the record counts the same."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import person

from banli.kernel import clock as clocks
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Missing
from banli.ledger.service import Event, verify
from banli.numbering.service import take
from banli.offline.models import LeasedNumber
from banli.offline.rules.leases import Held, move_for
from banli.offline.service import (
    Wanted,
    counted,
    lease_numbers,
    recounted,
    return_numbers,
    set_up_device,
    use_number,
    void_leases,
)
from banli.offline.states import TRANSITIONS, LeaseState

LINE = "ticket:2022-10-17:B"


def clerk(name: str = "") -> Actor:
    return person(Role.CLERK, window="transport-03", name=name)


def on_device(by: Actor) -> UUID:
    device = uuid4()
    set_up_device(by=by, device=device)
    return device


def leased(by: Actor, device: UUID, count: int = 5) -> list[int]:
    """The serials that ``by`` holds on the device."""
    found = lease_numbers(by=by, device=device, wanted=[Wanted("ticket:transport", LINE, count)])
    return [one.serial for one in found]


@pytest.mark.usefixtures("house")
def test_a_block_is_leased_and_filled_up_again() -> None:
    by = clerk()
    device = on_device(by)
    assert leased(by, device) == leased(by, device) == [1, 2, 3, 4, 5]
    assert take(LINE) == 6
    use_number(by=by, device=device, series=LINE, serial=1, day=clocks.today())
    assert leased(by, device) == [2, 3, 4, 5, 7]


@pytest.mark.usefixtures("house")
def test_every_number_is_used_returned_or_voided(clock: HeldClock) -> None:
    by, day = clerk(), clocks.today()
    device = on_device(by)
    leased(by, device)
    use_number(by=by, device=device, series=LINE, serial=1, day=day)
    assert return_numbers(by=by, device=device, series=LINE, serials=[1, 2, 3, 99]) == 2
    assert return_numbers(by=by, device=device, series=LINE, serials=[2, 3]) == 0
    assert void_leases(by=SYSTEM) == 0
    clock.move(days=1)
    assert void_leases(by=SYSTEM) == 2
    assert void_leases(by=SYSTEM) == 0
    assert counted(LINE) == recounted(LINE, day) == {"used": 1, "returned": 2, "voided": 2}
    last = LeasedNumber.objects.filter(series=LINE).order_by("-serial").values_list("serial", flat=True)[0]
    assert (sum(counted(LINE).values()), take(LINE)) == (last, last + 1)
    assert verify().ok


@pytest.mark.usefixtures("house")
def test_a_voided_number_is_used_where_its_paper_comes_in_later(clock: HeldClock) -> None:
    by, day = clerk(), clocks.today()
    device = on_device(by)
    leased(by, device)
    clock.move(days=1)
    void_leases(by=SYSTEM)
    assert leased(by, device) != [1, 2, 3, 4, 5]
    row, why = use_number(by=by, device=device, series=LINE, serial=2, day=day)
    assert (row and row.state, why) == (LeaseState.USED, "")
    assert Event.objects.filter(topic="lease", name="voided_number_used").count() == 1
    assert counted(LINE)["used"] == recounted(LINE, day)["used"] == 1


@pytest.mark.usefixtures("house")
def test_a_number_that_may_not_stand_says_why() -> None:
    by, other, day = clerk(), clerk("other"), clocks.today()
    device, elsewhere = on_device(by), on_device(other)
    leased(by, device)
    leased(other, elsewhere)
    return_numbers(by=by, device=device, series=LINE, serials=[2])
    use_number(by=by, device=device, series=LINE, serial=1, day=day)
    whys = [
        use_number(by=by, device=device, series=LINE, serial=serial, day=on)[1].split("%(number)s ")[1]
        for serial, on in ((1, day), (2, day), (3, day + timedelta(days=1)), (6, day), (99, day))
    ]
    not_leased = "was not leased to this device."
    assert whys == [
        *("is on record already.", "had been returned unused.", "was leased for another day."),
        *(not_leased, not_leased),
    ]


@pytest.mark.usefixtures("house")
def test_nobody_without_a_key_or_the_right() -> None:
    by = clerk()
    device = on_device(by)
    with pytest.raises(Missing):
        leased(clerk("other"), device)
    with pytest.raises(Denied):
        leased(person(Role.SIGNER), device)
    with pytest.raises(Denied):
        void_leases(by=by)


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_once_never_hold_the_same_number(house: None) -> None:
    people = [clerk(f"clerk.{n}") for n in range(4)]
    devices = [on_device(by) for by in people]
    together, held = threading.Barrier(8), list[list[int]]()

    def asks(by: Actor, device: UUID) -> None:
        together.wait()
        held.append(leased(by, device, 10))
        connection.close()

    threads = [threading.Thread(target=asks, args=pair) for pair in zip(people * 2, devices * 2, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    blocks = {tuple(one) for one in held}
    assert (len(held), len(blocks)) == (8, 4)  # each device asked twice and holds one block
    assert sorted(number for block in blocks for number in block) == list(range(1, 41))


DAY = date(2022, 10, 17)


@given(own=st.booleans(), state=st.sampled_from(LeaseState), off=st.integers(-3, 3))
def test_a_number_is_used_by_a_move_of_the_table_or_not_at_all(
    own: bool, state: LeaseState, off: int
) -> None:
    move, why = move_for(Held(own, state, DAY), DAY + timedelta(days=off))
    assert (move is None) == bool(why)
    if move is not None:
        assert own
        assert off == 0
        assert move in TRANSITIONS
        assert state in move.sources
