"""Figures are frozen here: a number with everything needed to find it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append, hold_still
from banli.statistics.models import Figure
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules.indicators import STATEMENT, indicator
from banli.statistics.rules.lines import By, Line
from banli.statistics.rules.periods import check_range
from banli.statistics.rules.subjects import CASE
from banli.statistics.selectors.figures import digest_of, figure_of
from banli.statistics.selectors.readings import reading
from banli.statistics.selectors.tallies import tally_figure, tally_number, tally_reading


@transaction.atomic
def freeze_statement(*, by: Actor, from_: date, to: date) -> list[Figure]:
    """Freeze the six numbers of the report as figures, and leave one event.

    Writers of the ledger wait until the transaction ends: otherwise an event with a lower id could still be on its
    way, and the figure would not be the same when opened. Call it before the transaction writes events of its own.

    :raises Refused: where ``from_`` is after ``to``.
    """
    GRANTS.require(by, StatisticsPermission.FREEZE)
    check_range(from_, to)
    hold_still()
    found = reading(from_, to, indicators=STATEMENT)
    figures = [
        _frozen(figure_of(found, line, one, by=By.KIND), by) for line in found.lines for one in STATEMENT
    ]
    _note(figures, by)
    return figures


@transaction.atomic
def freeze(
    *,
    by: Actor,
    from_: date,
    to: date,
    key: str,
    line_by: By | None = None,
    line: str = "",
    topic: str = CASE,
) -> Figure:
    """Freeze the indicator ``key`` of one line, or of all lines together, and leave one event.

    The ledger is held still as :func:`freeze_statement` does.

    :param topic: what is counted; a tally has its own lines and asks for no ``line_by``.

    :raises Missing: where there is no such indicator.
    :raises Refused: where ``from_`` is after ``to``, the indicator is not kept by ``line_by``, or there is no data.
    """
    GRANTS.require(by, StatisticsPermission.FREEZE)
    check_range(from_, to)
    if topic != CASE:
        number = tally_number(topic, key)
        hold_still()
        figure = _frozen(tally_figure(tally_reading(topic, from_, to), number, line), by)
        _note([figure], by)
        return figure
    of = indicator(key)
    hold_still()
    found = reading(from_, to, by=line_by or By.KIND, indicators=(of,))
    chosen = next((one for one in found.lines if one.key == line), Line(line)) if line_by else found.total
    figure = _frozen(figure_of(found, chosen, of, by=line_by), by)
    _note([figure], by)
    return figure


def _frozen(figure: Figure, by: Actor) -> Figure:
    figure.frozen_at, figure.frozen_by = clock.now(), by.label
    figure.digest = digest_of(figure)
    figure.save(force_insert=True)
    return figure


def _note(figures: Sequence[Figure], by: Actor) -> None:
    first = figures[0]
    append(
        topic="figure",
        subject=str(first.pk),
        name="frozen",
        by=by,
        body={
            "from": first.from_day.isoformat(),
            "to": first.to_day.isoformat(),
            "position": first.ledger_position,
            **({"counts": first.topic} if first.topic != CASE else {}),
            "digests": {str(figure.pk): figure.digest for figure in figures},
        },
    )
