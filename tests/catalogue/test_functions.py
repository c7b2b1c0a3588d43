"""The named functions of checks measure axles, tyres and masses; the tables say what is too much."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.catalogue.rules.checks.reachability import check_reach
from banli.catalogue.rules.checks.references import check_references
from banli.catalogue.rules.definition.folder import read_folder
from banli.catalogue.rules.definition.rulespec import Threshold
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.evaluate import (
    Finding,
    derive,
    threshold,
    verdicts,
)
from banli.catalogue.rules.meaning.functions import FUNCTIONS
from banli.catalogue.rules.meaning.functions.axles import groups
from banli.kernel.text import Words
from banli.province.load import SICHUAN

FOLDER = SICHUAN / "items" / "oversize-transport"


@pytest.fixture(scope="module")
def spec() -> ItemSpec:
    found = read_folder(FOLDER).spec
    assert found is not None
    return found


def findings(spec: ItemSpec, **changes: Any) -> dict[str, Finding]:
    """What is found on a six-axle train of 49 t that is in order, with some facts changed."""
    facts = {
        "vehicle_type": "train",
        "axle_loads_kg": [7000.0, 9000.0, 9000.0, 8000.0, 8000.0, 8000.0],
        "axle_gaps_m": [3.3, 1.35, 6.5, 1.31, 1.31],
        "axle_tyres": [2.0, 4.0, 4.0, 4.0, 4.0, 4.0],
        "tyres": 22,
        "tractor_axles": 3,
        "steer_axles": 1,
        "drive_axles": 2,
        "mass_kg": 49000.0,
        "cargo_mass_kg": 30000.0,
        "curb_mass_kg": 19000.0,
        "length_m": 19.8,
        "width_m": 3.4,
        "height_m": 4.4,
        "axle_count_stated": 6,
        "depart_on": "2022-10-24",
        **changes,
    }
    return {finding.key: finding for finding in verdicts(spec, derive(spec, facts))}


def test_a_train_in_order_has_no_finding(spec: ItemSpec) -> None:
    assert findings(spec) == {}


@pytest.mark.parametrize(
    ("key", "changes", "where", "figures"),
    [
        (
            "axle-groups",
            {"axle_loads_kg": [7000.0, 9000.0, 9000.1, 8000.0, 8000.0, 8000.0]},
            "axle_loads_kg",
            "18000",
        ),
        (
            "axle-groups",
            {"axle_loads_kg": [7000.0, 9000.0, 9000.0, 8000.0, 8000.0, 8001.0]},
            "axle_loads_kg",
            "24000",
        ),
        ("axle-groups", {"axle_gaps_m": [3.3, 1.2, 6.5, 1.31, 1.31]}, "axle_loads_kg", "16000"),
        (
            "single-axles",
            {"axle_loads_kg": [7001.0, 9000.0, 9000.0, 8000.0, 8000.0, 8000.0]},
            "axle_loads_kg",
            "7001",
        ),
        ("tyre-load", {"tyre_capacity_kg": 3000.0}, "axle_tyres", "3500"),
        (
            "steering",
            {"axle_loads_kg": [4400.0, 9000.0, 9000.0, 8000.0, 8000.0, 8000.0]},
            "steer_axles",
            "19.6%",
        ),
        ("driving", {"drive_axles": 1}, "drive_axles", "18.4%"),
        ("wheelbase", {"length_m": 13.77}, "axle_gaps_m", "13.77"),
        ("wheelbase", {"axle_gaps_m": [3.3, 0.8, 6.5, 1.31, 1.31]}, "axle_gaps_m", "0.8"),
        ("distances", {"axle_gaps_m": [3.3]}, "axle_gaps_m", "5"),
        ("tyre-count", {"tyres": 24}, "axle_tyres", "24"),
        ("tyre-count", {"axle_tyres": [22.0]}, "axle_tyres", "22"),
        ("mass-parts", {"cargo_mass_kg": 30001.0}, "mass_kg", "49001"),
        ("axle-number", {"vehicle_type": "truck"}, "axle_loads_kg", "6"),
        (
            "equalisation",
            {"axle_loads_kg": [7000.0, 9900.0, 8000.0, 8000.0, 8000.0, 8000.0]},
            "axle_loads_kg",
            "9900",
        ),
        ("bridge-formula", {"axle_gaps_m": [3.0, 1.35, 4.5, 1.31, 1.31]}, "axle_gaps_m", "11.47"),
    ],
)
def test_each_function_finds_its_fault_and_points_at_its_field(
    spec: ItemSpec, key: str, changes: dict[str, Any], where: str, figures: str
) -> None:
    found = findings(spec, **changes)
    assert found[key].where == where
    assert figures in found[key].message.zh
    assert "{" not in found[key].message.zh + found[key].message.en
    assert found[key].article.zh


def test_a_group_on_the_boundary_keeps_the_gentler_limit(spec: ItemSpec) -> None:
    assert "axle-groups" not in findings(spec, axle_gaps_m=[3.3, 1.3, 6.5, 1.301, 1.301])


def test_a_claim_below_the_figures_is_not_allowed(spec: ItemSpec) -> None:
    assert findings(spec, class_claimed="I")["class-too-low"].forbids
    assert "class-too-low" not in findings(spec, class_claimed="II")
    assert "class-too-low" not in findings(spec, class_claimed="III")


def test_the_carrier_is_told_of_costs_last(spec: ItemSpec) -> None:
    facts = derive(spec, {"escort": "organ", "reinforcement": True, "height_m": 5.0, "divisible": True})
    severities = [finding.severity for finding in verdicts(spec, facts)]
    assert severities[0] == "violation"
    assert severities[-2:] == ["cost", "cost"]


def test_the_version_of_a_table_goes_by_the_day_of_the_journey(spec: ItemSpec) -> None:
    old = Threshold(
        key="tyres", effective_from=date(2010, 1, 1), basis=Words(zh="旧"), rows=({"most_kg": 1},)
    )
    both = spec.model_copy(update={"thresholds": (*spec.thresholds, old)})
    for day, basis in (("2016-09-20", "旧"), ("2016-09-21", "GB/T 2977—2016"), (None, "GB/T 2977—2016")):
        found = threshold(both, "tyres", day)
        assert found is not None
        assert found.basis.zh.startswith(basis)
    assert threshold(both, "tyres", "2009-12-31") is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"function": "axle-grouping"}, "there is no function"),
        ({"table": "nothing"}, "there is no table"),
        ({"as_of": "origin"}, "is not a day of the form"),
        ({"where": "nowhere"}, "the form has no field"),
        ({"message": Words(zh="{nothing}", en="{nothing}")}, "there is no field or fact"),
        ({"key": "divisible"}, "is used twice"),
        ({"table": "steering"}, "needs the column"),
    ],
)
def test_the_checker_names_a_measure_that_leads_nowhere(
    spec: ItemSpec, change: dict[str, Any], message: str
) -> None:
    measure = next(one for one in spec.rules.measures if one.key == "tyre-load").model_copy(update=change)
    others = tuple(one for one in spec.rules.measures if one.key != "tyre-load")
    rules = spec.rules.model_copy(update={"measures": (measure, *others)})
    found = list(check_references(spec.model_copy(update={"rules": rules})))
    assert any(message in said for _, _, said, _ in found)


anything = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**6), st.floats(0, 1e6), st.text(max_size=3),
    st.lists(st.one_of(st.floats(0, 1e5), st.integers(0, 99), st.none()), max_size=12),
)  # fmt: skip


@given(
    facts=st.fixed_dictionaries(
        dict.fromkeys(sorted({f for one in FUNCTIONS.values() for f in one.facts}), anything)
    )
)
def test_functions_never_fail_whatever_the_facts_are(facts: dict[str, Any]) -> None:
    spec = read_spec()
    for measure in spec.rules.measures:
        table = threshold(spec, measure.table)
        for fault in FUNCTIONS[measure.function].run(facts, table.rows if table else ()):
            assert set(fault) <= set(FUNCTIONS[measure.function].gives)


@given(gaps=st.lists(st.floats(0.5, 10), max_size=40), widest=st.floats(0.5, 10))
def test_groups_part_the_axles(gaps: list[float], widest: float) -> None:
    found = groups(gaps, widest)
    assert [axle for first, last in found for axle in range(first, last + 1)] == list(range(len(gaps) + 1))


KEPT: list[ItemSpec] = []


def read_spec() -> ItemSpec:
    if not KEPT:
        found = read_folder(FOLDER).spec
        assert found is not None
        KEPT.append(found)
    return KEPT[0]


def test_the_axles_of_the_tractor_do_not_thin_out_the_lines(spec: ItemSpec) -> None:
    tractor, lines = [9000.0, 13000.0, 13000.0], [19400.0] * 10
    hydraulic = {"vehicle_type": "hydraulic", "axle_gaps_m": [], "axle_tyres": [], "axle_count_stated": 13}
    loads = {"tractor_loads_kg": tractor, "axle_loads_kg": lines, "mass_kg": 229000.0}
    assert "hydraulic-mean" in findings(spec, **hydraulic, **loads)
    within = {**loads, "axle_loads_kg": [18000.0] * 10, "mass_kg": 215000.0}
    assert "hydraulic-mean" not in findings(spec, **hydraulic, **within)


def test_a_tractor_before_axle_lines_has_tyres_like_any_other(spec: ItemSpec) -> None:
    train = {
        "vehicle_type": "hydraulic",
        "tractor_loads_kg": [9000.0],
        "axle_loads_kg": [16000.0, 16000.0],
        "axle_gaps_m": [4.0, 1.5],
        "axle_count_stated": 3,
        "mass_kg": 41000.0,
        "tyres": 18,
    }
    assert "tyre-load" not in findings(spec, **train, axle_tyres=[2.0, 8.0, 8.0])
    found = findings(
        spec, **{**train, "tractor_loads_kg": [9001.0], "mass_kg": 41001.0}, axle_tyres=[2.0, 8.0, 8.0]
    )
    assert found["tyre-load"].message.zh.startswith("第1轴")


@pytest.mark.parametrize(
    ("vehicle", "axles", "single_drive", "single", "wide", "expected"),
    [
        ("truck", 2, False, False, None, 18000),
        ("truck", 2, True, False, None, 18000),
        ("truck", 3, True, True, False, 22000),
        ("truck", 5, False, False, None, 31000),
        ("train", 2, False, False, None, 18000),
        ("train", 4, False, True, False, 33000),
        ("train", 5, True, False, None, 43000),
        ("train", 6, False, True, False, 46000),
        ("train", 6, True, True, False, 43000),
        ("train", 7, True, False, None, 46000),
        ("train", 6, False, True, True, 49000),
    ],
)
def test_the_limits_of_mass_are_those_of_article_3(
    spec: ItemSpec,
    vehicle: str,
    axles: int,
    single_drive: bool,
    single: bool,
    wide: bool | None,
    expected: int,
) -> None:
    facts = {
        "vehicle_type": vehicle,
        "axle_loads_kg": [1000.0] * axles,
        "single_drive_axle": single_drive,
        "single_tyres": single,
        "wide_tyres": wide,
        "depart_on": "2022-10-24",
    }
    assert derive(spec, facts)["mass_limit"] == expected


def test_before_the_rules_there_is_no_limit_to_look_up(spec: ItemSpec) -> None:
    facts = {"vehicle_type": "train", "axle_loads_kg": [1000.0] * 6, "depart_on": "2016-09-20"}
    assert "mass_limit" not in derive(spec, facts)
    assert derive(spec, {**facts, "depart_on": "2016-09-21"})["mass_limit"] == 49000


def test_a_single_tyre_that_is_denied_is_found_by_the_axles(spec: ItemSpec) -> None:
    single = {"axle_tyres": [2.0, 4.0, 4.0, 4.0, 4.0, 2.0], "tyres": 20, "single_tyres": False}
    assert findings(spec, **single)["single-tyres"].message.zh.startswith("第6轴")
    assert "single-tyres" not in findings(spec, **{**single, "single_tyres": True, "wide_tyres": False})
    assert "single-tyres" not in findings(spec, single_tyres=False)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"table": "nothing"}, "thresholds"),
        ({"column": "nothing"}, "thresholds"),
        ({"by": {"nothing": "mass_kind"}}, "thresholds"),
        ({"at_least": {"axles": "nothing"}}, "derive"),
    ],
)
def test_what_is_looked_up_must_be_there(spec: ItemSpec, change: dict[str, Any], rule: str) -> None:
    data = spec.model_dump(mode="json", by_alias=True)
    wanted = next(one for one in data["rules"]["derive"] if one["key"] == "mass_limit_double")
    wanted["looked_up"].update(change)
    assert [found[1] for found in check_reach(ItemSpec.model_validate(data))] == [rule]
