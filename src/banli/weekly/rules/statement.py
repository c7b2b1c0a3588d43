"""The sentence of the statement, its table and its chart, from the six figures and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from banli.documents.service import Block, BlockKind, date_words
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import gettext_noop

ACCEPTED, COMPLETED = "accepted", "completed"
GROUPS: Mapping[str, tuple[str, str]] = {
    "licence": ("行政许可事项", "办结"),
    "public_service": ("公共服务事项", "办结"),
    "other_nine": ("其它九类行权事项", "累计办结"),
}
"""Groups in the order of the report, as printed, and the word before what was completed."""
INDICATORS: Mapping[str, str] = {ACCEPTED: "受理", COMPLETED: "办结"}
SLOTS: Mapping[str, tuple[str, str]] = {
    "行政许可受理": ("licence", ACCEPTED),
    "行政许可办结": ("licence", COMPLETED),
    "公共服务受理": ("public_service", ACCEPTED),
    "公共服务办结": ("public_service", COMPLETED),
    "其他九类受理": ("other_nine", ACCEPTED),
    "其他九类办结": ("other_nine", COMPLETED),
}
"""The figures by the names under which a wording places them, in braces."""
DAYS, SOURCE, SCOPE = "起止日期", "数据来源", "统计范围"
HOUSE = (
    "{起止日期}，{数据来源}{统计范围}共受理行政许可事项{行政许可受理}件，办结{行政许可办结}件；"
    "受理公共服务事项{公共服务受理}件，办结{公共服务办结}件；"
    "受理其它九类行权事项{其他九类受理}件，累计办结{其他九类办结}件。"
)
"""The wording where nobody has set another."""
LONGEST = 1_000
"""Characters of a wording."""
SLOT = re.compile(r"\{([^{}]*)\}")
TABLE = "省级政务服务事项受理办理情况"
BARS = "办结与受理之比"


@dataclass(frozen=True)
class Count:
    """One figure as the sentence needs it."""

    group: str
    indicator: str
    value: int


def sentence(
    counts: Iterable[Count], *, first: date, last: date, source: str, scope: str, wording: str = ""
) -> str:
    """The statement for ``first`` to ``last``, as taken from ``source`` for ``scope``; figures without separators.

    :param wording: how it is said, with the names of :data:`SLOTS` in braces; :data:`HOUSE` without.
    :raises Refused: where one of the six figures is not there.
    """
    values = {(one.group, one.indicator): one.value for one in counts}
    said = {DAYS: span(first, last), SOURCE: source, SCOPE: scope}
    for name, (group, indicator) in SLOTS.items():
        if (group, indicator) not in values:
            raise Refused(gettext_noop("The statement lacks a figure of “%(group)s”."), group=group)
        said[name] = str(values[group, indicator])
    return SLOT.sub(lambda found: said[found[1]], wording or HOUSE)


def wording_faults(wording: str) -> list[Problem]:
    """What is wrong with a wording of the statement; nothing where it tells each of the six figures once."""
    found: list[tuple[str, dict[str, object]]] = []
    names = SLOT.findall(wording)
    for name in dict.fromkeys(names):
        if name not in {*SLOTS, DAYS, SOURCE, SCOPE}:
            known = "、".join((*SLOTS, DAYS, SOURCE, SCOPE))
            found.append(
                (
                    gettext_noop("{%(name)s} is no figure; there are: %(known)s"),
                    {"name": name, "known": known},
                )
            )
    found += [
        (gettext_noop("The figure {%(name)s} has to stand in the statement once."), {"name": name})
        for name in SLOTS
        if names.count(name) != 1
    ]
    if set(SLOT.sub("", wording)) & set("{}"):
        found.append(
            (
                gettext_noop("A brace stands alone; a figure is written as {%(name)s}."),
                {"name": next(iter(SLOTS))},
            )
        )
    if re.search(r"\d[.,]?\{|\}[.,]?\d", wording):
        found.append((gettext_noop("A digit stands right beside a figure and would change it."), {}))
    if len(wording) > LONGEST:
        found.append((gettext_noop("A line has at most %(most)s characters."), {"most": LONGEST}))
    return [Problem("wording", message, tuple(params.items())) for message, params in found]


def table(counts: Iterable[Count]) -> Block:
    """The six figures as a table."""
    rows = [(name, str(accepted), str(completed)) for (name, _), accepted, completed in _pairs(counts)]
    return Block(BlockKind.TABLE, TABLE, rows=(("类别", "受理（件）", "办结（件）"), *rows))


def bars(counts: Iterable[Count]) -> Block:
    """What was completed for every hundred accepted, as bars; a group that accepted nothing is left out."""
    rows = tuple(
        (name, f"{100 * completed / accepted:.1f}")
        for (name, _), accepted, completed in _pairs(counts)
        if accepted
    )
    return Block(BlockKind.BARS, BARS, rows=rows or (("本期无受理", "0.0"),))


def _pairs(counts: Iterable[Count]) -> list[tuple[tuple[str, str], int, int]]:
    values = {(one.group, one.indicator): one.value for one in counts}
    found = []
    for group, names in GROUPS.items():
        try:
            found.append((names, values[group, ACCEPTED], values[group, COMPLETED]))
        except KeyError:
            raise Refused(gettext_noop("The statement lacks a figure of “%(group)s”."), group=group) from None
    return found


def correction(issue: str, group: str, indicator: str, before: int, now: int) -> str:
    """The line that tells how a figure of an earlier issue reads now."""
    kind = "补录" if now > before else "核减"
    return (
        f"{issue}所载{GROUPS[group][0]}{INDICATORS[indicator]}{before}件，"
        f"截至本期冻结时台账记为{now}件（{kind}{abs(now - before)}件）。"
    )


def span(first: date, last: date) -> str:
    """2022年1月1日至10月21日; the year is not repeated."""
    end = f"{last.month}月{last.day}日" if first.year == last.year else date_words(last)
    return f"{date_words(first)}至{end}"


def period(first: date, last: date) -> str:
    """10月17日—10月21日."""
    return f"{first.month}月{first.day}日—{last.month}月{last.day}日"
