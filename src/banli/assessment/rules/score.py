"""From marks to a score: one function for the preview, the frozen round, and after an objection was upheld. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any

from banli.assessment.rules.template import Criterion, Template
from banli.assessment.states import Source

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Mark:
    """One thing that counts, as it was when the round was frozen.

    ``key`` names it once and for all; ``ref`` is the number its page is opened by; ``window`` is '' where it counts for
    the department alone. ``criterion`` is set for what is written down by hand.
    """

    key: str
    source: str
    grade: str
    department: str
    window: str
    day: str
    words: str
    ref: str
    criterion: str = ""
    times: int = 1
    """How often its weight counts: the points of a finding."""


@dataclass(frozen=True)
class Part:
    """What one criterion gives: ``points`` after all marks; ``moved`` is what they took away or added."""

    criterion: Criterion
    marks: tuple[tuple[Mark, Decimal], ...]
    moved: Decimal
    points: Decimal


@dataclass(frozen=True)
class Score:
    """A unit's score, criterion by criterion."""

    parts: tuple[Part, ...]
    total: Decimal


def score(template: Template, marks: Sequence[Mark], left_out: Collection[str] = ()) -> Score:
    """The score of one unit by its marks.

    :param left_out: keys of marks that count no more, because an objection to them was upheld.
    """
    parts = tuple(_part(one, marks, left_out) for one in template.criteria)
    total = sum((one.points for one in parts), Decimal(0))
    return Score(parts, min(total, template.most))


def _part(criterion: Criterion, marks: Sequence[Mark], left_out: Collection[str]) -> Part:
    mine = [
        (one, Decimal(0) if one.key in left_out else one.times * criterion.weights[one.grade])
        for one in marks
        if one.source == criterion.source
        and one.criterion in ("", criterion.key)
        and one.grade in criterion.weights
    ]
    moved = min(sum((weight for _one, weight in mine), Decimal(0)), criterion.most)
    points = moved if criterion.adds else criterion.points - moved
    return Part(criterion, tuple(mine), moved, points)


def of_units(
    marks: Iterable[Mark], departments: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], list[Mark]]:
    """The marks of every unit: of each department, with a window of '', and of each of its windows."""
    found: dict[tuple[str, str], list[Mark]] = {}
    for department, windows in departments.items():
        for window in ("", *windows):
            found[department, window] = []
    for one in marks:
        for unit in {(one.department, ""), (one.department, one.window)}:
            if unit in found:
                found[unit].append(one)
    return found


def mean(totals: Sequence[Decimal]) -> Decimal:
    """The mean of published months, with one decimal."""
    return (sum(totals, Decimal(0)) / len(totals)).quantize(TENTH, ROUND_HALF_UP)


def month_of(text: str) -> tuple[date, date] | None:
    """The first and last day of a month written as 2022-10; None for anything else."""
    year, dash, month = text.partition("-")
    numbers = (
        dash and len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()
    )
    if not numbers or not 1 <= int(month) <= 12 or not 1900 < int(year) < 9999:
        return None
    first = date(int(year), int(month), 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def as_data(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Marks as they are kept."""
    return [asdict(one) for one in marks]


def from_data(rows: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """Marks as they were kept."""
    return [Mark(**one) for one in rows]


def digest(template: Mapping[str, Any], rows: Iterable[tuple[str, str, Any, str]]) -> str:
    """SHA-256, in hex, over a frozen round: template, and of each unit its marks and total."""
    told = {"template": template, "scores": sorted(map(list, rows), key=lambda one: (one[0], one[1]))}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def sources_of(template: Template) -> frozenset[Source]:
    """The sources that any criterion asks."""
    return frozenset(one.source for one in template.criteria)
