"""Which folder a demo may be made in: a new one, or its own from an earlier run."""

from __future__ import annotations

import psycopg

from banli.kernel.statements import statements
from banli.runtime import database, folder, running
from banli.runtime.demo_clock import DemoClock
from banli.runtime.environment import Environment
from banli.runtime.faults import CannotRun

EARLIER = "demo-password"
"""What every demo leaves in its folder, also one from before demos had a clock."""


def claim(environment: Environment) -> None:
    """Make the folder a demo's before anything else is in it; safe to repeat.

    :raises CannotRun: where it holds a record that is no demo, or a demo whose days were those of the machine.
    """
    own = DemoClock(environment)
    if own.there:
        return
    folder.prepare(environment.folder)
    if (environment.folder / EARLIER).exists():
        raise CannotRun(
            "%(folder)s holds a demo of an earlier Banli, which had no time of its own; remove the folder and run"
            " again, or give another one with --dir.",
            folder=environment.folder,
        )
    if _holds_a_record(environment):
        raise CannotRun(
            "%(where)s holds a record that is no demo; give the demo a folder of its own with --dir.",
            where="The database of DATABASE_URL" if environment.database_url else environment.folder,
        )
    own.make()


def _holds_a_record(environment: Environment) -> bool:
    """True where anything was set up before."""
    url = environment.database_url
    if not url:
        return running.has_database(environment)
    running.reach(url)
    asked = statements("ledger", "events")
    with psycopg.connect(**{"connect_timeout": 5, **database.parse(url)}) as connection:
        row = connection.execute(asked["has_table"]).fetchone()
        if not row or not row[0]:
            return False
        row = connection.execute(asked["has_events"]).fetchone()
    return bool(row and row[0])
