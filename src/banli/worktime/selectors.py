"""Reads: the editions on record, the calendar they make, and the calendar a pack ships."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db import connection
from django.db.models import Count, Max

from banli.kernel import yamlfile
from banli.worktime.models import CalendarEdition
from banli.worktime.rules.calendar import Calendar
from banli.worktime.rules.edition import Edition, Notice, edition_in

SHIPPED = Path(__file__).resolve().parent.parent / "packs" / "sichuan" / "calendars"
"""The calendars that come with the product."""
LOOK_AGAIN = 3.0
"""Seconds of the machine's own time for which a calendar is used before asking whether another process added an
edition; the held clock of a replay has no part in it."""

Version = tuple[str, int, int]


@dataclass
class _Kept:
    """The calendar last built, what it was built from, and when that was last confirmed."""

    version: Version | None = None
    calendar: Calendar | None = None
    confirmed: float = float("-inf")


_kept = _Kept()


def calendar() -> Calendar:
    """The calendar of every edition on record; it knows no year that was not loaded.

    Costs nothing while fresh, and one small query every few seconds.
    """
    now = time.monotonic()
    if _kept.calendar is not None and now - _kept.confirmed < LOOK_AGAIN:
        return _kept.calendar
    version = _version()
    if _kept.calendar is None or version != _kept.version:
        _kept.calendar = Calendar(loaded_editions())
        _kept.version = version
    _kept.confirmed = now
    return _kept.calendar


def forget_calendar() -> None:
    """Make the next :func:`calendar` ask the database again."""
    _kept.confirmed = float("-inf")


def loaded_editions() -> list[Edition]:
    """Every edition on record, by year and edition."""
    return [_edition(row) for row in CalendarEdition.objects.order_by("year", "edition")]


def calendar_in(folder: Path) -> Calendar:
    """The calendar of the edition files in ``folder``, without any database.

    :raises FileFault: with file, line and what is wrong.
    """
    return Calendar(editions_in(folder))


@lru_cache(maxsize=4)
def shipped_calendar(folder: Path = SHIPPED) -> Calendar:
    """As :func:`calendar_in` for files that do not change while the product runs; read once."""
    return calendar_in(folder)


def editions_in(folder: Path) -> list[Edition]:
    """The editions of the files ``<year>-<edition>.yaml`` in ``folder``.

    :raises FileFault: with file, line and what is wrong; also where the folder has no such file.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise yamlfile.FileFault(str(folder), 0, yamlfile.NOTHING_HERE)
    return [edition_at(path) for path in paths]


def edition_at(path: Path) -> Edition:
    """The edition of one file, named ``<year>-<edition>.yaml``; raises as :func:`editions_in`."""
    file = yamlfile.read(path)
    edition = edition_in(file)
    if path.stem != edition.key:
        raise file.fault(("edition",), yamlfile.WRONG_NAME, name=f"{edition.key}.yaml")
    return edition


def _edition(row: CalendarEdition) -> Edition:
    return Edition(
        year=row.year,
        edition=row.edition,
        notice=Notice(number=row.notice_number, date=row.notice_date, page=row.notice_page),
        checked=row.checked,
        off={date.fromisoformat(day): name for day, name in row.off.items()},
        worked=frozenset(date.fromisoformat(day) for day in row.worked),
    )


def _version() -> Version:
    """Rows are only ever added, so their number and the last one's id name the set of editions."""
    row = CalendarEdition.objects.aggregate(count=Count("id"), last=Max("id"))
    return str(connection.settings_dict["NAME"]), row["count"], row["last"] or 0
