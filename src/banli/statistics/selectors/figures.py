"""Figures: what a frozen number says, whether it still does, and the same number made again from events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from banli.kernel.errors import Missing, Refused
from banli.kernel.statements import filled, statements
from banli.kernel.text import Words, gettext_noop
from banli.statistics.models import Figure
from banli.statistics.rules.digests import figure_digest
from banli.statistics.rules.formulas import Form, Formula, Number, percentile
from banli.statistics.rules.groups import GROUPS, KINDS, SCOPE
from banli.statistics.rules.indicator import Indicator
from banli.statistics.rules.indicators import indicator
from banli.statistics.rules.lines import By, Line
from banli.statistics.rules.subjects import CASE
from banli.statistics.selectors.events import TAKEN_BACK
from banli.statistics.selectors.figure_events import contributions, known, params_of, up_to
from banli.statistics.selectors.readings import Reading, reading
from banli.statistics.selectors.tallies import tally_now

SQL = statements("statistics", "figures")
PLAIN = SQL["plain"]


def figure(figure_id: int) -> Figure:
    """The frozen figure. Raises :class:`Missing`."""
    try:
        return Figure.objects.get(pk=figure_id)
    except (Figure.DoesNotExist, OverflowError):
        raise Missing(gettext_noop("There is no figure %(id)s."), id=figure_id) from None


def figures(ids: Sequence[int]) -> list[Figure]:
    """The figures of these ids, in the order frozen."""
    return list(Figure.objects.filter(pk__in=ids).order_by("pk"))


def latest_figures(limit: int = 20) -> list[Figure]:
    """The figures frozen last, the newest first."""
    return list(Figure.objects.order_by("-pk")[:limit])


def figure_of(
    found: Reading, line: Line, of: Indicator, *, by: By | None, facets: Sequence[str] = KINDS
) -> Figure:
    """The number of one line as a figure not yet frozen; ``by`` is None for the sum of all lines.

    :raises Refused: where there is no data to make the number from.
    """
    number = found.number(line, of)
    if number is None:
        raise Refused(
            gettext_noop("The record has no data for the indicator %(indicator)s."), indicator=of.key
        )
    group = next((one for one in GROUPS if by is By.KIND and one.key == line.key), None)
    if by is By.CODE:
        facets = (line.key,)
    return Figure(
        topic=CASE,
        indicator=of.key,
        definition=of.definition.zh,
        definition_version=of.version,
        names=list(of.names),
        formula=str(of.formula),
        unit=of.unit.value,
        group=line.key if by is By.KIND else "",
        facets=list(group.facets if group else facets),
        by="" if by in {None, By.KIND} else str(by),
        key="" if by in {None, By.KIND} else line.key,
        scope=SCOPE.zh,
        from_day=found.period.first,
        to_day=found.period.last,
        value=number.part,
        over=number.whole,
        ledger_position=found.position,
        digest_version=2,
    )


def now_of(shown: Figure) -> Figure:
    """The same number as it is now, by the figure's own formula: not frozen, with the present place in the ledger."""
    if shown.topic != CASE:
        return tally_now(shown)
    of = replace(
        indicator(shown.indicator),
        version=shown.definition_version,
        names=tuple(shown.names),
        definition=Words(zh=shown.definition),
        formula=Formula.read(shown.formula),
    )
    by = By(shown.by) if shown.by else By.KIND
    found = reading(shown.from_day, shown.to_day, by=by, indicators=(of,), facets=shown.facets)
    line = (
        next((one for one in found.lines if one.key == shown.key), Line(shown.key))
        if shown.by
        else found.total
    )
    again = figure_of(found, line, of, by=by if shown.by else None, facets=shown.facets)
    again.group = shown.group
    return again


def number_of(shown: Figure) -> Number:
    """The value of a figure."""
    return Number(shown.value, shown.over)


def recount(shown: Figure) -> Number | None:
    """The figure counted again from the events themselves; equal to its value unless somebody tampered.

    None where the events give no number at all.
    """
    formula = Formula.read(shown.formula)
    with connection.cursor() as cursor:
        if shown.topic == CASE and formula == Formula(Form.COUNT) and not shown.by:
            days, params = known(shown), params_of(shown)
            taken_back = filled(TAKEN_BACK, source=up_to(shown.ledger_position), days=days)
            cursor.execute(filled(PLAIN, days=days, taken_back=taken_back), params)
            return Number(int(cursor.fetchone()[0]))
        if formula.form is Form.PERCENTILE:
            cursor.execute(filled(SQL["ranks"], contributions=contributions(shown)), params_of(shown))
            return percentile(Counter(dict(cursor.fetchall())), formula.rank)
        cursor.execute(filled(SQL["halves"], contributions=contributions(shown)), params_of(shown))
        part, whole = cursor.fetchone()
    if shown.over is None:
        return Number(part)
    return Number(part, whole) if whole else None


def holds(shown: Figure) -> bool:
    """True where counting again gives the figure's value."""
    return recount(shown) == number_of(shown)


def digest_of(shown: Figure) -> str:
    """The digest the figure's own fields give: definition, scope, period, lists counted by, value, position."""
    facts: dict[str, Any] = {
        "indicator": shown.indicator,
        "definition": shown.definition,
        "definition_version": shown.definition_version,
        "names": shown.names,
        "group": shown.group,
        "facets": shown.facets,
        "scope": shown.scope,
        "from": _iso(shown.from_day),
        "to": _iso(shown.to_day),
        "value": shown.value,
        "ledger_position": shown.ledger_position,
    }
    if shown.digest_version >= 2:
        facts |= {
            "formula": shown.formula,
            "unit": shown.unit,
            "by": shown.by,
            "key": shown.key,
            "over": shown.over,
        }
    if shown.digest_version >= 3:
        facts["topic"] = shown.topic
    return figure_digest(facts)


def intact(shown: Figure) -> bool:
    """True where the figure still says what its digest was made of."""
    return digest_of(shown) == shown.digest


def _iso(day: date) -> str:
    return day.isoformat()
