"""A vehicle at a toll station against its permit, figure by figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.credit.states import ViolationKind
from banli.kernel.clock import SHANGHAI
from banli.roads.rules.shortest_way import Way
from banli.roads.service import Bridge, Network, NetworkSpec, Section, Vehicle, read_route
from banli.roadside.rules.comparison import Permitted, Seen, alarms, compare, outcome, talk_due, violations
from banli.roadside.states import COUNTED, Direction, Mismatch, Outcome

HUBEI = Network.of(
    NetworkSpec(
        edition="湖北12·18",
        sections=(
            Section(key="g30-1", road="G30", road_name="连霍高速", stations=("临潼", "渭南"), km=40),
            Section(key="g30-2", road="G30", road_name="连霍高速", stations=("渭南", "秦东"), km=80),
            Section(key="g4-1", road="G4", road_name="京港澳高速", stations=("秦东", "花湖"), km=400),
            Section(
                key="g45-1",
                road="G45",
                road_name="大广高速",
                stations=("花湖", "黄石"),
                km=10,
                bridges=(Bridge(name="花湖互通D匝道桥", mass_kg=49_000),),
            ),
        ),
    )
)
"""The permitted way from Lintong to Qindong, and the interchange far away on which the bridge overturned."""


def permit(**changes: Any) -> Permitted:
    way = read_route("临潼收费站—G30—秦东收费站", HUBEI)
    assert isinstance(way, Way)
    vehicle = Vehicle(4.98, 4.5, 65, 198_000, 16_500, date(2021, 12, 10), date(2021, 12, 20))
    made = Permitted("陕超限〔2021〕00001号", "陕A12345", "陕A1234挂", vehicle, way, True)
    return replace(made, **changes)


def seen(**changes: Any) -> Seen:
    made = Seen(
        "秦东",
        Direction.EXIT,
        datetime(2021, 12, 18, 15, 36, tzinfo=SHANGHAI),
        "陕A12345",
        "陕A1234挂",
        4.98,
        4.5,
        65,
        198_000,
    )
    return replace(made, **changes)


def test_the_overturned_bridge_of_18_december_2021_raises_the_alarm() -> None:
    """198 t left the permitted way for a bridge of 49 t; four people died. A check at that station stops it."""
    found = compare(permit(), seen(station="花湖", direction=Direction.ENTRY), HUBEI)
    assert [one.kind for one in found] == [Mismatch.ROUTE, Mismatch.BRIDGE]
    assert "花湖互通D匝道桥限重49000千克，车货198000千克" in found[1].words.zh
    assert alarms(found)
    assert outcome(found, Direction.ENTRY) == Outcome.TURNED_BACK
    assert violations(found) == (ViolationKind.OFF_ROUTE,)


def test_on_its_way_and_day_it_is_let_through() -> None:
    for station in ("临潼", "渭南", "秦东"):
        found = compare(permit(), seen(station=station), HUBEI)
        assert found == ()
        assert outcome(found, Direction.EXIT) == Outcome.PASSED
        assert not alarms(found)


@pytest.mark.parametrize(
    ("told", "found", "kinds"),
    [
        ({}, {"tractor": "陕A99999"}, [Mismatch.PLATE]),
        ({}, {"trailer": "陕A9999挂"}, [Mismatch.PLATE]),
        ({}, {"trailer": ""}, []),
        ({}, {"height_m": 5.03}, []),
        ({}, {"height_m": 5.031}, [Mismatch.SIZE]),
        ({}, {"width_m": 4.56, "length_m": 65.06}, [Mismatch.SIZE, Mismatch.SIZE]),
        ({}, {"height_m": None, "mass_kg": None}, []),
        ({}, {"mass_kg": 202_950}, []),
        ({}, {"mass_kg": 202_951}, [Mismatch.MASS]),
        ({}, {"at": datetime(2021, 12, 10, 0, 0, tzinfo=SHANGHAI)}, []),
        ({}, {"at": datetime(2021, 12, 9, 23, 59, tzinfo=SHANGHAI)}, [Mismatch.TIME]),
        ({}, {"at": datetime(2021, 12, 21, 0, 0, tzinfo=SHANGHAI)}, [Mismatch.TIME]),
        ({"in_force": False}, {}, [Mismatch.NOT_VALID]),
        ({"way": None}, {"station": "花湖"}, []),
    ],
)
def test_each_mismatch_by_its_boundary(
    told: dict[str, Any], found: dict[str, Any], kinds: list[Mismatch]
) -> None:
    assert [one.kind for one in compare(permit(**told), seen(**found), HUBEI)] == kinds


def test_without_a_permit_nothing_else_is_asked() -> None:
    found = compare(None, seen(), HUBEI)
    assert [one.kind for one in found] == [Mismatch.NO_PERMIT]
    assert violations(found) == (ViolationKind.NO_PERMIT,)
    assert outcome(found, Direction.EXIT) == Outcome.HELD


def test_every_mismatch_counts_but_the_bridge_that_counts_as_its_route() -> None:
    assert set(Mismatch) - set(COUNTED) == {Mismatch.BRIDGE}


def test_a_talk_is_due_from_the_third_violation() -> None:
    assert [talk_due(times) for times in (0, 2, 3, 4)] == [False, False, True, True]


@given(mass=st.floats(1, 1e6), height=st.floats(0.1, 10))
def test_whatever_is_not_over_is_let_through(mass: float, height: float) -> None:
    found = {one.kind for one in compare(permit(), seen(mass_kg=mass, height_m=height), HUBEI)}
    assert (Mismatch.MASS in found) == (mass > 202_950)
    assert (Mismatch.SIZE in found) == (round(height - 4.98, 3) > 0.05)
