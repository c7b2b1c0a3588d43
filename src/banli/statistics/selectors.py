"""Reads of the counts. Every one is a single statement over the folded facts and the events not folded yet,
so that at any instant each event is counted exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db import connection

from banli.kernel import clock
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.statistics.models import Figure
from banli.statistics.rules import (
    COUNTED,
    GROUPS,
    INDICATORS,
    SCOPE,
    Group,
    Row,
    check_range,
    figure_digest,
    in_groups,
    rows_by,
)

Counts = list[tuple[str, str, int]]
GRAINS = {
    "kind": ("statistics_daykind", "facet"),
    "department": ("statistics_daydepartment", "scope"),
    "day": ("statistics_daykind", "day::text"),
}
"""What can be counted by: the table of facts that is fine enough, and the column."""

TOTALS = """
WITH counts AS (
  SELECT {key} AS key, name, n FROM {facts}
   WHERE name = ANY(%(names)s) AND day BETWEEN %(from)s AND %(to)s AND facet = ANY(%(facets)s)
  UNION ALL
  SELECT {key}, name, 1 FROM ledger_outbox
   WHERE topic = 'case' AND name = ANY(%(names)s) AND day BETWEEN %(from)s AND %(to)s AND facet = ANY(%(facets)s)
)
SELECT key, name, sum(n)::bigint FROM counts GROUP BY key, name
UNION ALL
SELECT '', '', coalesce(max(id), 0) FROM ledger_event
"""

BEHIND = """
SELECT behind.id, behind.subject, behind.name, behind.scope, behind.facet, behind.day, behind.at
  FROM (SELECT DISTINCT day, facet, name
          FROM (SELECT day, facet, name FROM statistics_daykind
                 WHERE name = ANY(%(names)s) AND day BETWEEN %(from)s AND %(to)s AND facet = ANY(%(facets)s)
                UNION ALL
                SELECT day, facet, name FROM ledger_outbox
                 WHERE topic = 'case' AND name = ANY(%(names)s) AND day BETWEEN %(from)s AND %(to)s
                   AND facet = ANY(%(facets)s)) AS found
         WHERE (day, facet, name) >= (%(day)s, %(facet)s, %(name)s)
         ORDER BY day, facet, name) AS cell
 CROSS JOIN LATERAL (
       SELECT id, subject, name, scope, facet, day, at FROM ledger_event
        WHERE topic = 'case' AND day = cell.day AND facet = cell.facet AND name = cell.name
          AND id <= %(position)s AND id > CASE
              WHEN (cell.day, cell.facet, cell.name) = (%(day)s, %(facet)s, %(name)s) THEN %(event)s ELSE 0 END
        ORDER BY id LIMIT %(limit)s) AS behind
 ORDER BY cell.day, cell.facet, cell.name, behind.id LIMIT %(limit)s
"""
"""Page by page along the index (day, kind, name, id): a later page costs what the first one does."""

RECOUNT = """
SELECT count(*) FROM ledger_event
 WHERE topic = 'case' AND name = ANY(%(names)s) AND day BETWEEN %(from)s AND %(to)s
   AND facet = ANY(%(facets)s) AND id <= %(position)s
"""

Place = tuple[date, str, str, int]
"""Where a page ends: (day, kind, event name, event id)."""


@dataclass(frozen=True)
class Statement:
    """Counts for a period, as they stood at ``position`` of the ledger."""

    from_: date
    to: date
    read_at: datetime
    position: int
    rows: list[Row]


@dataclass(frozen=True)
class Behind:
    """One event a figure counts; ``case`` is the case's id."""

    event: int
    case: int
    name: str
    department: str
    kind: str
    day: date
    at: datetime

    @property
    def place(self) -> Place:
        """What to ask the next page ``after``."""
        return (self.day, self.kind, self.name, self.event)


def statement(from_: date, to: date) -> Statement:
    """The three lines of the report: accepted and completed in ``from_``..``to``, both days included.

    :raises Refused: where ``from_`` is after ``to``.
    """
    counts, position = _totals("kind", from_, to)
    return Statement(from_, to, clock.now(), position, in_groups(counts))


def by_kind(from_: date, to: date) -> Statement:
    """One row for each of the eleven kinds of power (01 … 10, 20)."""
    counts, position = _totals("kind", from_, to)
    kinds = [facet for group in GROUPS for facet in group.facets]
    return Statement(from_, to, clock.now(), position, rows_by(counts, sorted(kinds)))


def by_department(from_: date, to: date, group: Group | None = None) -> Statement:
    """One row for each department that has something to count, optionally of one group of kinds only."""
    counts, position = _totals("department", from_, to, group)
    return Statement(from_, to, clock.now(), position, rows_by(counts))


def by_day(from_: date, to: date, group: Group | None = None) -> Statement:
    """One row for each day of the period, days without anything included; keys are ISO days."""
    counts, position = _totals("day", from_, to, group)
    days = (date.fromordinal(day).isoformat() for day in range(from_.toordinal(), to.toordinal() + 1))
    return Statement(from_, to, clock.now(), position, rows_by(counts, days))


def last_days(days: int, until: date | None = None, group: Group | None = None) -> Statement:
    """The series of the ``days`` days up to ``until`` (today where none is given), for charts."""
    last = until or clock.today()
    return by_day(last - timedelta(days=days - 1), last, group)


def as_json(
    from_: date, to: date, by: Literal["kind", "code", "department", "day"] = "kind"
) -> dict[str, Any]:
    """A reading as plain data: ``from``, ``to``, ``cutoff``, ``position``, ``scope``, ``rows``, ``indicators``.

    :param by: ``kind`` the three lines of the report, ``code`` each kind of power, ``department``, or ``day``.
    :raises Refused: where ``from_`` is after ``to``.
    """
    readings = {"kind": statement, "code": by_kind, "department": by_department, "day": by_day}
    found = readings[by](from_, to)
    return {
        "from": from_.isoformat(),
        "to": to.isoformat(),
        "cutoff": found.read_at.isoformat(timespec="seconds"),
        "position": found.position,
        "scope": SCOPE.model_dump(),
        "by": by,
        "rows": [{by: row.key, **row.values} for row in found.rows],
        "indicators": [
            {"key": one.key, "version": one.version, "events": list(one.names), **one.definition.model_dump()}
            for one in INDICATORS
        ],
    }


def _totals(by: str, from_: date, to: date, group: Group | None = None) -> tuple[Counts, int]:
    check_range(from_, to)
    facts, key = GRAINS[by]
    facets = [facet for one in ((group,) if group else GROUPS) for facet in one.facets]
    with connection.cursor() as cursor:
        cursor.execute(
            TOTALS.format(facts=facts, key=key),
            {"names": list(COUNTED), "from": from_, "to": to, "facets": facets},
        )
        rows = cursor.fetchall()
    position = next(n for key, name, n in rows if not name)
    return [(key, name, n) for key, name, n in rows if name], position


def figure(figure_id: int) -> Figure:
    """The frozen figure. Raises :class:`Missing`."""
    try:
        return Figure.objects.get(pk=figure_id)
    except Figure.DoesNotExist:
        raise Missing(gettext_noop("There is no figure %(id)s."), id=figure_id) from None


def figures(ids: Sequence[int]) -> list[Figure]:
    """The figures of these ids, in the order frozen."""
    return list(Figure.objects.filter(pk__in=ids).order_by("pk"))


def open_figure(shown: Figure, after: Place | None = None, limit: int = 100) -> list[Behind]:
    """A page of the events behind a figure, by day, kind, name and id; ``after`` is the last one's ``place``.

    Events recorded after the figure was frozen are never among them, whatever day they are about.
    """
    day, facet, name, event = after or (shown.from_day, "", "", 0)
    page: dict[str, Any] = {"day": day, "facet": facet, "name": name, "event": event, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, {**_counted(shown), **page})
        return [
            Behind(id_, int(subject), name, scope, facet, day, at)
            for id_, subject, name, scope, facet, day, at in cursor.fetchall()
        ]


def every_event(shown: Figure, page: int = 1_000) -> Iterator[Behind]:
    """All events behind a figure, page by page."""
    after: Place | None = None
    while found := open_figure(shown, after, page):
        yield from found
        after = found[-1].place


def recount(shown: Figure) -> int:
    """The figure counted again from the events themselves; equal to its value unless somebody tampered."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, _counted(shown))
        return int(cursor.fetchone()[0])


def digest_of(shown: Figure) -> str:
    """The digest the figure's own fields give: definition, scope, period, lists counted by, value, position."""
    return figure_digest(
        {
            "indicator": shown.indicator,
            "definition": shown.definition,
            "definition_version": shown.definition_version,
            "names": shown.names,
            "group": shown.group,
            "facets": shown.facets,
            "scope": shown.scope,
            "from": shown.from_day.isoformat(),
            "to": shown.to_day.isoformat(),
            "value": shown.value,
            "ledger_position": shown.ledger_position,
        }
    )


def intact(shown: Figure) -> bool:
    """True where the figure still says what its digest was made of."""
    return digest_of(shown) == shown.digest


def _counted(shown: Figure) -> dict[str, Any]:
    return {
        "names": shown.names,
        "facets": shown.facets,
        "from": shown.from_day,
        "to": shown.to_day,
        "position": shown.ledger_position,
    }
