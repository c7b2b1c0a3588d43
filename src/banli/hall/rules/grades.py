"""The grade a period earns in each dimension of a patrol, from points alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banli.hall.rules.plan import Dimension, Grade, Plan
from banli.hall.states import FindingState

ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding as far as grading needs it: points, and whether one that is open makes its dimension poor."""

    dimension: str
    points: int
    poor_while_open: bool
    state: FindingState


@dataclass(frozen=True, slots=True)
class Said:
    """What a person set in the rule's place for a dimension: a sentence ('' keeps the rule's), a grade, the reason."""

    text: str = ""
    grade: Grade | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """One line of the summary: ``text`` has no full stop; ``remarked`` where a person wrote it or changed the grade."""

    dimension: Dimension
    ordinal: str
    """（一）, （二）…"""
    title: str
    grade: Grade
    ruled: Grade
    """What the rule gives, whatever somebody set in its place."""
    text: str
    findings: int
    rectified: int
    points: int
    """Of its findings, those still open counted as often as the plan says."""
    remarked: bool = False
    reason: str = ""


def summarise(
    plan: Plan, rounds: int, seen: Iterable[Seen], said: Mapping[str, Said]
) -> tuple[DimensionLine, ...]:
    """A line for each dimension in order, for ``rounds`` patrols that saw ``seen``; what was ``said`` goes first."""
    every = list(seen)
    return tuple(
        _line(
            plan,
            place,
            rounds,
            [one for one in every if one.dimension == dimension.key],
            said.get(dimension.key, Said()),
        )
        for place, dimension in enumerate(plan.dimensions)
    )


def grade(plan: Plan, rounds: int, seen: Iterable[Seen]) -> Grade:
    """The grade of one dimension by rule: points a round.

    An open finding of a severity that is poor while open is poor whatever the average.
    """
    if rounds < 1:
        return Grade.UNSEEN
    found = list(seen)
    if any(one.poor_while_open and one.state is FindingState.OPEN for one in found):
        return Grade.POOR
    average = points_of(plan, found) / rounds
    for earned in (Grade.GOOD, Grade.FAIR):
        most = getattr(plan.grades, earned).most
        if most is not None and average <= most:
            return earned
    return Grade.POOR


def points_of(plan: Plan, seen: Iterable[Seen]) -> int:
    """The points of findings; an open one counts as often as the plan says."""
    return sum(
        one.points * (plan.grades.open_counts if one.state is FindingState.OPEN else 1) for one in seen
    )


def _line(plan: Plan, place: int, rounds: int, seen: list[Seen], said: Said) -> DimensionLine:
    ruled = grade(plan, rounds, seen)
    earned = said.grade or ruled
    rectified = sum(one.state is not FindingState.OPEN for one in seen)
    dimension = plan.dimensions[place]
    return DimensionLine(
        dimension=dimension,
        ordinal=f"（{ORDINALS[place]}）",
        title=dimension.name.zh,
        grade=earned,
        ruled=ruled,
        text=said.text.rstrip("。") or _text(plan, earned, len(seen), rectified),
        findings=len(seen),
        rectified=rectified,
        points=points_of(plan, seen),
        remarked=bool(said.text or said.grade),
        reason=said.reason,
    )


def _text(plan: Plan, earned: Grade, found: int, rectified: int) -> str:
    word = plan.grades.named(earned).zh
    if earned is Grade.UNSEEN:
        return f"本期{word}"
    if earned is Grade.GOOD:
        waiting = found - rectified
        if waiting and rectified:
            return f"总体情况{word}，发现问题{found}处，已整改{rectified}处，{waiting}处正在整改"
        if waiting:
            return f"总体情况{word}，另有{waiting}处问题正在整改"
        return f"总体情况{word}，发现问题{found}处，均已整改" if found else f"总体情况{word}"
    return f"总体情况{word}，发现问题{found}处，已整改{rectified}处"
