"""From a data folder to a running Django with its database: what every command does first, and undoes last."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from banli.runtime import catalogues, cluster, database, folder
from banli.runtime.demo_clock import DemoClock
from banli.runtime.environment import Environment, read
from banli.runtime.faults import CannotRun
from banli.runtime.postgres import Server

OLDEST_SERVER = 160000


def choose(where: Path | None) -> Environment:
    """Fix the data folder for this process and its children, and give back the whole environment."""
    if where is not None:
        os.environ["BANLI_DIR"] = str(where)
    os.environ["BANLI_DIR"] = str(read().folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "banli.site.settings"
    environment = read()
    if environment.database_url:
        database.parse(environment.database_url)
    return environment


def has_database(environment: Environment) -> bool:
    """True where something was set up before; nothing is started or written to find out."""
    return bool(environment.database_url) or (cluster.data(environment.folder) / "PG_VERSION").exists()


@contextmanager
def with_django(where: Path | None) -> Iterator[Environment]:
    """Django without a database, for commands that only read files."""
    environment = choose(where)
    catalogues.refresh()
    DemoClock(environment).glance()
    _set_up()
    yield environment


@contextmanager
def with_database(where: Path | None, *, migrated: bool = True, reads: bool = False) -> Iterator[Environment]:
    """Django on a database that answers and has every table; stopped again if this process was its last user.

    :param reads: the command only reads: a folder in which nothing was set up is refused and stays as it is.
    """
    environment = choose(where)
    if reads and not has_database(environment):
        raise CannotRun(
            "There is no record in %(folder)s; give the folder of one with --dir.", folder=environment.folder
        )
    folder.prepare(environment.folder)
    catalogues.refresh()
    with ExitStack() as stack:
        if environment.database_url:
            reach(environment.database_url)
        else:
            stack.enter_context(Server(environment.folder))
        own_clock = DemoClock(environment)
        stack.callback(own_clock.leave)
        own_clock.join()
        _set_up()
        stack.callback(_hang_up)
        if migrated:
            from banli.runtime.migrating import ensure

            ensure()
            _found()
        yield environment


def _found() -> None:
    """See that the record is made with the digest that is asked for; a new one begins with it."""
    from banli.kernel.actors import SYSTEM
    from banli.ledger.service import found

    found(by=SYSTEM)


def reach(url: str) -> None:
    """See that a PostgreSQL we can use answers at ``url``; :class:`CannotRun` says what is there instead."""
    parameters = database.parse(url)
    try:
        with psycopg.connect(**{"connect_timeout": 5, **parameters}) as connection:
            version = connection.info.server_version
            encoding = connection.info.parameter_status("server_encoding")
    except psycopg.OperationalError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise CannotRun(
            "The database of DATABASE_URL cannot be reached: %(reason)s",
            reason=lines[0] if lines else "no reason",
        ) from None
    if version < OLDEST_SERVER:
        raise CannotRun(
            "DATABASE_URL leads to PostgreSQL %(version)d; 16 is the oldest.", version=version // 10000
        )
    if encoding != "UTF8":
        raise CannotRun(
            "The database of DATABASE_URL is in %(encoding)s; it must be UTF8.", encoding=encoding
        )


def _set_up() -> None:
    import django

    django.setup()


def _hang_up() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
