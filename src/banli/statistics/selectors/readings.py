"""Reads of the counts. Every reading is one statement over the folded facts and the events not folded yet, so that at
any instant each event is counted exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from banli.kernel import clock
from banli.people.service import Department
from banli.statistics.rules.formulas import STOCKS, Form, Number, change
from banli.statistics.rules.groups import KINDS, Group
from banli.statistics.rules.happenings import ACCEPTANCES, CLOSINGS
from banli.statistics.rules.indicator import Indicator
from banli.statistics.rules.indicators import STATEMENT
from banli.statistics.rules.lines import (
    BEFORE,
    NOW,
    UNTIL,
    By,
    Line,
    Row,
    check_comparable,
    check_kept,
    in_all,
    lines,
    rows,
)
from banli.statistics.rules.periods import DAY, EVER, Comparison, Period, check_range, compared_with
from banli.statistics.selectors.sums import Asked, sums_of


@dataclass(frozen=True)
class Reading:
    """Lines for a period, as they stood at ``position`` of the ledger."""

    period: Period
    by: By
    indicators: tuple[Indicator, ...]
    comparisons: tuple[Comparison, ...]
    read_at: datetime
    position: int
    lines: list[Line]
    total: Line
    begins: date | None
    """The first day anything is counted on."""

    def number(self, line: Line, indicator: Indicator) -> Number | None:
        """The value; None for "no data"."""
        return line.number(indicator, self.total, self._label(indicator))

    def known(self, line: Line, indicator: Indicator) -> tuple[int, int]:
        """Of how many cases the value is, and of how many it could be."""
        return line.known(indicator, self._label(indicator))

    def days_used(self, line: Line) -> Counter[int]:
        """How many cases ended after so many working days; empty where no percentile was asked for."""
        return line.of(NOW).days

    def change(self, line: Line, indicator: Indicator, comparison: Comparison) -> Fraction | None:
        """How much the value grew against the earlier period; None where there is nothing to compare."""
        earlier = compared_with(comparison, self.period)
        if earlier is None or self.begins is None or earlier.first < self.begins:
            return None
        then = line.number(indicator, self.total, self._label(indicator, f"{comparison.key}:"))
        return change(self.number(line, indicator), then)

    @staticmethod
    def _label(indicator: Indicator, prefix: str = "") -> str:
        forms = {Form.STOCK_BEFORE: BEFORE, Form.STOCK_AFTER: UNTIL, Form.OPEN_OVERDUE: UNTIL}
        return prefix + forms.get(indicator.formula.form, NOW)


def reading(
    from_: date,
    to: date,
    *,
    by: By = By.KIND,
    indicators: Sequence[Indicator] = STATEMENT,
    comparisons: Sequence[Comparison] = (),
    facets: Sequence[str] = KINDS,
) -> Reading:
    """The ``indicators`` of ``from_``..``to``, both days included, broken down by ``by``.

    :raises Refused: where ``from_`` is after ``to``, or an indicator is not kept by ``by``.
    """
    check_range(from_, to)
    check_kept(indicators, by)
    check_comparable(by, bool(comparisons))
    period = Period(from_, to)
    labels = {"": period}
    for comparison in comparisons:
        earlier = compared_with(comparison, period)
        if earlier is not None:
            labels[f"{comparison.key}:"] = earlier
    asked = asked_for(by, indicators, labels, facets, bool(comparisons))
    found = sums_of(asked)
    ordered = lines(_by_area(found.lines) if by is By.AREA else found.lines, by, period)
    return Reading(
        period,
        by,
        tuple(indicators),
        tuple(comparisons),
        clock.now(),
        found.position,
        ordered,
        in_all(ordered),
        found.begins,
    )


def _by_area(departments: dict[str, Line]) -> dict[str, Line]:
    """Lines of departments put together by the region each belongs to."""
    regions = dict(Department.objects.values_list("code", "region_id"))
    areas: dict[str, Line] = {}
    for code, line in departments.items():
        region = regions.get(code, "")
        areas.setdefault(region, Line(region)).add(line)
    return areas


def asked_for(
    by: By,
    indicators: Iterable[Indicator],
    labels: dict[str, Period],
    facets: Sequence[str],
    begins: bool = False,
) -> Asked:
    """What has to be summed up for ``indicators`` in the periods of ``labels``."""
    flows: dict[str, Period] = {}
    names, measures = Counter[str](), Counter[str]()
    days, due = {}, {}
    for one in indicators:
        form = one.formula.form
        for prefix, period in labels.items():
            if form in STOCKS:
                before = form is Form.STOCK_BEFORE
                flows[prefix + (BEFORE if before else UNTIL)] = Period(
                    EVER, max(period.first, EVER + DAY) - DAY if before else period.last
                )
                flows[prefix + UNTIL] = Period(EVER, period.last)
                names.update((*ACCEPTANCES, *CLOSINGS))
                measures.update(("n", "begun", "followed"))
            else:
                flows[prefix + NOW] = period
                names.update((*one.names, *one.beside))
                measures.update({"n", one.formula.part, one.formula.whole, one.base[0]})
                measures.update(("followed",) if one.beside else ())
            if form is Form.PERCENTILE:
                days[prefix + NOW] = period
            if form is Form.OPEN_OVERDUE:
                due[prefix + UNTIL] = period.last
    measures.pop("spent", None)
    return Asked(by, tuple(names), tuple(measures), flows, days, due, tuple(facets), begins)


@dataclass(frozen=True)
class Statement:
    """Counts for a period, as they stood at ``position`` of the ledger."""

    from_: date
    to: date
    read_at: datetime
    position: int
    rows: list[Row]


def _statement(from_: date, to: date, by: By, group: Group | None = None) -> Statement:
    found = reading(from_, to, by=by, facets=group.facets if group else KINDS)
    return Statement(from_, to, found.read_at, found.position, rows(found.lines, STATEMENT))


def statement(from_: date, to: date) -> Statement:
    """The three lines of the report: accepted and completed in ``from_``..``to``, both days included.

    :raises Refused: where ``from_`` is after ``to``.
    """
    return _statement(from_, to, By.KIND)


def by_kind(from_: date, to: date) -> Statement:
    """One row for each of the eleven kinds of power (01 … 10, 20)."""
    return _statement(from_, to, By.CODE)


def by_department(from_: date, to: date, group: Group | None = None) -> Statement:
    """One row for each department that has something to count, optionally of one group of kinds only."""
    return _statement(from_, to, By.DEPARTMENT, group)


def by_day(from_: date, to: date, group: Group | None = None) -> Statement:
    """One row for each day of the period, days without anything included; keys are ISO days."""
    return _statement(from_, to, By.DAY, group)


def last_days(days: int, until: date | None = None, group: Group | None = None) -> Statement:
    """The series of the ``days`` days up to ``until`` (today where none is given), for charts."""
    last = until or clock.today()
    return by_day(last - timedelta(days=days - 1), last, group)
