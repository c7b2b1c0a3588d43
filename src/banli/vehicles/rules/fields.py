"""What is asked of a vehicle: fields as an item's form has them, and what must agree among the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from banli.catalogue.rules import Comparison, Field, Option, validate_fields
from banli.kernel.errors import Problem
from banli.kernel.text import Words, gettext_noop
from banli.vehicles.states import DRIVING, KIND_NAMES, VehicleKind

DRIVES = Comparison(field="kind", op="in", value=tuple(sorted(map(str, DRIVING))))


def _field(key: str, kind: str, zh: str, en: str, **more: Any) -> Field:
    return Field(key=key, type=kind, label=Words(zh=zh, en=en), **more)


FIELDS: tuple[Field, ...] = (
    _field(
        "kind",
        "choice",
        "车辆种类",
        "Kind of vehicle",
        options=tuple(Option(value=str(kind), label=words) for kind, words in KIND_NAMES.items()),
    ),
    _field("plate", "plate", "号牌", "Plate"),
    _field("model", "text", "厂牌型号", "Make and model", max=60),
    _field(
        "licence_no",
        "text",
        "道路运输经营许可证号",
        "Road transport licence number",
        max=40,
        required=False,
        help=Words(zh="车辆所属承运人的许可证号", en="That of the carrier to whom the vehicle belongs"),
    ),
    _field("curb_mass_kg", "number", "整备质量", "Curb mass", unit="kg", min=500, max=500_000),
    _field("axles", "integer", "轴（轴线）数", "Number of axles or axle lines", min=1, max=60),
    _field("tyres", "integer", "轮胎数", "Number of tyres", min=2, max=500),
    _field(
        "axle_tyres",
        "number_list",
        "各轴轮胎数",
        "Tyres of each axle",
        required=False,
        min=2,
        max=16,
        help=Words(zh="从前到后，用逗号分开", en="From front to back, with commas"),
    ),
    _field(
        "axle_gaps_m",
        "number_list",
        "各轴轴距",
        "Distances between the axles",
        required=False,
        unit="m",
        min=0.5,
        max=60,
        help=Words(zh="从前到后，比轴数少一个", en="From front to back, one less than there are axles"),
    ),
    _field(
        "tyre_capacity_kg",
        "number",
        "单胎额定负荷",
        "Load one tyre may carry",
        required=False,
        unit="kg",
        min=500,
        max=10_000,
    ),
    _field("steer_axles", "integer", "转向轴数", "Steering axles", min=1, max=3, show_when=DRIVES),
    _field("drive_axles", "integer", "驱动轴数", "Driving axles", min=1, max=3, show_when=DRIVES),
)


def read_vehicle(typed: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The clean answers, and every fault at its field: what cannot be read, and what does not agree."""
    clean, problems = validate_fields(FIELDS, typed)
    wrong = {problem.where for problem in problems}
    return clean, problems + [one for one in _disagreeing(clean) if one.where not in wrong]


def _disagreeing(clean: Mapping[str, Any]) -> Iterator[Problem]:
    kind, plate, axles = clean.get("kind"), clean.get("plate"), clean.get("axles")
    if kind and plate and (kind in DRIVING) == plate.endswith("挂"):
        message = gettext_noop("The plate of a trailer ends with 挂, that of a tractor or truck does not.")
        yield Problem("plate", message)
    if axles is None:
        return
    gaps, by_axle, tyres = clean.get("axle_gaps_m"), clean.get("axle_tyres"), clean.get("tyres")
    if gaps and len(gaps) != axles - 1:
        message = gettext_noop("%(axles)s axles have %(wanted)s distances between them; %(given)s are given.")
        yield Problem("axle_gaps_m", message, (("axles", axles), ("wanted", axles - 1), ("given", len(gaps))))
    if by_axle and len(by_axle) != axles:
        message = gettext_noop("There are %(axles)s axles, but tyres of %(given)s are given.")
        yield Problem("axle_tyres", message, (("axles", axles), ("given", len(by_axle))))
    elif by_axle and tyres is not None and sum(by_axle) != tyres:
        message = gettext_noop("The tyres of the axles add up to %(given)s; %(tyres)s tyres are stated.")
        yield Problem("axle_tyres", message, (("given", f"{sum(by_axle):g}"), ("tyres", tyres)))
    if max(clean.get("steer_axles", 0), clean.get("drive_axles", 0)) > axles:
        message = gettext_noop("There cannot be more driving or steering axles than axles.")
        yield Problem("axles", message)


def is_driving(kind: str) -> bool:
    """Whether a vehicle of ``kind`` drives by itself."""
    return VehicleKind(kind) in DRIVING
