"""What follows from a form: facts, limits, materials, findings, steps, certificate and its term."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import ITEMS, LIMIT, definition, item

from banli.catalogue.rules import (
    ItemSpec,
    applicant_of,
    certificate_lines,
    certificate_number,
    derive,
    fact_label,
    fact_shown,
    limits,
    materials,
    not_yet,
    steps,
    summary,
    validity,
    verdicts,
)
from banli.catalogue.rules.definition.folder import read_folder
from banli.kernel.errors import Refused

NUMBERS = st.floats(0.5, 300, allow_nan=False)


def of_pack(slug: str) -> ItemSpec:
    spec = read_folder(ITEMS / slug).spec
    assert spec
    return spec


OVERSIZE = of_pack("oversize-transport")
VEHICLE = {
    "vehicle_type": "train",
    "single_drive_axle": False,
    "axle_loads_kg": [8000.0] * 6,
    "crossing": False,
}


def oversize(**data: Any) -> dict[str, Any]:
    return derive(
        OVERSIZE, {**VEHICLE, "mass_kg": 48000.0, "length_m": 20.0, "width_m": 3.0, "height_m": 4.2, **data}
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "I"),
        ({"height_m": 4.2000001}, "II"),
        ({"width_m": 3.01}, "II"),
        ({"length_m": 20.1}, "II"),
        ({"mass_kg": 49000.5}, "II"),
        ({"height_m": 4.5, "width_m": 3.75, "length_m": 28.0, "mass_kg": 100000.0}, "II"),
        ({"height_m": 4.51}, "III"),
        ({"width_m": 3.76}, "III"),
        ({"length_m": 28.01}, "III"),
        ({"mass_kg": 100000.1}, "III"),
    ],
)
def test_the_class_is_the_largest_of_the_four_and_a_boundary_belongs_to_the_lower(
    changed: dict[str, float], expected: str
) -> None:
    assert oversize(**changed)["class"] == expected


@pytest.mark.parametrize(
    ("vehicle", "axles", "single_drive", "expected"),
    [
        ("truck", 2, False, 18000),
        ("truck", 3, False, 25000),
        ("train", 3, False, 27000),
        ("truck", 4, False, 31000),
        ("train", 4, False, 36000),
        ("train", 5, False, 43000),
        ("train", 6, False, 49000),
        ("train", 6, True, 46000),
        ("hydraulic", 12, False, 49000),
    ],
)
def test_the_mass_from_which_a_vehicle_is_overweight(
    vehicle: str, axles: int, single_drive: bool, expected: int
) -> None:
    facts = oversize(vehicle_type=vehicle, axle_loads_kg=[1000.0] * axles, single_drive_axle=single_drive)
    assert facts["mass_limit"] == expected


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(1000, 300_000), st.booleans())
def test_every_transport_has_one_class_and_a_promise_within_the_law(
    length: float, width: float, height: float, mass: float, crossing: bool
) -> None:
    facts = oversize(length_m=length, width_m=width, height_m=height, mass_kg=mass, crossing=crossing)
    order = ["I", "II", "III"]
    worst = max(
        0 if height <= 4.2 else 1 if height <= 4.5 else 2,
        0 if width <= 3 else 1 if width <= 3.75 else 2,
        0 if length <= 20 else 1 if length <= 28 else 2,
        0 if mass <= 49000 else 1 if mass <= 100_000 else 2,
    )
    assert order.index(facts["class"]) == worst
    found = limits(OVERSIZE, facts)
    assert found.statutory.days == {False: [2, 5, 15], True: [5, 10, 20]}[crossing][worst]
    assert found.promised.days <= found.statutory.days


def test_class_three_asks_for_more_and_takes_more_steps() -> None:
    second, third = oversize(height_m=4.5), oversize(height_m=4.6)
    extra = {one.key for one in materials(OVERSIZE, third)} - {one.key for one in materials(OVERSIZE, second)}
    assert extra == {"outline", "escort-plan"}
    assert [step.key for step in steps(OVERSIZE, second)] == ["examine", "approve"]
    assert [step.key for step in steps(OVERSIZE, third)] == [
        "examine",
        "police",
        "survey",
        "experts",
        "approve",
    ]


def test_findings_carry_the_figures_and_those_that_forbid_come_first() -> None:
    facts = oversize(axle_loads_kg=[14000.0] * 6, mass_kg=84000.0, axle_count_stated=6, height_m=4.6)
    found = verdicts(OVERSIZE, facts)
    assert [finding.key for finding in found] == [
        "flatbed-mean",
        "flatbed-max",
        "police",
    ]
    assert [finding.forbids for finding in found] == [True, True, False]
    assert found[0].message.zh == "平均轴荷14000千克，超过10000千克"
    assert "14000 kg" in found[0].message.en
    assert found[0].where == "axle_loads_kg"


def test_what_does_not_follow_is_not_there() -> None:
    facts = derive(OVERSIZE, {})
    assert "axle_max" not in facts
    assert facts["axle_count"] == 0
    assert verdicts(OVERSIZE, {}) == ()


@given(
    st.dictionaries(
        st.sampled_from([field.key for field in OVERSIZE.form.fields]), st.none() | st.text() | NUMBERS
    )
)
def test_no_data_makes_it_fail(data: dict[str, Any]) -> None:
    facts = derive(OVERSIZE, data)
    verdicts(OVERSIZE, facts)
    materials(OVERSIZE, facts)
    certificate_lines(OVERSIZE, facts)
    assert limits(OVERSIZE, facts).statutory.days >= 2


def test_the_first_limit_that_is_met_counts_and_none_is_refused() -> None:
    when = {"field": "mobile", "op": "==", "value": "1"}
    spec = item(limits=[{"when": when, "statutory": LIMIT, "promised": LIMIT}])
    assert limits(spec, {"mobile": "1"}).statutory.days == 20
    with pytest.raises(Refused, match="没有规定办理时限"):
        limits(spec, {"mobile": "2"})


def test_a_trade_code_is_cut_from_the_credit_code() -> None:
    spec = of_pack("foreign-trade-filing")
    assert derive(spec, {"area": "other", "uscc": "91110000101623741K"})["trade_code"] == "5100101623741"
    assert "trade_code" not in derive(spec, {"area": "other", "uscc": "91"})


def test_facts_are_told_in_words() -> None:
    facts = oversize()
    assert fact_label(OVERSIZE, "class").zh == "类别"
    assert fact_shown(OVERSIZE, "class", facts) == "Ⅰ类"
    assert fact_shown(OVERSIZE, "axle_mean", facts) == "8000"
    assert fact_shown(OVERSIZE, "nothing", facts) == ""
    with translation.override("en"):
        assert fact_shown(OVERSIZE, "class", facts) == "Class I"
    lines = summary(OVERSIZE, {**facts, "cargo_name": "变压器"})
    assert [(line.key, line.value) for line in lines] == [("cargo_name", "变压器"), ("class", "Ⅰ类")]


def test_who_applies_is_read_from_the_form() -> None:
    data = {"carrier": "蜀远物流", "carrier_code": "91350100M000100Y43", "agent_name": "陈远舟"}
    assert applicant_of(OVERSIZE, data) == {
        "name": "蜀远物流",
        "code": "91350100M000100Y43",
        "contact": "陈远舟",
        "mobile": "",
    }


def test_the_certificate_is_filled_from_the_facts() -> None:
    lines = {line.key: line.value for line in certificate_lines(OVERSIZE, oversize(tractor_plate="川A12345"))}
    assert lines["tractor"] == "川A12345"
    assert lines["class"] == "Ⅰ类"
    assert lines["length"] == "20 米"
    assert "trailer" not in lines
    assert certificate_number(OVERSIZE, year=2022, serial=7) == "川超限〔2022〕00007号"
    assert certificate_number(item(), year=2022, serial=7) == ""


@pytest.mark.parametrize(
    ("trip", "start", "end", "decided", "expected"),
    [
        ("single", "2022-10-24", "2022-11-02", date(2022, 10, 21), (date(2022, 10, 24), date(2022, 11, 2))),
        ("single", "2022-10-24", "2022-11-02", date(2022, 10, 26), (date(2022, 10, 26), date(2022, 11, 2))),
        ("single", "2022-10-24", "2023-10-24", date(2022, 10, 21), (date(2022, 10, 24), date(2022, 11, 22))),
        ("repeated", "2022-10-24", "2023-10-24", date(2022, 10, 21), (date(2022, 10, 24), date(2023, 4, 23))),
        ("single", "2022-10-24", "2022-10-20", date(2022, 10, 26), (date(2022, 10, 26), date(2022, 10, 26))),
    ],
)
def test_a_permit_holds_for_the_days_of_the_trip_within_its_longest_term(
    trip: str, start: str, end: str, decided: date, expected: tuple[date, date]
) -> None:
    facts = {"trip": trip, "depart_on": start, "until_on": end}
    assert validity(OVERSIZE, facts, decided) == expected


def test_a_licence_for_three_years_ends_on_the_day_before() -> None:
    spec = of_pack("non-coal-mine-safety")
    assert validity(spec, {}, date(2022, 10, 17)) == (date(2022, 10, 17), date(2025, 10, 16))
    assert validity(spec, {}, date(2024, 2, 29)) == (date(2024, 2, 29), date(2027, 2, 27))


def test_a_certificate_without_a_term_has_no_end() -> None:
    day = date(2022, 10, 17)
    assert validity(of_pack("technology-contract-recognition"), {}, day) == (day, None)
    assert validity(item(), {}, day) == (day, None)


def test_an_item_that_is_not_yet_in_force_says_from_when() -> None:
    reason = not_yet(item(effective_from="2023-01-01"), date(2022, 12, 31))
    assert reason
    assert "2023-01-01" in reason.zh
    assert not_yet(item(effective_from="2023-01-01"), date(2023, 1, 1)) is None


def test_a_definition_published_before_retirements_is_still_read() -> None:
    old = definition(cancelled_on="2022-12-30", cancelled_because={"zh": "法律修改", "en": "Amended"})
    end = ItemSpec.model_validate(old).retirement
    assert end
    assert (end.on, end.because.en, end.open_cases) == (date(2022, 12, 30), "Amended", "close")
