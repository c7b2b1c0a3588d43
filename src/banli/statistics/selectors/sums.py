"""The one statement behind every reading: sums by line, period and event name, with what is not folded yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from banli.kernel.statements import filled, statements
from banli.statistics.rules.happenings import CLOSINGS, OUTCOMES
from banli.statistics.rules.lines import By, Line
from banli.statistics.rules.periods import Period, parts_of
from banli.statistics.selectors.events import (
    ALL,
    TAKEN_BACK,
    WAITING,
    WAITING_CORRECTIONS,
    due_moves,
    measured,
)


@dataclass(frozen=True)
class Asked:
    """What a reading needs: periods by label for sums, for days used, and last days for what is open."""

    by: By
    names: tuple[str, ...]
    measures: tuple[str, ...]
    flows: Mapping[str, Period]
    days: Mapping[str, Period]
    due: Mapping[str, date]
    facets: tuple[str, ...]
    begins: bool = False


@dataclass
class Found:
    """Lines by key, where the ledger stood, and the first day that has anything, where that was asked."""

    lines: dict[str, Line]
    position: int = 0
    begins: date | None = None


OUTCOME = "CASE f.name {} END".format(
    " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in OUTCOMES.items())
)
KINDS, DEPARTMENTS = ("daykind", "monthkind"), ("daydepartment", "monthdepartment")
KEYS = {
    By.KIND: (*KINDS, "f.facet"),
    By.CODE: (*KINDS, "f.facet"),
    By.DAY: ("daykind", "", "f.day::text"),
    By.MONTH: (*KINDS, "to_char(f.day, 'YYYY-MM')"),
    By.OUTCOME: (*KINDS, OUTCOME),
    By.DEPARTMENT: (*DEPARTMENTS, "f.scope"),
    By.AREA: (*DEPARTMENTS, "f.scope"),
    By.CHANNEL: ("daychannel", "", "f.channel"),
    By.ITEM: ("", "monthitem", "f.item::text"),
}
"""What can be counted by: facts by day and by month that are fine enough ('' for none), and the line of a row.

Areas are put together from their departments afterwards.
"""

SQL = statements("statistics", "sums")
PLACED = SQL["placed"]
LIGHT = SQL["light"]
LIGHT_TAIL = filled(LIGHT, taken_back=filled(TAKEN_BACK, source=WAITING_CORRECTIONS, days="true"))
"""What waits in the outbox, where only numbers of events are asked for: the outbox says it all itself."""

FLOWS = SQL["flows"]
DAYS = SQL["days"]
DUE = SQL["due"]
WANTED = "e.name = ANY(%(names)s) AND e.facet = ANY(%(facets)s)"
POSITION = SQL["position"]
BEGINS = SQL["begins"]


def sums_of(asked: Asked) -> Found:
    """Run it."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(asked), {"names": list(asked.names), "facets": list(asked.facets)})
        found = _found(cursor.fetchall(), asked.measures)
    if asked.by is By.ITEM:
        # What was taken away whole leaves a line of nothing.
        found.lines = {key: line for key, line in found.lines.items() if _says(line)}
    return found


def _says(line: Line) -> bool:
    counts = (
        count
        for one in line.sums.values()
        for measures in one.measures.values()
        for count in measures.values()
    )
    return any(counts)


def _statement(asked: Asked) -> str:
    by_day, by_month, key = KEYS[asked.by]
    cased = asked.by in {By.CHANNEL, By.ITEM}
    ctes = [f"tail AS MATERIALIZED ({_tail(asked, cased)})"]
    flows = list(asked.flows.items())
    if by_day:
        whole, days = _split(asked.flows) if by_month else ([], flows)
        sources = [(_monthly(by_month), whole)] if by_month else []
        sources += [(f"statistics_{by_day}", days), (_rows("tail", asked), flows)]
    else:
        whole, more, less = _rounded(asked.flows)
        unasked = "followed" not in asked.measures
        read = measured(ALL, f"{_any_of(more + less)} AND {WANTED}", all_followed=unasked)
        ctes.append(f"edge AS MATERIALIZED ({filled(PLACED, events=read)})")
        sources = [(_monthly(by_month), whole), (_rows("tail", asked), whole)]
        sources += [(_rows("edge", asked), more), (_rows("edge", asked, "-"), less)]
    sums = "ARRAY[" + ", ".join(f"sum(f.{one})::bigint" for one in asked.measures) + "]"
    parts = [
        filled(FLOWS, key=key, sums=sums, periods=_values(periods), rows=rows)
        for rows, periods in sources
        if periods
    ]
    if asked.days:
        parts.append(filled(DAYS, key=key, periods=_values(asked.days.items())))
    if asked.due:
        lasts = [(label, Period(last, last)) for label, last in asked.due.items()]
        parts.append(filled(DUE, key=key, periods=_values(lasts), moves=due_moves("tail")))
    parts += [POSITION, *([BEGINS] if asked.begins else [])]
    return f"WITH {', '.join(ctes)}\n" + "\nUNION ALL\n".join(parts)


def _tail(asked: Asked, cased: bool) -> str:
    """What waits in the outbox, in no more detail than is asked for."""
    if set(asked.measures) <= {"n"} and not (cased or asked.days or asked.due):
        return LIGHT_TAIL
    events = measured(WAITING, annulments=WAITING_CORRECTIONS)
    return filled(PLACED, events=events) if cased else events


def _monthly(table: str) -> str:
    """Facts by month in the shape of those by day: all on its first day."""
    return f"(SELECT month AS day, held.* FROM statistics_{table} AS held)"


def _rows(cte: str, asked: Asked, minus: str = "") -> str:
    """Events of a CTE in the shape of a table of facts; with ``minus`` to be taken away."""
    signed = ", ".join(f"{minus}t.sign * t.{one} AS {one}" for one in asked.measures)
    case = ", coalesce(t.channel, '') AS channel, t.item" if asked.by in {By.CHANNEL, By.ITEM} else ""
    return f"(SELECT t.day, t.name, t.scope, t.facet{case}, {signed} FROM {cte} AS t)"


def _values(periods: Iterable[tuple[str, Period]]) -> str:
    """Periods as rows of (label, first, last)."""
    rows = (f"('{label}', DATE '{one.first}', DATE '{one.last}')" for label, one in periods)
    return f"VALUES {', '.join(rows)}"


def _split(flows: Mapping[str, Period]) -> tuple[list[tuple[str, Period]], list[tuple[str, Period]]]:
    """Periods as the whole months in them, which facts are kept of, and the days before and after these."""
    whole, ends = [], []
    for label, period in flows.items():
        inner = period.whole_months()
        whole += [(label, inner)] if inner else []
        ends += [(label, one) for one in period.without(inner)]
    return whole, ends


def _rounded(
    flows: Mapping[str, Period],
) -> tuple[list[tuple[str, Period]], list[tuple[str, Period]], list[tuple[str, Period]]]:
    """Periods as whole months, days to add to these, and days to take away."""
    parts = [(label, parts_of(period)) for label, period in flows.items()]
    return (
        [(label, one.months) for label, one in parts if one.months],
        [(label, days) for label, one in parts for days in one.more],
        [(label, days) for label, one in parts for days in one.less],
    )


def _any_of(periods: Iterable[tuple[str, Period]]) -> str:
    days = [f"e.day BETWEEN DATE '{one.first}' AND DATE '{one.last}'" for _label, one in periods]
    return f"({' OR '.join(days)})" if days else "false"


def _found(rows: Iterable[tuple[str, str, str | None, str, list[int]]], measures: tuple[str, ...]) -> Found:
    found = Found({})
    for what, label, key, name, sums in rows:
        if what == "position":
            found.position = sums[0]
        elif what == "begins":
            found.begins = date.fromisoformat(name) if name else None
        elif key is not None:
            target = found.lines.setdefault(key, Line(key)).of(label)
            if what == "flow":
                target.measures.setdefault(name, Counter()).update(dict(zip(measures, sums, strict=True)))
            elif what == "days":
                target.days[int(name)] += sums[0]
            else:
                target.due, target.known = target.due + sums[0], target.known + sums[1]
                target.followed_due, target.followed_known = (
                    target.followed_due + sums[2],
                    target.followed_known + sums[3],
                )
    for line in found.lines.values():
        for sums_ in line.sums.values():
            sums_.blind = not sums_.of(CLOSINGS, "begun") and sums_.of(("granted", "refused"), "n") > 0
    return found
