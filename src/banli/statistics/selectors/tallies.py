"""Readings and figures of tallies: what figures count besides cases, each declared by its app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from banli.kernel import clock
from banli.kernel.errors import Missing, Refused
from banli.kernel.statements import filled, statements
from banli.kernel.tallies import Tally
from banli.kernel.text import gettext_noop
from banli.ledger.service import position
from banli.ratings.service import RATINGS
from banli.statistics.models import Figure
from banli.statistics.rules.formulas import Form, Formula, Number
from banli.statistics.rules.groups import SCOPE
from banli.statistics.rules.indicator import Indicator
from banli.statistics.rules.periods import Period, check_range
from banli.statistics.rules.subjects import indicators_of
from banli.tickets.service import VISITS
from banli.trading.service import TRADING

TALLIES: Mapping[str, Tally] = {one.topic: one for one in (RATINGS, VISITS, TRADING)}
SQL = statements("statistics", "tallies")
NO_FACET = ""
"""Events of these topics have no kind of power."""


def tally_of(topic: str) -> Tally:
    """The tally of a topic. Raises :class:`Missing`."""
    found = TALLIES.get(topic)
    if found is None:
        raise Missing(gettext_noop("No figures are made of %(topic)s."), topic=topic)
    return found


def tally_number(topic: str, key: str) -> Indicator:
    """The number of the tally of a topic called ``key``. Raises :class:`Missing`."""
    found = next((one for one in indicators_of(tally_of(topic)) if one.key == key), None)
    if found is None:
        raise Missing(gettext_noop("There is no indicator %(key)s."), key=key)
    return found


@dataclass(frozen=True)
class TallyReading:
    """The sums of a period by line, as they stood at ``position`` of the ledger."""

    tally: Tally
    period: Period
    position: int
    read_at: datetime
    sums: Mapping[str, Mapping[str, int]]
    """Line to column to sum; a line without rows is left out."""

    def number(self, one: Indicator, line: str = "") -> Number | None:
        """The value of one line, or of all together; None for a share of nothing."""
        lines = [self.sums.get(line, {})] if line else list(self.sums.values())
        part, whole = (
            sum(each.get(column, 0) for each in lines) for column in (one.formula.part, one.formula.whole)
        )
        if one.formula.form is Form.COUNT:
            return Number(part)
        return Number(part, whole) if whole else None


def tally_reading(topic: str, from_: date, to: date) -> TallyReading:
    """What a tally counts in ``from_``..``to``, both days included.

    :raises Refused: where ``from_`` is after ``to``.
    """
    tally = tally_of(topic)
    check_range(from_, to)
    place = position()
    sums = ", ".join(f"sum(m.{column})::bigint" for column in tally.columns)
    with connection.cursor() as cursor:
        cursor.execute(filled(SQL["sums"], sums=sums, rows=_rows(tally, from_, to, place)))
        found = {key: dict(zip(tally.columns, row, strict=True)) for key, *row in cursor.fetchall()}
    return TallyReading(tally, Period(from_, to), place, clock.now(), found)


def tally_figure(found: TallyReading, of: Indicator, line: str = "") -> Figure:
    """A number of a reading as a figure not yet frozen.

    :raises Missing: where the tally has no such line.
    :raises Refused: where there is no data to make the number from.
    """
    tally = found.tally
    if line and line not in tally.lines:
        raise Missing(gettext_noop("There is no such page."))
    number = found.number(of, line)
    if number is None:
        raise Refused(
            gettext_noop("The record has no data for the indicator %(indicator)s."), indicator=of.key
        )
    return Figure(
        topic=tally.topic,
        indicator=of.key,
        definition=of.definition.zh,
        definition_version=of.version,
        names=list(of.names),
        formula=str(of.formula),
        unit=of.unit.value,
        group="",
        facets=[NO_FACET],
        by=tally.by if line else "",
        key=line,
        scope=SCOPE.zh,
        from_day=found.period.first,
        to_day=found.period.last,
        value=number.part,
        over=number.whole,
        ledger_position=found.position,
        digest_version=3,
    )


def tally_now(shown: Figure) -> Figure:
    """The same number as it is now, by the figure's own formula: not frozen, with the present place in the ledger."""
    formula = Formula.read(shown.formula)
    found = tally_reading(shown.topic, shown.from_day, shown.to_day)
    of = next((one for one in indicators_of(found.tally) if one.formula == formula), None)
    if of is None:
        raise Missing(gettext_noop("There is no indicator %(key)s."), key=shown.indicator)
    again = tally_figure(found, of, shown.key)
    again.indicator, again.definition = shown.indicator, shown.definition
    again.definition_version, again.names = shown.definition_version, list(shown.names)
    return again


def tally_contributions(shown: Figure) -> str:
    """Rows of events with what each adds to the figure, as the figures of cases give them."""
    return filled(SQL["counted"], **_parts(shown))


def tally_behind(shown: Figure) -> str:
    """A page of the rows behind a figure; asks for ``key``, ``day``, ``event`` and ``limit``."""
    return filled(SQL["behind"], **_parts(shown))


def tally_differences(first: Figure, second: Figure) -> str:
    """A page of the rows that two figures count otherwise; asks for ``key``, ``by_event``, ``event`` and ``limit``."""
    low = min(first.ledger_position, second.ledger_position)
    return filled(
        SQL["differences"],
        low=str(low),
        first=filled(SQL["of_line"], **_parts(first)),
        second=filled(SQL["of_line"], **_parts(second)),
    )


def _parts(shown: Figure) -> dict[str, str]:
    formula = Formula.read(shown.formula)
    return {
        "part": f"m.{formula.part}",
        "whole": f"m.{formula.whole}" if formula.form is Form.SHARE else "0",
        "line": "m.key = %(key)s" if shown.by else "true",
        "rows": _rows(tally_of(shown.topic), shown.from_day, shown.to_day, shown.ledger_position),
    }


def _rows(tally: Tally, from_: date, to: date, place: int) -> str:
    first, last = (f"DATE '{day.isoformat()}'" for day in (from_, to))
    return filled(tally.sql, first=first, last=last, position=str(int(place)))
