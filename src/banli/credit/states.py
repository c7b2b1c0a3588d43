"""The closed tables of credit: on what ground somebody is barred, where a ban stands, what counts as a violation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class BanGround(StrEnum):
    """Why somebody may not apply."""

    FALSE_MATERIAL = "false_material"
    """隐瞒有关情况或者提供虚假材料 (art. 78)."""
    OBTAINED_BY_FRAUD = "obtained_by_fraud"
    """以欺骗、贿赂等不正当手段取得许可 (art. 79)."""
    OWN_LAW = "own_law"
    """A law of the item's own bars whoever did what it names."""
    REFUSED_RESTRICTION = "refused_restriction"
    """拒不履行限制措施: a restriction ordered by law was not obeyed."""
    COUNTED = "counted_violations"
    """Violations were counted up to the number of a rule, and an officer confirmed the ban."""


@dataclass(frozen=True)
class GroundRow:
    """What a ground means: ``years`` is its term, None where the last day is told with its basis."""

    words: Words
    article: Words
    years: int | None


GROUNDS: dict[BanGround, GroundRow] = {
    BanGround.FALSE_MATERIAL: GroundRow(
        Words(zh="申请时隐瞒有关情况或者提供虚假材料", en="facts concealed or false material handed in"),
        Words(zh="行政许可法第七十八条", en="Administrative Licensing Law, Article 78"),
        1,
    ),
    BanGround.OBTAINED_BY_FRAUD: GroundRow(
        Words(zh="以欺骗、贿赂等不正当手段取得行政许可", en="a permit obtained by fraud or bribery"),
        Words(zh="行政许可法第七十九条", en="Administrative Licensing Law, Article 79"),
        3,
    ),
    BanGround.OWN_LAW: GroundRow(
        Words(zh="依照本事项的专门规定限制申请", en="barred by a law of the item's own"), Words(zh=""), None
    ),
    BanGround.REFUSED_RESTRICTION: GroundRow(
        Words(zh="拒不履行依法作出的限制措施", en="a restriction ordered by law was not obeyed"),
        Words(zh=""),
        None,
    ),
    BanGround.COUNTED: GroundRow(
        Words(zh="规定期限内违法次数达到限制申请的标准", en="violations counted up to the number that bars"),
        Words(zh=""),
        None,
    ),
}
"""The closed list. Articles 78 and 79 bar one item that concerns public safety, and say for how long."""

GROUND_NAMES = {ground: row.words for ground, row in GROUNDS.items()}


class BanStatus(StrEnum):
    """Where a ban stands on a day."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    OVER = "over"
    LIFTED = "lifted"


STATUS_NAMES: dict[BanStatus, Words] = {
    BanStatus.NOT_YET: Words(zh="尚未开始", en="not yet begun"),
    BanStatus.IN_FORCE: Words(zh="限制中", en="in force"),
    BanStatus.OVER: Words(zh="已届满", en="over"),
    BanStatus.LIFTED: Words(zh="已解除", en="lifted"),
}


class Outcome(StrEnum):
    """What became of a proposed ban."""

    OPEN = "awaits_decision"
    CONFIRMED = "ban_confirmed"
    DISMISSED = "ban_dismissed"


OUTCOME_NAMES: dict[Outcome, Words] = {
    Outcome.OPEN: Words(zh="待决定", en="to be decided"),
    Outcome.CONFIRMED: Words(zh="已决定限制", en="ban imposed"),
    Outcome.DISMISSED: Words(zh="不予限制", en="dismissed"),
}


class ViolationKind(StrEnum):
    """What counts as a violation. The first four are those of the rules on oversize vehicles, 44 (in 2016: 47)."""

    NO_PERMIT = "no_permit"
    NOT_AS_PERMITTED = "not_as_permitted"
    OFF_ROUTE = "off_route"
    NO_ESCORT = "no_escort"
    BROKEN_PROMISE = "broken_promise"
    """告知承诺 or 容缺: what was promised was not kept."""
    OTHER = "other_violation"


OF_TRANSPORTS = frozenset(
    {
        ViolationKind.NO_PERMIT,
        ViolationKind.NOT_AS_PERMITTED,
        ViolationKind.OFF_ROUTE,
        ViolationKind.NO_ESCORT,
    }
)
"""Counted by whoever checks transports, and by no other department."""

KIND_NAMES: dict[ViolationKind, Words] = {
    ViolationKind.NO_PERMIT: Words(zh="未经许可擅自行驶公路", en="on the road without a permit"),
    ViolationKind.NOT_AS_PERMITTED: Words(
        zh="车辆或者载物与许可内容不符", en="vehicle or load not as permitted"
    ),
    ViolationKind.OFF_ROUTE: Words(
        zh="未按许可的时间、路线、速度行驶", en="off the permitted time, route or speed"
    ),
    ViolationKind.NO_ESCORT: Words(zh="未按许可的护送方案采取护送措施", en="not escorted as planned"),
    ViolationKind.BROKEN_PROMISE: Words(zh="未履行承诺", en="a promise was not kept"),
    ViolationKind.OTHER: Words(zh="其他违法行为", en="another violation"),
}
