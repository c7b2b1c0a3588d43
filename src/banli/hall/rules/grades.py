"""The six dimensions of a patrol and the grade a period earns in each, from counts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from banli.hall.states import FindingState
from banli.kernel.text import Words


class Dimension(StrEnum):
    """What a patrol looks at, in the order of the weekly report."""

    PUNCTUALITY = "punctuality"
    WORK_AREA = "work_area"
    DRESS = "dress"
    BADGE = "badge"
    DISCIPLINE = "discipline"
    SAFETY = "safety"


TITLES: Mapping[Dimension, Words] = {
    Dimension.PUNCTUALITY: Words(zh="按时到岗情况", en="Punctuality"),
    Dimension.WORK_AREA: Words(zh="工作区域标准化执行情况", en="Standard of the work area"),
    Dimension.DRESS: Words(zh="着装情况", en="Dress"),
    Dimension.BADGE: Words(zh="工作牌佩戴情况", en="Badges worn"),
    Dimension.DISCIPLINE: Words(zh="纪律秩序", en="Discipline and order"),
    Dimension.SAFETY: Words(zh="大厅防控情况", en="Safety of the hall"),
}


class Severity(StrEnum):
    """How much a finding weighs."""

    MINOR = "minor"
    """轻微: put right on the spot."""
    MODERATE = "moderate"
    """一般."""
    SERIOUS = "serious"
    """严重."""


SEVERITY_NAMES: Mapping[Severity, Words] = {
    Severity.MINOR: Words(zh="轻微", en="minor"),
    Severity.MODERATE: Words(zh="一般", en="moderate"),
    Severity.SERIOUS: Words(zh="严重", en="serious"),
}


class Grade(StrEnum):
    """What a dimension earns in a period."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNSEEN = "unseen"
    """No patrol in the period, so nothing can be said."""


GRADE_NAMES: Mapping[Grade, Words] = {
    Grade.GOOD: Words(zh="良好", en="good"),
    Grade.FAIR: Words(zh="一般", en="fair"),
    Grade.POOR: Words(zh="较差", en="poor"),
    Grade.UNSEEN: Words(zh="无巡查记录", en="not patrolled"),
}
POINTS: Mapping[Severity, int] = {Severity.MINOR: 1, Severity.MODERATE: 3, Severity.SERIOUS: 8}
"""Points of a finding; one that is still open counts twice."""
MOST: tuple[tuple[Grade, float], ...] = ((Grade.GOOD, 1.0), (Grade.FAIR, 2.5))
"""Most points a patrol round, on average, for each grade; above the last it is poor."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding as far as grading needs it."""

    dimension: Dimension
    severity: Severity
    state: FindingState


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """One line of the summary: ``text`` has no full stop; ``remarked`` where a person wrote it."""

    dimension: Dimension
    ordinal: str
    """（一） to （六）."""
    title: str
    grade: Grade
    text: str
    findings: int
    rectified: int
    remarked: bool = False


def summarise(
    rounds: int, seen: Iterable[Seen], remarks: Mapping[Dimension, str]
) -> tuple[DimensionLine, ...]:
    """Six lines in order, for ``rounds`` patrols that saw ``seen``; a remark replaces the rule's text."""
    every = list(seen)
    return tuple(
        _line(place, dimension, rounds, [one for one in every if one.dimension is dimension], remarks)
        for place, dimension in enumerate(Dimension)
    )


def grade(rounds: int, seen: Iterable[Seen]) -> Grade:
    """The grade of one dimension.

    An open serious finding is poor whatever the average.
    """
    if rounds < 1:
        return Grade.UNSEEN
    points = 0
    for one in seen:
        is_open = one.state is FindingState.OPEN
        if is_open and one.severity is Severity.SERIOUS:
            return Grade.POOR
        points += POINTS[one.severity] * (2 if is_open else 1)
    for earned, most in MOST:
        if points / rounds <= most:
            return earned
    return Grade.POOR


def _line(
    place: int, dimension: Dimension, rounds: int, seen: list[Seen], remarks: Mapping[Dimension, str]
) -> DimensionLine:
    earned = grade(rounds, seen)
    rectified = sum(one.state is not FindingState.OPEN for one in seen)
    remark = remarks.get(dimension, "").rstrip("。")
    return DimensionLine(
        dimension=dimension,
        ordinal="（" + "一二三四五六"[place] + "）",
        title=TITLES[dimension].zh,
        grade=earned,
        text=remark or _text(earned, len(seen), rectified),
        findings=len(seen),
        rectified=rectified,
        remarked=bool(remark),
    )


def _text(earned: Grade, found: int, rectified: int) -> str:
    if earned is Grade.UNSEEN:
        return "本期无巡查记录"
    if earned is Grade.GOOD:
        waiting = found - rectified
        if waiting and rectified:
            return f"总体情况良好，发现问题{found}处，已整改{rectified}处，{waiting}处正在整改"
        if waiting:
            return f"总体情况良好，另有{waiting}处问题正在整改"
        return f"总体情况良好，发现问题{found}处，均已整改" if found else "总体情况良好"
    word = "一般" if earned is Grade.FAIR else "较差"
    return f"总体情况{word}，发现问题{found}处，已整改{rectified}处"
