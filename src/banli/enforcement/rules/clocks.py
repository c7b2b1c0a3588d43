"""The clocks of an organ's own procedures: how long, in which unit, on which article. An item's own law comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banli.enforcement.rules.known import Known
from banli.kernel.text import Words
from banli.worktime.rules import OPEN_END, Unit, due, months_after


@dataclass(frozen=True)
class Clock:
    """A limit. ``memory``: the article was not compared with the published text."""

    days: int
    unit: Unit
    title: Words
    basis: str
    memory: bool = False


W, C = Unit.WORKING, Unit.CALENDAR
CLOCKS: dict[str, Clock] = {
    "verification": Clock(
        *(
            15,
            W,
            Words(zh="线索核查", en="Verification of the lead"),
            "《市场监督管理行政处罚程序规定》第十八条",
        )
    ),
    "case": Clock(90, C, Words(zh="作出处罚决定", en="Decision on the penalty"), "《行政处罚法》第六十条"),
    "legality": Clock(
        *(10, W, Words(zh="案件审核", en="Review of legality")),
        "《市场监督管理行政处罚程序规定》第五十五条",
    ),
    "defence": Clock(
        *(5, W, Words(zh="陈述、申辩和要求听证", en="Defence and request for a hearing")),
        "《行政处罚法》第六十四条第一项、第八十五条",
    ),
    "hearing_notice": Clock(
        *(7, W, Words(zh="听证通知", en="Notice before the hearing")),
        "《行政处罚法》第六十四条第二项、第八十五条",
    ),
    "preserved": Clock(
        *(7, W, Words(zh="先行登记保存证据的处理", en="Disposal of preserved evidence")),
        "《行政处罚法》第五十六条、第八十五条",
    ),
    "service": Clock(7, W, Words(zh="送达", en="Service"), "《行政处罚法》第六十一条、第八十五条"),
    "payment": Clock(15, C, Words(zh="缴纳罚款", en="Payment of the fine"), "《行政处罚法》第六十七条第三款"),
    "urging": Clock(
        *(10, W, Words(zh="催告后履行", en="Performance after urging")),
        "《行政强制法》第五十四条、第六十九条",
    ),
    "publication": Clock(
        *(20, W, Words(zh="处罚信息公示", en="Publication")),
        "《市场监督管理行政处罚信息公示规定》",
        memory=True,
    ),
    "withdrawal": Clock(
        *(3, W, Words(zh="撤回公开的处罚信息", en="Withdrawal of what was published")),
        "《行政处罚法》第四十八条第二款、第八十五条",
    ),
    "measure": Clock(
        30, C, Words(zh="查封、扣押期限", en="Term of the seal"), "《行政强制法》第二十五条第一款"
    ),
    "levy_payment": Clock(
        *(15, C, Words(zh="缴款", en="Payment of the levy")), "缴款通知书确定的期限（示例）", memory=True
    ),
    "mending": Clock(30, C, Words(zh="整改", en="Mending"), "责令限期整改指令书确定的期限", memory=True),
}
"""The clocks by key. What an item sets itself (``enforcement.limits``) takes their place."""
URGENT_HOURS = 24
"""An urgent measure is reported and approved within so many hours (行政强制法 19)."""
LITIGATION_MONTHS = 6
"""行政诉讼法 46."""
COURT_MONTHS = 3
"""The organ applies to the court within so many months after the party's time to sue (行政强制法 53)."""


def limit(known: Known, key: str) -> tuple[int, Unit]:
    """The days of a clock for this item, and their unit."""
    own = known.spec.enforcement.limits.get(key) if known.spec.enforcement else None
    return (own.days, Unit(own.unit)) if own else (CLOCKS[key].days, CLOCKS[key].unit)


def basis(known: Known, key: str) -> str:
    """The article a clock stands on for this item."""
    own = known.spec.enforcement.limits.get(key) if known.spec.enforcement else None
    return own.basis.zh if own else CLOCKS[key].basis


def ends(known: Known, key: str, begun: date | None = None) -> date:
    """The last day of the clock ``key`` that begins today, or on ``begun``; an open end where the year's calendar is
    not decreed."""
    days, unit = limit(known, key)
    return due(begun or known.today, days, unit, known.days)


def passed(known: Known, last: date | None) -> bool:
    """True where a last day lies behind; an open end does not."""
    return last is not None and last != OPEN_END and known.today > last


def court_window(served_on: date) -> tuple[date, date]:
    """The first and the last day on which the organ may apply to the court (行政强制法 53)."""
    return months_after(served_on, LITIGATION_MONTHS), months_after(
        served_on, LITIGATION_MONTHS + COURT_MONTHS
    )
