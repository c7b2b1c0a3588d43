"""The sentence of the report about one patrol, composed from its facts: a draft in Chinese, to be read over. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

STOPS = "。；！？"


@dataclass(frozen=True)
class Found:
    """A finding of a patrol: whose it is, where, what, and whether it is put right."""

    house: str
    place: str
    note: str
    mended: bool


def patrol_sentence(day: date, slot: str, route: str, found: Sequence[Found]) -> str:
    """What the report would say of one round. ``slot``: 上午 or 下午. Nobody who patrolled or was found is named."""
    begins = f"{day.month}月{day.day}日{slot}，对{route}开展巡查"
    if not found:
        return f"{begins}，未发现问题，大厅运行有序。"
    told = "；".join(
        f"{one.house}{'' if one.place.startswith(one.house) else one.place}{_place(one)}"
        f"{'（已整改）' if one.mended else '（整改中）'}"
        for one in found
    )
    mended = sum(one.mended for one in found)
    ends = "均已整改" if mended == len(found) else f"已整改{mended}个" if mended else "正在整改"
    return f"{begins}，发现问题{len(found)}个，{ends}：{told}。"


@dataclass(frozen=True)
class Asked:
    """Who was asked in a consultation, and what they said in the house's words; '' where they did not answer."""

    who: str
    said: str


def consultation_sentence(day: date, house: str, matter: str, asked: Sequence[Asked], outcome: str) -> str:
    """What the report would say of a consultation that was concluded: who asked whom about what, what they said, what
    it came to. No case, no applicant and no words of an opinion."""
    who = "、".join(one.who for one in asked)
    said = [one for one in asked if one.said]
    answers = {one.said for one in said}
    if len(said) == len(asked) and len(answers) == 1:
        told = f"{'均' if len(asked) > 1 else ''}{said[0].said}"
    else:
        told = "，".join(f"{one.who}{one.said or '未在期限内反馈意见'}" for one in asked)
    return f"{day.month}月{day.day}日，{house}就{matter}组织会商，征求{who}意见，{told}，形成“{outcome}”的会商结论。"


def trading_sentence(
    day: date, kind: str, title: str, winner: str, result: Decimal, amount: Decimal, sale: bool
) -> str:
    """What the report would say of a project's result: kind, project, winner, amount (yuan), saved or gained."""
    told = f"{day.month}月{day.day}日，{kind}项目“{title}”公示结果，{winner}以{_wan(result)}万元"
    told += "竞得" if sale else "中标（成交）"
    between = result - amount if sale else amount - result
    if between > 0:
        told += f"，较{'起始价增值' if sale else '预算节约'}{_wan(between)}万元"
    return f"{told}。"


def figure_sentence(first: date, last: date, title: str, line: str, value: str, unit: str) -> str:
    """What the report would say of a frozen figure: its period, what it is, of which line ('' for all), its value."""
    begins = f"{first.month}月{first.day}日"
    if first.year != last.year:
        begins = f"{first.year}年{begins}至{last.year}年{last.month}月{last.day}日"
    elif first != last:
        begins += f"至{last.day}日" if first.month == last.month else f"至{last.month}月{last.day}日"
    return f"{begins}，{title}{f'（{line}）' if line else ''}{value}{unit}。"


def _wan(yuan: Decimal) -> str:
    """Yuan in units of ten thousand, with two places where they are needed."""
    found = (yuan / 10_000).quantize(Decimal("0.01"))
    return f"{found.normalize():f}"


def _place(one: Found) -> str:
    place = one.place.removeprefix(one.house) if one.place.startswith(one.house) else ""
    return f"{place}{one.note.rstrip(STOPS)}"
