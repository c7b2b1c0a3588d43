"""Does a state table keep to the law of its kind? For each decision the acts that no path to it may leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from banli.cases.states import State, Transition
from banli.enforcement.states import TABLES


@dataclass(frozen=True)
class Duty:
    """On every path to ``act`` one of ``before`` was done, because ``article`` says so."""

    act: str
    before: tuple[str, ...]
    article: str


DUTIES: Mapping[str, tuple[Duty, ...]] = {
    "02": (
        Duty("decide_penalty", ("file_case",), "行政处罚法第五十四条第二款"),
        Duty("decide_penalty", ("conclude_investigation",), "行政处罚法第五十七条第一款"),
        Duty("decide_penalty", ("pass_legality",), "行政处罚法第五十八条"),
        Duty("decide_penalty", ("tell_penalty",), "行政处罚法第四十四条、第六十二条"),
        Duty("decide_penalty", ("weigh_defence", "hold_penalty_hearing"), "行政处罚法第四十五条"),
        Duty("hold_penalty_hearing", ("call_penalty_hearing",), "行政处罚法第六十四条第二项"),
        Duty("urge_payment", ("serve_decision", "penalise_on_the_spot"), "行政处罚法第六十一条"),
        Duty("apply_to_court", ("urge_payment",), "行政强制法第五十四条"),
        Duty("close_case", ("serve_decision", "penalise_on_the_spot"), "行政处罚法第六十一条"),
    ),
    "03": (
        Duty("impose_measure", ("approve_measure",), "行政强制法第十八条第一项"),
        Duty("extend_measure", ("impose_measure", "confirm_measure"), "行政强制法第二十五条"),
        Duty("confirm_measure", ("impose_urgently",), "行政强制法第十九条"),
        Duty("forfeit_goods", ("impose_measure", "confirm_measure"), "行政强制法第二十七条"),
    ),
    "04": (
        Duty("notify_levy", ("assess_levy",), "政府非税收入管理办法"),
        Duty("receive_levy", ("serve_levy",), "政府非税收入管理办法"),
        Duty("enforce_levy", ("urge_levy",), "行政强制法第五十四条"),
        Duty("refund_levy", ("settle_levy",), "政府非税收入管理办法"),
    ),
    "06": (
        Duty("order_mending", ("begin_inspection",), "安全生产法第六十七条"),
        Duty("pass_recheck", ("order_mending",), "安全生产法第六十五条"),
    ),
}


def faults(kind: str, table: Sequence[Transition] | None = None) -> Iterator[Duty]:
    """The duties of the kind that the table lets somebody go round."""
    rows = TABLES[kind] if table is None else table
    for duty in DUTIES[kind]:
        goal = next((one for one in rows if one.act == duty.act), None)
        if goal is None or not _holds(rows, goal, duty):
            yield duty


def _holds(rows: Sequence[Transition], goal: Transition, duty: Duty) -> bool:
    """True where no path reaches the goal without one of the duty's acts."""
    without = [one for one in rows if one.act not in duty.before and one.act != duty.act]
    reached: set[State] = {one.target for one in without if not one.sources and one.target}
    while True:
        more = {
            one.target
            for one in without
            if one.target and one.target not in reached and reached & set(one.sources)
        }
        if not more:
            return not reached & set(goal.sources)
        reached |= more
