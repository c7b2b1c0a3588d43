"""A lost device is struck off: no key, no numbers, nothing comes in; by its owner or an administrator."""

from __future__ import annotations

import pytest
from tests.held_clock import HeldClock
from tests.house import person
from tests.offline.test_leases import LINE, clerk, leased, on_device
from tests.offline.test_receive import Act, entry

from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.service import Event
from banli.offline.models import Device, DeviceKey
from banli.offline.service import counted, key_of, receive, set_up_device, strike_off

pytestmark = pytest.mark.usefixtures("house")


@pytest.mark.parametrize("who", [Role.CLERK, Role.ADMIN])
def test_its_key_is_gone_its_numbers_are_void_and_nothing_comes_in(who: Role, clock: HeldClock) -> None:
    by, act = clerk(), Act()
    device = on_device(by)
    leased(by, device)
    told = entry(device, clock)
    striker = by if who is Role.CLERK else person(Role.ADMIN, department=None)
    strike_off(by=striker, device=device)
    strike_off(by=striker, device=device)
    assert Event.objects.filter(name="device_struck_off").count() == 1
    assert key_of(by, device) is None
    assert not DeviceKey.objects.exists()
    assert counted(LINE) == {"voided": 5}
    for refused in (
        lambda: receive(by=by, entry=told, do=act),
        lambda: leased(by, device),
        lambda: set_up_device(by=by, device=device),
    ):
        with pytest.raises(Refused, match="停用"):
            refused()
    assert act.times == []


def test_nobody_strikes_off_what_is_another_persons() -> None:
    device = on_device(clerk())
    with pytest.raises(Denied):
        strike_off(by=clerk("other"), device=device)
    with pytest.raises(Denied):
        strike_off(by=person(Role.SIGNER), device=device)
    with pytest.raises(Missing):
        strike_off(by=clerk(), device=type(device)(int=1))
    assert Device.objects.get().struck_off_at is None


def test_whoever_has_a_key_on_it_may_too() -> None:
    other = clerk("other")
    device = on_device(clerk())
    set_up_device(by=other, device=device)
    assert strike_off(by=other, device=device).struck_off_at is not None
