"""Taking numbers. A number taken in a transaction that is rolled back was never taken."""

from __future__ import annotations

from django.db import connection

from banli.kernel.errors import Refused
from banli.kernel.statements import statements
from banli.kernel.text import gettext_noop
from banli.numbering.models import Series

SQL = statements("numbering", "series")


def take(series: str, count: int = 1) -> int:
    """The next number of ``series`` (the first of ``count``); others wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["take"], {"series": series, "count": count})
        return int(cursor.fetchone()[0]) - count + 1


def start(series: str, last: int) -> None:
    """Say that ``last`` was the last number given before this platform kept the series.

    :raises Refused: where the series has already moved past its start.
    """
    row, made = Series.objects.get_or_create(key=series, defaults={"last": last})
    if not made and row.last != last:
        raise Refused(
            gettext_noop("Series %(series)s already stands at %(last)s."), series=series, last=row.last
        )


def move_past(series: str, last: int) -> None:
    """See to it that numbers up to ``last``, which were given elsewhere, are not given here again."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["move_past"], {"series": series, "last": last})
