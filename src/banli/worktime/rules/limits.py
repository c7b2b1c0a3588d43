"""Counting limits: when one ends, what is left of it, and why it ends that day.

The day of the event is day 0 and is not counted (Civil Code art. 201). Working-day limits count the days the
calendar says are worked (Administrative Licensing Law art. 82). A limit whose last day is a day of rest ends on the
next working day (Civil Code art. 203): one in calendar days, in months, or of nought days begun on a day of rest.
A month ends on the day of the same number, or on the last of the month where there is none (Civil Code art. 202):
31 January and one month is 28 or 29 February, and 28 February and one month is 28 March.

A pause (special procedure, Administrative Licensing Law art. 45) takes out the days d with start < d <= end:
working days of a working-day limit, all days of the others. A limit that would end inside a pause, or on the day one
begins, has not run out before it: it ends on the first working day after the pause. One that has run out is not
revived. How a pause is cut into pieces that touch changes nothing.
"""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.worktime.rules.awaited import OPEN_END, Awaited
from banli.worktime.rules.calendar import ONE_DAY, Calendar, UnknownYear
from banli.worktime.rules.units import Unit

LONGEST = 36_500
"""No limit of law is longer than this, in any unit; a larger number is a mistake."""

TOO_LONG = gettext_noop("A limit of %(number)d is longer than any the law knows.")


class Pause(NamedTuple):
    """A stretch that does not count: days d with ``start`` < d <= ``end``; ``notice`` names the paper behind it."""

    start: date
    end: date
    notice: str = ""


PauseLike = Pause | tuple[date, date] | tuple[date, date, str]


def in_order(pauses: Iterable[PauseLike]) -> tuple[Pause, ...]:
    """The pauses by their start.

    :raises Refused: where one ends before it starts, or two overlap. One may begin the day another ends.
    """
    ordered = tuple(sorted(Pause(*pause) for pause in pauses))
    for pause in ordered:
        if pause.end < pause.start:
            raise Refused(
                gettext_noop("The pause from %(start)s to %(end)s ends before it starts."),
                start=pause.start,
                end=pause.end,
            )
    for earlier, later in pairwise(ordered):
        if later.start < earlier.end:
            raise Refused(
                gettext_noop("The pauses from %(first)s and from %(second)s overlap."),
                first=earlier.start,
                second=later.start,
            )
    return ordered


def due(
    start: date,
    n: int,
    unit: Unit,
    calendar: Calendar,
    pauses: Iterable[PauseLike] = (),
    *,
    extension: int = 0,
    rests: bool = True,
) -> date:
    """The last day of a limit of ``n`` units, lengthened by ``extension`` units, that begins with ``start``.

    :data:`OPEN_END` where counting runs into a year not loaded; :func:`ends` says what is known then.

    :param rests: False for a limit in hours told in days: its last day may be one of rest.
    :raises Refused: for a negative or absurd number, overlapping pauses, or hours.
    """
    found = ends(start, n, unit, calendar, pauses, extension=extension, rests=rests)
    return OPEN_END if isinstance(found, Awaited) else found


def ends(
    start: date,
    n: int,
    unit: Unit,
    calendar: Calendar,
    pauses: Iterable[PauseLike] = (),
    *,
    extension: int = 0,
    rests: bool = True,
) -> date | Awaited:
    """As :func:`due`; for a limit that runs into a year not loaded, what is known of its end."""
    found = ends_after(start, sound(n, extension), unit, calendar, in_order(pauses), rests=rests)
    return found if isinstance(found, Awaited) else found[0]


def ends_after(
    start: date, n: int, unit: Unit, calendar: Calendar, pauses: Sequence[Pause], *, rests: bool = True
) -> Awaited | tuple[date, tuple[tuple[date, Pause | None], ...]]:
    """As :func:`settled` for ``n`` units and pauses in order; for an open end what is known of it."""
    plain = None
    try:
        if start == OPEN_END:
            raise UnknownYear(start.year)
        plain = unrolled(start, n, unit, calendar, pauses)
        return settled(start, plain, calendar, pauses, rests=rests)
    except UnknownYear as missing:
        over = [pause for pause in pauses if pause.end > start]
        if plain and any(pause.start <= plain <= pause.end for pause in over):
            plain = None
        return Awaited(n, unit, start, missing.year, plain, paused=bool(over))


def unrolled(start: date, n: int, unit: Unit, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    """The day of the ``n``-th unit that counts, wherever it falls; ``start`` itself for 0. Pauses are in order."""
    last = add(start, n, unit, calendar)
    for pause in pauses:
        if max(start, pause.start) < last:
            last = add(last, paused_days(start, pause, unit, calendar), _day_unit(unit), calendar)
    return last


def settled(
    start: date, last: date, calendar: Calendar, pauses: Iterable[Pause], *, rests: bool = True
) -> tuple[date, tuple[tuple[date, Pause | None], ...]]:
    """Where a limit begun on ``start`` ends whose last day would be ``last``, and the days it moved to on the way:
    each with the pause it moved behind, or None where it left days of rest.

    :param rests: a last day of rest moves to the next working day; not so for a limit in hours.
    """
    holding = [one for one in pauses if one.end > one.start and one.end > start]
    moves: list[tuple[date, Pause | None]] = []
    if rests and (working := calendar.on_or_after(last)) != last:
        last = working
        moves.append((last, None))
    while pause := next((one for one in holding if one.start <= last <= one.end), None):
        last = calendar.on_or_after(pause.end + ONE_DAY)
        moves.append((last, pause))
    return last, tuple(moves)


def add(day: date, n: int, unit: Unit, calendar: Calendar) -> date:
    """``n`` units after ``day``, without pauses and without moving a last day of rest."""
    if unit is Unit.WORKING:
        return calendar.step(day, n)
    if unit is Unit.CALENDAR:
        return _days_after(day, n)
    if unit is Unit.MONTH:
        return months_after(day, n)
    raise Refused(gettext_noop("A limit in hours is counted from a moment, not from a day."))


def paused_days(start: date, pause: Pause, unit: Unit, calendar: Calendar) -> int:
    """How many days of a limit begun on ``start`` the pause takes out."""
    begins = max(start, pause.start)
    if unit is Unit.WORKING:
        return calendar.count(begins, pause.end)
    return max((pause.end - begins).days, 0)


def extend(last: date, n: int, unit: Unit, calendar: Calendar) -> date:
    """The last day of a limit that ended on ``last`` and is extended by ``n`` units.

    For working days this is the same as counting ``n`` more from the beginning. For calendar days and months
    give ``extension`` to :func:`due` instead, so that a last day of rest is moved only once.
    """
    return due(last, n, unit, calendar)


def remaining(today: date, last: date, calendar: Calendar, unit: Unit = Unit.WORKING) -> int | None:
    """Days left after ``today`` until ``last``: 0 on the last day, negative once it has passed; None where that is
    not known, as ``last`` is an open end.

    Working days for a working-day limit, plain days for the others. Past ``last`` a day of a year not loaded is not
    counted: the limit is over by so many days at least, and by one.
    """
    if last == OPEN_END:
        return None
    if unit is not Unit.WORKING:
        return (last - today).days
    try:
        return working_days_between(today, last, calendar)
    except UnknownYear:
        return None if today <= last else -max(calendar.count_known(last, today), 1)


def working_days_between(first: date, second: date, calendar: Calendar) -> int:
    """Working days d with ``first`` < d <= ``second``; negative where ``second`` comes before ``first``."""
    if second < first:
        return -calendar.count(second, first)
    return calendar.count(first, second)


def due_moment(start: datetime, hours: int, pauses: Iterable[tuple[datetime, datetime]] = ()) -> datetime:
    """The moment a limit of ``hours`` ends that begins at ``start`` (Civil Code art. 201: at once, by the clock).

    A pause takes out its own length, as far as it lies after ``start`` and begins before the limit has ended.

    :raises Refused: for a negative or absurd number, or overlapping pauses.
    """
    sound(hours, 0)
    last, before = start + timedelta(hours=hours), None
    for begins, ends in sorted(pauses):
        if ends < begins or (before is not None and begins < before):
            raise Refused(gettext_noop("Two pauses overlap, or one ends before it starts."))
        before = ends
        if begins <= last and ends > start:
            last += ends - max(begins, start)
    return last


def sound(n: int, extension: int) -> int:
    """``n`` and ``extension`` together. Raises :class:`Refused` where one is negative or both are absurd."""
    if n < 0 or extension < 0:
        raise Refused(gettext_noop("A limit cannot be negative."))
    if n + extension > LONGEST:
        raise Refused(TOO_LONG, number=n + extension)
    return n + extension


def _day_unit(unit: Unit) -> Unit:
    """The days a pause gives back: working days to a working-day limit, plain days to the others."""
    return Unit.WORKING if unit is Unit.WORKING else Unit.CALENDAR


def _days_after(day: date, n: int) -> date:
    try:
        return day + timedelta(days=n)
    except OverflowError:
        raise Refused(TOO_LONG, number=n) from None


def months_after(day: date, n: int) -> date:
    """The day of the same number ``n`` months later, or the last of that month."""
    years, month = divmod(day.month - 1 + n, 12)
    year = day.year + years
    if year > date.max.year:
        raise Refused(TOO_LONG, number=n)
    last_of_month = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_of_month))
