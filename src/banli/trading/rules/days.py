"""Counting the days between notice, session and result. Pure.

The day on which something is published is not counted (Civil Code art. 201). A least time is over when so many days
have passed, be the last one a day of rest; a publicity or an answer whose last day is one of rest ends on the next
working day (Civil Code art. 203).
"""

from __future__ import annotations

from datetime import date, timedelta

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.trading.rules.book import Days
from banli.worktime.rules import OPEN_END, Calendar, Unit, due

NO_CALENDAR = gettext_noop(
    "The public holidays of the year into which this runs are not on record yet: load its notice first."
)


def earliest(published: date, asked: Days, calendar: Calendar) -> date:
    """The first day on which registration may end.

    :raises Refused: where counting runs into a year whose holidays are not on record.
    """
    if asked.unit == "calendar":
        return published + timedelta(days=asked.days)
    return _known(due(published, asked.days, Unit.WORKING, calendar))


def last_day(begun: date, asked: Days, calendar: Calendar) -> date:
    """The last day of a publicity, or for an answer. Raises :class:`Refused` as :func:`earliest`."""
    return _known(due(begun, asked.days, Unit(asked.unit), calendar))


def _known(day: date) -> date:
    if day == OPEN_END:
        raise Refused(NO_CALENDAR)
    return day
