"""What the record tells a paper of the centre: always in Chinese, as it is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from banli.circulars.states import CircularKind
from banli.desk.supervision.signals import rule_words
from banli.documents.service import date_words
from banli.hall.service import patrol_plan, unmended_findings
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.people.service import departments, platform
from banli.ratings.service import LEAST
from banli.ratings.service import by_department as ratings_by_department
from banli.ratings.states import BAD
from banli.statistics.service import ACCEPTED, COMPLETED, By, Reading, indicator, reading, titles
from banli.supervision.service import Light, red_signals, tallies
from banli.supervision.states import LEVELS

TENTH = Decimal("0.1")


def facts_of(kind: CircularKind, first: date, last: date, department: str, by: Actor) -> dict[str, Any]:
    """The facts of the paper ``kind`` for the days ``first``..``last``, by the names of ``FACTS``.

    :raises Denied: for who may not read what the paper tells.
    """
    head = {
        "begins": date_words(first),
        "ends": date_words(last),
        "made_on": date_words(clock.today()),
        "centre": platform().centre.zh,
    }
    return head | READERS[kind](first, last, department, by)


def _names() -> dict[str, str]:
    return {one.code: one.short_name for one in departments()}


def _rectification(first: date, last: date, department: str, _by: Actor) -> dict[str, Any]:
    names = _names()
    if department not in names:
        raise Missing(gettext_noop("Choose the department that is told."))
    rows, plan = unmended_findings(first, last, department), patrol_plan()
    named = {one.key: one.name.zh for one in plan.dimensions} if plan else {}
    return {
        "department": names[department],
        "findings": [
            {
                "dimension": named.get(one.dimension, one.dimension),
                "place": one.place,
                "note": one.note,
                "points": one.points,
                "day": date_words(one.patrol.day),
            }
            for one in rows
        ],
        "count": len(rows),
        "points": sum(one.points for one in rows),
    }


def _supervision(first: date, last: date, _department: str, by: Actor) -> dict[str, Any]:
    names, counted, red = _names(), tallies(by, first, last), red_signals(by, first, last)
    reds = sum(one.levels.get(Light.RED, 0) for one in counted)
    return {
        "departments": [
            {
                "name": names.get(one.department, one.department),
                "explained": one.explained,
                **{str(level): one.levels.get(level, 0) for level in LEVELS},
            }
            for one in counted
        ],
        "red": [
            {
                "number": one.case.number,
                "department": names.get(one.department_id, one.department_id),
                "rule": getattr(rule_words(one.rule), "zh", one.rule),
                "day": date_words(one.at.astimezone(clock.SHANGHAI).date()),
                "explanation": one.explanation,
            }
            for one in red
        ],
        "count": sum(one.signals for one in counted),
        "red_count": reds,
        "red_more": reds - len(red),
        "unexplained": sum(one.signals - one.explained for one in counted),
    }


def _report(first: date, last: date, _department: str, by: Actor) -> dict[str, Any]:
    kinds = reading(first, last, by=By.KIND, indicators=(ACCEPTED, COMPLETED, indicator("on_time_rate")))
    rated = ratings_by_department(first, last)
    grades = [(grade, count) for one in rated.values() for grade, count in one.grades.items()]
    if sum(count for _grade, count in grades) < LEAST:
        grades = []  # so few that who rated could be told
    on_time = kinds.number(kinds.total, indicator("on_time_rate"))
    rows = _rows(kinds)
    return {
        "accepted": _count(kinds, kinds.total, "accepted"),
        "completed": _count(kinds, kinds.total, "completed"),
        "kinds": rows,
        "departments": _rows(reading(first, last, by=By.DEPARTMENT)),
        "on_time": _percent(on_time.part, on_time.whole) if on_time and on_time.whole else "",
        "signals": sum(one.signals for one in tallies(by, first, last)),
        "ratings": sum(count for _grade, count in grades),
        "good": sum(count for grade, count in grades if grade not in BAD),
    }


def _yearly(first: date, last: date, department: str, by: Actor) -> dict[str, Any]:
    months = reading(first, last, by=By.MONTH)
    names = {line.key: f"{line.key[:4]}年{int(line.key[5:7])}月" for line in months.lines}
    return {**_report(first, last, department, by), "months": _rows(months, names)}


def _rows(found: Reading, names: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """A line of a reading each: name, accepted, completed, completed of a hundred accepted."""
    said = (
        names
        if names is not None
        else {key: words.zh for key, words in titles(found.by, [line.key for line in found.lines]).items()}
    )
    told = [
        (line.key, _count(found, line, "accepted"), _count(found, line, "completed")) for line in found.lines
    ]
    return [
        {
            "key": key,
            "name": said.get(key, key),
            "accepted": accepted,
            "completed": completed,
            "share": _percent(completed, accepted),
        }
        for key, accepted, completed in told
    ]


def _count(found: Reading, line: Any, key: str) -> int:
    number = found.number(line, indicator(key))
    return number.part if number else 0


def _percent(part: int, whole: int) -> str:
    """So many of a hundred with one digit; '' of nothing."""
    return str((Decimal(100 * part) / whole).quantize(TENTH, ROUND_HALF_UP)) if whole else ""


READERS: Mapping[CircularKind, Callable[[date, date, str, Actor], dict[str, Any]]] = {
    CircularKind.RECTIFICATION: _rectification,
    CircularKind.SUPERVISION: _supervision,
    CircularKind.MONTHLY: _report,
    CircularKind.YEARLY: _yearly,
}
