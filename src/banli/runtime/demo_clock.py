"""The clock of a demo's folder. It runs while a Banli process uses the folder, and waits where none does.

The file ``demo-clock`` makes a folder a demo's. It holds a moment and, while the clock runs, the machine's monotonic
counter at that moment: every process reads the same line from it, and no change of the machine's clock moves it. Two
file locks keep the processes in step, as those of the database do. After a kill the clock goes on from what was noted
last or from the newest event of the record, whichever is later. ``BANLI_NOW`` stands for the machine's clock and does
not touch this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

import psycopg

from banli.kernel import clock
from banli.kernel.clock import Run
from banli.kernel.statements import statements
from banli.kernel.whole_files import write_whole
from banli.runtime import database
from banli.runtime.environment import Environment
from banli.runtime.faults import CannotRun, from_os
from banli.runtime.locks import Share, alone

FILE = "demo-clock"
FIRST = datetime(2022, 11, 15, 9, 30, tzinfo=clock.SHANGHAI)
"""Where a demo begins: the day printed on the report's issue, at the beginning of office hours."""
NEWEST = statements("ledger", "events")["newest"]


class DemoClock:
    """One process's part in the clock of its folder, kept in the file ``demo-clock``."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.path = environment.folder / FILE
        self.share: Share | None = None

    @property
    def there(self) -> bool:
        """True in the folder of a demo."""
        return self.path.exists()

    def make(self) -> None:
        """Make the folder a demo's. Its clock stands until :meth:`start`."""
        if not self.there:
            self._write(Run(FIRST), ready=False)

    def join(self) -> None:
        """Go by the folder's clock, if it has one; who comes first sets it going.

        :raises CannotRun: where the file cannot be read, or the demo lies in another database.
        """
        if not self.there:
            clock.carry(None)
            return
        with self._alone():
            self.share = Share(self.path.with_name(f"{FILE}.use"))
            run, ready = self._read()
            if ready and self.share.alone():
                run = Run(max(run.at, self._newest() or run.at)).going()
                self._write(run, ready=True)
            clock.carry(run)

    def glance(self) -> None:
        """Go by the folder's clock without setting it going for others; for commands that record nothing."""
        if not self.there:
            clock.carry(None)
            return
        with self._alone():
            share = Share(self.path.with_name(f"{FILE}.use"))
            run, ready = self._read()
            if share.leave() and ready:
                run = Run(run.at).going()
            clock.carry(run)

    def start(self) -> None:
        """Set a clock going that stands, now that the demo is made."""
        with self._alone():
            run, ready = self._read()
            if not ready:
                run = run.going()
                self._write(run, ready=True)
            clock.carry(run)

    def note(self) -> None:
        """Note what the clock shows while it runs, so that little of it is lost by a kill."""
        if not self.there:
            return
        with self._alone():
            run, ready = self._read()
            if ready and run.mark is not None:
                self._write(run.going(), ready=True)

    def leave(self) -> None:
        """Stop using the clock; the last process out notes where it stopped."""
        if self.share is None:
            return
        with self._alone():
            share, self.share = self.share, None
            run, ready = self._read()
            if share.leave() and ready:
                self._write(Run(run.reading()), ready=True)
        clock.carry(None)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with alone(self.path.with_name(f"{FILE}.lock")):
            yield

    def _read(self) -> tuple[Run, bool]:
        """The clock, and whether its demo is made."""
        try:
            told = json.loads(self.path.read_text(encoding="ascii"))
            run = Run(datetime.fromisoformat(told["at"]).astimezone(clock.SHANGHAI), told["mark"])
            ready, where = bool(told["ready"]), told["database"]
        except (OSError, ValueError, KeyError, TypeError):
            raise CannotRun(
                "%(path)s cannot be read; remove the folder and make the demo again.", path=self.path
            ) from None
        if where != self._database():
            raise CannotRun(
                "%(folder)s is the folder of a demo that lies in another database; give another folder with --dir,"
                " or the demo's DATABASE_URL.",
                folder=self.path.parent,
            )
        return run, ready

    def _write(self, run: Run, *, ready: bool) -> None:
        """The whole file or nothing of it, also when the power is cut."""
        told = {"at": run.at.isoformat(), "mark": run.mark, "ready": ready, "database": self._database()}
        try:
            write_whole(self.path, json.dumps(told))
        except OSError as error:
            raise from_os(error, self.path.parent) from error

    def _database(self) -> str:
        """Which database the demo lies in: empty for that of the folder."""
        if not self.environment.database_url:
            return ""
        told = database.parse(self.environment.database_url)
        return " ".join(str(told.get(name, "")) for name in ("host", "port", "dbname"))

    def _newest(self) -> datetime | None:
        """When the newest event of the record was written down; None where there is none yet."""
        url, found = self.environment.database_url, None
        where: dict[str, Any] = database.parse(url) if url else database.embedded(self.environment.folder)
        with suppress(psycopg.Error), psycopg.connect(**{"connect_timeout": 5, **where}) as connection:
            row = connection.execute(NEWEST).fetchone()
            found = row[0].astimezone(clock.SHANGHAI) if row and row[0] else None
        return found
