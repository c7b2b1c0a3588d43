"""The verification of the record together with the cases it tells of: each case knows where its chain ends.

An event that was removed from the end of a chain before a seal covered it leaves no trace among the events. The case
still says how many there were, and the digest of the last one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from django.db import connection
from django.db.models import Max

from banli.cases.models import Case
from banli.kernel.errors import Problem
from banli.kernel.statements import statements
from banli.kernel.text import gettext_noop
from banli.ledger.service import Progress, Verdict, verify

RANGE = 200_000
"""Cases that one statement compares."""
SQL = statements("cases", "record_check")
ASTRAY = SQL["astray"]


def verify_record(
    progress: Progress | None = None, *, day: date | None = None, parallel: bool = False
) -> Verdict:
    """As :func:`banli.ledger.service.verify`; where the whole record holds, also the end of every case's chain."""
    verdict = verify(progress, day=day, parallel=parallel)
    if not verdict.ok or day is not None:
        return verdict
    astray = next((found for found in _compared(parallel=parallel) if found), None)
    if astray is None:
        return verdict
    number, version = astray
    message = gettext_noop(
        "Event number %(seq)d of case %(number)s is missing, or is not the last one it left."
    )
    problem = Problem(number, message, (("seq", version), ("number", number)))
    return replace(verdict, ok=False, first_fault=str(problem))


def _compared(*, parallel: bool) -> Iterator[tuple[str, int] | None]:
    """The first case of each range whose chain does not end as it says."""
    last = Case.objects.aggregate(last=Max("id"))["last"] or 0
    starts = range(1, last + 1, RANGE)
    if not parallel or connection.in_atomic_block or len(starts) < 2:
        yield from map(_first_astray, starts)
        return
    pool = ThreadPoolExecutor(1 + (os.cpu_count() or 1))
    try:
        yield from pool.map(_apart, starts)
    finally:
        pool.shutdown(cancel_futures=True)


def _apart(start: int) -> tuple[str, int] | None:
    try:
        return _first_astray(start)
    finally:
        connection.close()


def _first_astray(start: int) -> tuple[str, int] | None:
    with connection.cursor() as cursor:
        cursor.execute(ASTRAY, {"first": start, "last": start + RANGE - 1})
        found: tuple[str, int] | None = cursor.fetchone()
    return found
