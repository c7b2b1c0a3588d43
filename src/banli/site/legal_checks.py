"""Whether what the law asks of the platform goes on: the checks behind ``/health`` and the second half of ``doctor``.

Each asks the record or the tables of the jobs. What is needed and fails makes ``/health`` answer 503.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from banli.kernel import clock
from banli.kernel.clock import SHANGHAI
from banli.kernel.statements import statements
from banli.ledger.service import latest_seal, oldest_after, oldest_waiting
from banli.notices.service import oldest_unsent
from banli.runtime.migrating import applied, shipped
from banli.site.health import Finding, ask, disk

SQL = statements("site", "jobs")
OUTBOX_OLDEST = timedelta(minutes=15)
"""What happened is counted and told every minute; a bulk intake may take some."""
MESSAGES_OLDEST = timedelta(hours=1)
"""A channel that does not answer is tried again after growing pauses; an hour is more than a short fault."""
MESSAGES_REMEDY = "see Messages at the desk for the channel and its answer, and ask whoever runs the gateway"
SEAL_LATEST = timedelta(hours=3)
"""After the end of a day: it is sealed within an hour."""
JOB_LATE = {"* * * * *": timedelta(minutes=15), "*/5 * * * *": timedelta(minutes=30)}
JOB_LATE_ELSE = timedelta(hours=3)
"""Without success; more than two rounds, so that one that failed and its next are no alarm."""
EASY = {"banli.calendar": timedelta(hours=50)}
"""Jobs nothing statutory hangs on, once a day."""
STALLED = timedelta(minutes=3)
"""A killed worker's jobs are taken up after one minute."""
REMEDY = "see the log of the job process (banli.runtime.worker) and start it again"


def outbox() -> Finding:
    """The age of the oldest news that nobody has counted or told."""
    oldest = oldest_waiting()
    age = clock.now() - oldest if oldest else timedelta()
    ok = age <= OUTBOX_OLDEST
    told = f"oldest row {_long(age)} old" if oldest else "empty"
    return Finding("outbox", ok, told, "" if ok else REMEDY, needed=True)


def messages() -> Finding:
    """The age of the oldest message that a channel has not taken, and should have."""
    oldest = oldest_unsent()
    age = clock.now() - oldest if oldest else timedelta()
    ok = age <= MESSAGES_OLDEST
    told = f"oldest due message {_long(age)} old" if oldest else "nothing waits"
    return Finding("messages", ok, told, "" if ok else MESSAGES_REMEDY, needed=True)


def jobs() -> list[Finding]:
    """When each job that runs by the clock last did its work; how long it has been waited for where it never did."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["done"])
        known = {name: (done, waited) for name, done, waited in cursor.fetchall()}
    plans = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}
    return [_job(name, cron, *known.get(name, (None, None))) for name, cron in sorted(plans.items())]


def _job(name: str, cron: str, done: timedelta | None, waited: timedelta | None) -> Finding:
    late = EASY.get(name) or JOB_LATE.get(cron, JOB_LATE_ELSE)
    age = done if done is not None else waited
    told = f"last done {_long(done)} ago" if done is not None else "not done yet"
    ok = age is None or age <= late
    label = name.replace("banli.", "job ")
    return Finding(label, ok, told, "" if ok else REMEDY, needed=name not in EASY)


def stalled() -> Finding:
    """Jobs whose worker is dead and that nobody takes up."""
    with connection.cursor() as cursor:
        silent: dict[str, Any] = {"silent": STALLED}
        cursor.execute(SQL["stalled"], silent)
        number = cursor.fetchone()[0]
    told = f"{number} left by dead workers"
    return Finding("stalled jobs", not number, told, REMEDY if number else "", needed=True)


def seal() -> Finding:
    """The last seal, and whether a day that ended long enough ago has none."""
    last = latest_seal()
    oldest = oldest_after(last.last_event if last else 0)
    told = f"last is number {last.number} of {last.day}" if last else "none yet"
    if oldest is None:
        return Finding("seal", True, told, needed=True)
    day = oldest.astimezone(SHANGHAI).date() + timedelta(days=1)
    due = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + SEAL_LATEST
    ok = clock.now() <= due
    return Finding("seal", ok, told, "" if ok else REMEDY + ", or seal with ./banli ledger seal", needed=True)


def schema() -> Finding:
    """Whether the tables are those of this program."""
    here, there = shipped(), applied()
    missing = sorted(f"{label}.{name}" for label, name in here - there)
    told = f"{len(there)} migrations" if not missing else f"without {missing[0]}"
    return Finding("schema", not missing, told, "./banli migrate" if missing else "", needed=True)


def standing(folder: Path) -> list[Finding]:
    """Every check of the record and its jobs, for a data folder whose database answers."""
    tables = schema()
    if not tables.ok:
        return [tables, disk(folder)]
    return [tables, outbox(), messages(), *jobs(), stalled(), seal(), *ask(), disk(folder)]


def _long(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds())) // 60
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
