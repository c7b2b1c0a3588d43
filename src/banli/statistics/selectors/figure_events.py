"""What stands behind a figure: the events it counts, page by page, and what differs between two cut-offs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from banli.kernel.errors import Refused
from banli.kernel.statements import filled, statements
from banli.kernel.text import gettext_noop
from banli.statistics.models import Figure
from banli.statistics.rules.formulas import STOCKS, Form, Formula
from banli.statistics.rules.happenings import ACCEPTANCES, CLOSINGS, DUE_MOVERS, STANDSTILLS
from banli.statistics.rules.lines import By
from banli.statistics.rules.subjects import CASE
from banli.statistics.selectors.events import (
    ALL,
    BODY,
    DUE,
    annuls,
    due_moves,
    listed,
    measured,
    own,
)
from banli.statistics.selectors.sums import OUTCOME, PLACED
from banli.statistics.selectors.tallies import tally_behind, tally_contributions, tally_differences

Place = tuple[date, str, str, int]
"""Where a page ends: (day, kind, event name, event id)."""

SQL = statements("statistics", "figure_events")
STANDS = filled(SQL["stands"], annuls=annuls("s"), said=f"({filled(BODY, body='s.body')})")
LAST_DUE = filled(
    SQL["last_due"],
    standing=listed((*STANDSTILLS, *CLOSINGS)),
    movers=listed(DUE_MOVERS),
    stands=filled(STANDS, e="x"),
    due=filled(DUE, body=f"({filled(BODY, body='x.body')})"),
)
CLOSED = filled(
    SQL["closed"],
    closings=listed(CLOSINGS),
    stands=filled(STANDS, e="x"),
    body=f"({filled(BODY, body='x.body')})",
)
LINES = {
    By.DEPARTMENT: "m.scope = %(key)s",
    By.AREA: SQL["in_area"],
    By.CHANNEL: "coalesce(m.channel, '') = %(key)s",
    By.ITEM: "m.item::text = %(key)s",
    By.OUTCOME: OUTCOME.replace("f.name", "m.name") + " = %(key)s",
    By.DAY: "m.day::text = %(key)s",
    By.MONTH: "to_char(m.day, 'YYYY-MM') = %(key)s",
    By.CODE: "m.facet = %(key)s",
}
CASED = {By.CHANNEL, By.ITEM}


def in_period(shown: Figure) -> str:
    """The condition on the day of an event ``e``."""
    first, last = f"DATE '{shown.from_day.isoformat()}'", f"DATE '{shown.to_day.isoformat()}'"
    form = Formula.read(shown.formula).form
    if form is Form.STOCK_BEFORE:
        return f"e.day < {first}"
    return f"e.day <= {last}" if form in STOCKS else f"e.day BETWEEN {first} AND {last}"


def known(shown: Figure) -> str:
    """The condition on an event ``e``: its day, kind and name are counted by the figure."""
    return f"{in_period(shown)} AND e.facet = ANY(%(facets)s) AND e.name = ANY(%(names)s)"


def up_to(position: int, after: int = 0) -> str:
    """A source of the events recorded up to a place in the ledger."""
    return filled(SQL["up_to"], position=str(int(position)), after=str(int(after)))


def params_of(shown: Figure) -> dict[str, Any]:
    """Parameters of every query about a figure."""
    return {
        "names": shown.names,
        "facets": shown.facets,
        "key": shown.key,
        "position": shown.ledger_position,
    }


def _parts(formula: Formula) -> tuple[str, str]:
    """What a row ``m`` adds to the upper and to the lower half of the number."""
    match formula.form:
        case Form.COUNT:
            return f"m.{formula.part}", "0"
        case Form.SHARE | Form.PORTION:
            return f"m.{formula.part}", f"m.{formula.whole}"
        case Form.SAVED:
            return f"m.{formula.whole} - m.{formula.part}", f"m.{formula.whole}"
        case Form.PERCENTILE:
            return "coalesce(m.took_days, 0)", "(m.took_days IS NOT NULL)::integer"
        case _ if formula.part == "followed":
            return f"CASE WHEN m.name IN ({listed(ACCEPTANCES)}) THEN m.followed ELSE -m.followed END", "0"
        case _:
            return f"CASE WHEN m.name IN ({listed(ACCEPTANCES)}) THEN m.n ELSE -m.begun END", "0"


def contributions(shown: Figure, source: str = "", days: str = "") -> str:
    """Rows of events with what each adds: ``sign`` times ``part`` and ``whole`` add up to the figure.

    :param source: the events to look at; those recorded up to the figure's place where nothing is given.
    :param days: the condition on them; the figure's own where nothing is given.
    """
    if shown.topic != CASE:
        return tally_contributions(shown)
    formula, by = Formula.read(shown.formula), By(shown.by) if shown.by else None
    events = measured(
        source or up_to(shown.ledger_position), days or known(shown), all_followed=formula.part != "followed"
    )
    if formula.form is Form.OPEN_OVERDUE:
        line = f"AND {LINES[by].replace('m.', 'd.')}" if by else ""
        last = f"DATE '{shown.to_day.isoformat()}'"
        moved = filled(SQL["overdue"], part=formula.part, last=last, line=line, moves=due_moves("m"))
        return filled(moved, events=events)
    if by in CASED:
        events = filled(PLACED, events=events)
    part, whole = _parts(formula)
    line = LINES[by] if by else "true"
    if formula.form is Form.PORTION:
        part, line = f"CASE WHEN {line} THEN {part} ELSE 0 END", "true"
    return filled(SQL["counted"], part=part, whole=whole, line=line, events=events)


@dataclass(frozen=True)
class Behind:
    """One event a figure counts; ``case`` is the case's id, 0 where ``subject`` is no case."""

    event: int
    case: int
    subject: str
    """How the record calls what the event is about."""
    name: str
    department: str
    kind: str
    """The kind of power; for a tally the key of the line."""
    day: date
    at: datetime
    part: int = 1
    """What it adds to the number's upper half: 0 where it counts in the lower half only."""

    @property
    def place(self) -> Place:
        """What to ask the next page ``after``."""
        return (self.day, self.kind, self.name, self.event)


BEHIND = SQL["behind"]
IN_CELL = SQL["in_cell"]


def open_figure(
    shown: Figure, after: Place | None = None, limit: int = 100, parts: tuple[int, int] | None = None
) -> list[Behind]:
    """A page of the events behind a figure, by day, kind, name and id; ``after`` is the last one's ``place``.

    :param parts: only events that add from so much to so much, such as cases that took so many days.

    Events recorded after the figure was frozen are never among them, whatever day they are about, and those that were
    taken back later still are. What is open opens to the acceptances of the cases that are.
    """
    if shown.topic != CASE:
        return _open_tally(shown, after, limit)
    day, facet, name, event = after or (date(1, 1, 1), "", "", 0)
    page: dict[str, Any] = {"day": day, "facet": facet, "name": name, "event": event, "limit": limit}
    page |= {"least": parts[0], "most": parts[1]} if parts else {}
    params = {**params_of(shown), **page}
    if Formula.read(shown.formula).form in STOCKS:
        params["names"] = list(ACCEPTANCES)
    with connection.cursor() as cursor:
        cursor.execute(_behind(shown, narrowed=parts is not None), params)
        return [
            Behind(id_, int(subject), subject, name, scope, facet, day, at, int(part))
            for id_, subject, name, scope, facet, day, at, part in cursor.fetchall()
        ]


def _open_tally(shown: Figure, after: Place | None, limit: int) -> list[Behind]:
    day, _key, _name, event = after or (date(1, 1, 1), "", "", 0)
    params: dict[str, Any] = {"key": shown.key, "day": day, "event": event, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(tally_behind(shown), params)
        return [
            Behind(id_, 0, subject, name, scope, key, on, at, int(part))
            for id_, subject, name, scope, key, on, at, part in cursor.fetchall()
        ]


def _behind(shown: Figure, *, narrowed: bool = False) -> str:
    formula, by = Formula.read(shown.formula), By(shown.by) if shown.by else None
    all_followed = formula.part != "followed"
    events = own(ALL, filled(IN_CELL, stands=filled(STANDS, e="e")), all_followed=all_followed)
    if by in CASED:
        events = filled(PLACED, events=events)
    part, whole = _parts(formula)
    counts = f"({part} <> 0 OR {whole} <> 0)"
    if formula.form in {Form.STOCK_BEFORE, Form.STOCK_AFTER}:
        first, last = f"DATE '{shown.from_day.isoformat()}'", f"DATE '{shown.to_day.isoformat()}'"
        before = f"< {first}" if formula.form is Form.STOCK_BEFORE else f"<= {last}"
        counts = "NOT " + filled(CLOSED, e="m", before=before)
    elif formula.form is Form.OPEN_OVERDUE:
        part, counts = (
            "1",
            filled(f"{LAST_DUE} < <last>::text", e="m", last=f"DATE '{shown.to_day.isoformat()}'"),
        )
    elif formula.form is Form.PORTION:
        counts = "true"
    if formula.form in STOCKS and not all_followed:
        counts = f"m.followed = 1 AND {counts}"
    if narrowed:
        counts = f"({counts}) AND {part} BETWEEN %(least)s AND %(most)s"
    department = by is By.DEPARTMENT
    return filled(
        BEHIND,
        facts="statistics_daydepartment" if department else "statistics_daykind",
        place="AND e.scope = %(key)s" if department else "",
        days=known(shown),
        events=events,
        part=part,
        counts=counts,
        line=LINES[by] if by else "true",
    )


def every_event(shown: Figure, page: int = 1_000, parts: tuple[int, int] | None = None) -> Iterator[Behind]:
    """All events behind a figure, or those that add from so much to so much, page by page."""
    after: Place | None = None
    while found := open_figure(shown, after, page, parts):
        yield from found
        after = found[-1].place


@dataclass(frozen=True)
class Difference:
    """One event that two cut-offs of a number do not share."""

    event: int
    by_event: int
    """The event that made the difference: itself, or the correction that took it back."""
    case: int
    """0 where ``subject`` is no case."""
    subject: str
    name: str
    kind: str
    """For a tally the key of the line; '' else."""
    day: date
    at: datetime
    recorded_at: datetime
    actor: str
    part: int
    """What it adds to the number's upper half, with its sign."""
    whole: int
    reason: str
    """``recorded``, ``annulled`` or ``changed`` later, or in the ``period`` of only one of them."""


DIFFERENCES = SQL["differences"]


def compare(
    first: Figure, second: Figure, after: tuple[int, int] = (0, 0), limit: int = 100
) -> list[Difference]:
    """A page of the events that explain the difference from ``first`` to ``second``, in the order they were recorded.

    Their parts, added to the first value, give the second one (for a percentile they are the days each case took).

    :param after: (``by_event``, ``event``) of the last one of the page before.
    :raises Refused: where the two are not the same indicator of the same line, or what is open and overdue on two days.
    """
    same = ("topic", "indicator", "names", "formula", "facets", "by", "key")
    if any(getattr(first, one) != getattr(second, one) for one in same):
        raise Refused(gettext_noop("Only two figures of the same indicator and line can be compared."))
    if first.topic != CASE:
        return _compare_tally(first, second, after, limit)
    moved = in_period(first) != in_period(second)
    if moved and Formula.read(first.formula).form is Form.OPEN_OVERDUE:
        raise Refused(gettext_noop("What is open and overdue can be compared for one and the same day only."))
    low, high = sorted((first, second), key=lambda one: one.ledger_position)
    recorded = contributions(high, up_to(high.ledger_position, low.ledger_position))
    turn = 1 if high is second else -1
    rows = [_turned(recorded, turn, "CASE WHEN c.by_event = c.id THEN 'recorded' ELSE 'annulled' END")]
    if moved:
        for one, other, sign in ((second, first, 1), (first, second, -1)):
            only = f"{known(one)} AND NOT ({in_period(other)})"
            rows.append(_turned(contributions(one, up_to(low.ledger_position), only), sign, "'period'"))
    params = {**params_of(first), "by_event": after[0], "event": after[1], "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(filled(DIFFERENCES, rows="\nUNION ALL\n".join(rows)), params)
        return [
            Difference(event, by_event, int(subject), subject, name, "", *rest)
            for event, by_event, subject, name, *rest in cursor.fetchall()
        ]


def _compare_tally(first: Figure, second: Figure, after: tuple[int, int], limit: int) -> list[Difference]:
    params: dict[str, Any] = {"key": first.key, "by_event": after[0], "event": after[1], "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(tally_differences(first, second), params)
        return [
            Difference(event, by_event, 0, subject, *rest)
            for event, by_event, subject, *rest in cursor.fetchall()
        ]


def _turned(rows: str, sign: int, reason: str) -> str:
    return filled(SQL["turned"], sign=str(sign), reason=reason, rows=rows)
