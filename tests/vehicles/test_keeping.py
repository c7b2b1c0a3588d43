"""Keeping, changing and giving up vehicles: everybody the own ones, every fault at its field."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.house import open_house, person
from tests.vehicles.conftest import TRACTOR, TRAILER

from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Stale
from banli.ledger.service import events
from banli.vehicles.models import Vehicle
from banli.vehicles.service import change_vehicle, find_vehicle, give_up_vehicle, keep_vehicle, vehicles


def carrier(name: str = "chen") -> Actor:
    return person(Role.APPLICANT, department=None, name=name)


def names(vehicle: Vehicle) -> list[str]:
    return [event.name for event in events("vehicles", vehicle.public_id)]


@pytest.mark.usefixtures("house")
def test_a_vehicle_is_kept_as_it_was_read_once() -> None:
    for _ in range(2):
        row = keep_vehicle(typed=TRACTOR, by=carrier(), public_id="CL-0123456789ab")
    assert (row.plate, row.facts["curb_mass_kg"], row.facts["axle_gaps_m"]) == ("川A12345", 9000, [3.3, 1.35])
    assert vehicles(carrier()) == [row]
    assert names(row) == ["vehicle_kept"]


@pytest.mark.usefixtures("house")
def test_everybody_sees_and_changes_the_own_ones_only() -> None:
    row, other = keep_vehicle(typed=TRACTOR, by=carrier()), carrier("wang")
    assert vehicles(other) == vehicles(VISITOR) == []
    with pytest.raises(Missing):
        find_vehicle(row.public_id, other)
    with pytest.raises(Missing):
        give_up_vehicle(vehicle=row.public_id, by=other)
    for somebody in (VISITOR, person(Role.CLERK)):
        with pytest.raises(Denied):
            keep_vehicle(typed=TRACTOR, by=somebody)
    assert keep_vehicle(typed=TRACTOR, by=other, public_id=f"{row.public_id}x").owner_id == other.id


@pytest.mark.usefixtures("house")
def test_a_change_is_kept_and_one_from_an_old_page_is_not() -> None:
    row = keep_vehicle(typed=TRACTOR, by=carrier())
    change_vehicle(vehicle=row.public_id, typed={**TRACTOR, "curb_mass_kg": 9200}, version=1, by=carrier())
    with pytest.raises(Stale):
        change_vehicle(vehicle=row.public_id, typed={**TRACTOR, "tyres": 10}, version=1, by=carrier())
    same = find_vehicle(row.public_id, carrier())
    change_vehicle(vehicle=row.public_id, typed=same.facts, version=2, by=carrier())
    assert (same.facts["curb_mass_kg"], names(row)) == (9200, ["vehicle_kept", "vehicle_changed"])


@pytest.mark.usefixtures("house")
def test_what_was_given_up_is_offered_no_more_and_its_plate_is_free() -> None:
    row = keep_vehicle(typed=TRACTOR, by=carrier())
    with pytest.raises(Invalid) as told:
        keep_vehicle(typed=TRACTOR, by=carrier())
    assert [str(one) for one in told.value.problems] == ["您已保存过这个号牌的车辆。"]
    give_up_vehicle(vehicle=row.public_id, by=carrier())
    assert vehicles(carrier()) == []
    assert keep_vehicle(typed=TRACTOR, by=carrier()).pk != row.pk
    assert names(row) == ["vehicle_kept", "vehicle_given_up"]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"plate": "川A1234挂"}, "plate", "以“挂”结尾"),
        ({"plate": "12345"}, "plate", "不是车牌号"),
        ({"axles": "三"}, "axles", "数字"),
        ({"axle_gaps_m": "3.3"}, "axle_gaps_m", "应有2个轴距，填了1个"),
        ({"axle_tyres": "2, 4"}, "axle_tyres", "填了2个轴的轮胎数"),
        ({"axle_tyres": "2, 4, 2"}, "axle_tyres", "之和为8，与轮胎数10不一致"),
        ({"drive_axles": ""}, "drive_axles", "请填写"),
        ({"axles": "1", "axle_gaps_m": "", "axle_tyres": "10"}, "axles", "不能多于轴数"),
        ({"kind": "tank"}, "kind", "请从所列选项中选择"),
        ({"curb_mass_kg": "9"}, "curb_mass_kg", "500"),
    ],
)
def test_a_fault_is_told_at_its_field(changes: dict[str, Any], where: str, words: str) -> None:
    with pytest.raises(Invalid) as told:
        keep_vehicle(typed={**TRACTOR, **changes}, by=carrier())
    found = {one.where: str(one) for one in told.value.problems}
    assert words in found[where], found
    assert not Vehicle.objects.exists()


@pytest.mark.usefixtures("house")
def test_a_trailer_is_not_asked_how_it_drives() -> None:
    row = keep_vehicle(typed={**TRAILER, "drive_axles": "2"}, by=carrier())
    assert "drive_axles" not in row.facts


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("values", [{"kind": "tank"}, {"kind": "truck"}, {"plate": "川A99999"}])
def test_the_database_holds_a_vehicle_together(values: dict[str, str]) -> None:
    row = keep_vehicle(typed=TRACTOR, by=carrier())
    with pytest.raises(IntegrityError), transaction.atomic():
        Vehicle.objects.filter(pk=row.pk).update(**values)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_keep_a_plate_once() -> None:
    open_house()
    by = carrier()

    def keep(_hand: int) -> str:
        try:
            return keep_vehicle(typed=TRACTOR, by=by).plate
        except Invalid as error:
            return str(error.problems[0].where)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        assert sorted(hands.map(keep, range(4))) == ["plate", "plate", "plate", "川A12345"]
