"""The embedded PostgreSQL: made on the first run, started when needed, shared by every Banli process of a folder.

Two file locks in the folder keep the processes in step. ``start.lock`` is held for the moment of starting or
stopping; ``use.lock`` is held shared for as long as a process uses the server, so that the last one out stops it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from banli.runtime import cluster, tuning
from banli.runtime.faults import CannotRun, from_os, no_room
from banli.runtime.folder import SOCKET_NAME, make_socket_folder, socket_folder
from banli.runtime.identity import choose, dies_with_parent
from banli.runtime.locks import Share, alone

NAME = "banli"
PATIENCE = 600.0
"""Seconds a server that lives may take to its first connection: a busy machine is no broken one."""
ROOM_TO_START = 24 << 20
LARGEST_LOG = 10 << 20
STARTING = ("starting up", "not yet accepting", "recovery", "shutting down", "No such file", "refused")


class Server:
    """The server of one data folder; use it as a context manager, or :meth:`acquire` and :meth:`release`.

    ``volatile`` gives up crash safety (throw-away databases); ``bound`` has it die with this process.
    """

    def __init__(self, folder: Path, *, volatile: bool = False, bound: bool = False) -> None:
        self.folder = folder
        self.volatile = volatile
        self.bound = bound
        self.process: subprocess.Popen[bytes] | None = None
        self.share: Share | None = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    @property
    def log(self) -> Path:
        """PostgreSQL's own log."""
        return self.folder / "logs" / "postgres.log"

    def acquire(self) -> None:
        """Have the server running and keep it so; raises :class:`CannotRun` with the reason in one line."""
        with alone(self.folder / "start.lock"):
            share = Share(self.folder / "use.lock")
            try:
                self._start()
            except BaseException:
                if share.leave():
                    self._stop()
                raise
            self.share = share

    def release(self) -> None:
        """Stop using the server; the last process out stops it."""
        if self.share is None:
            return
        share, self.share = self.share, None
        with alone(self.folder / "start.lock"):
            if share.leave():
                self._stop()

    def runs(self) -> bool:
        """True while the server's process is there, whoever started it."""
        return cluster.running(self.folder) is not None

    def revive(self) -> None:
        """Start the server again if it died while in use."""
        with alone(self.folder / "start.lock"):
            self._start()

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(socket_folder(self.folder)),
            user=NAME,
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        )

    def _start(self) -> None:
        if self.process is not None and self.process.poll() is not None:
            self.process = None
        patience = time.monotonic() + 15
        while cluster.running(self.folder) is None:
            if self._launch(retry=time.monotonic() < patience):
                break
            time.sleep(0.3)
        else:
            self._await(self.log.stat().st_size if self.log.exists() else 0)
        self._ensure_database()

    def _launch(self, *, retry: bool) -> bool:
        """Start the server; False where the remains of a killed one are still going away and ``retry`` allows."""
        existing = cluster.data(self.folder)
        owner = existing.stat().st_uid if existing.exists() else None
        identity = choose(self.folder, cluster.programs(), owner)
        cluster.ensure(self.folder, identity, volatile=self.volatile)
        free = _free(self.folder)
        if free < ROOM_TO_START:
            raise no_room(self.folder, ROOM_TO_START, free)
        sockets = make_socket_folder(self.folder)
        for left in (SOCKET_NAME, SOCKET_NAME + ".lock"):
            (sockets / left).unlink(missing_ok=True)
        identity.own(sockets)
        words = [*identity.prefix, str(cluster.programs() / "postgres"), "-D", str(existing)]
        for name, value in tuning.settings(sockets, volatile=self.volatile).items():
            words += ["-c", f"{name}={value}"]
        begin = self._roll_log()
        try:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    words,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=cluster.plain_environment(),
                    start_new_session=True,
                    preexec_fn=dies_with_parent(signal.SIGINT) if self.bound else None,  # noqa: PLW1509
                    **identity.options(),
                )
        except OSError as error:
            raise from_os(error, self.folder) from error
        return self._await(begin, retry=retry)

    def _await(self, begin: int, *, retry: bool = False) -> bool:
        """Wait for a real connection; ``begin`` is where in the log this start begins."""
        deadline = time.monotonic() + PATIENCE
        pause = 0.02
        while True:
            try:
                self._connect().close()
                return True
            except psycopg.OperationalError as error:
                reason = str(error)
            dead = self.process.poll() is not None if self.process else cluster.running(self.folder) is None
            if dead:
                self.process = None
                if retry and self._lingering(begin):
                    return False
                raise self._died(begin)
            if time.monotonic() > deadline and not ("starting up" in reason or "recovery" in reason):
                raise CannotRun(
                    "The database does not answer: %(reason)s", reason=reason.splitlines()[-1].strip()
                )
            time.sleep(pause)
            pause = min(0.2, pause * 1.3)

    def _ensure_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))

    def _stop(self) -> None:
        """Fast shutdown: sessions are ended, everything is written; harder where that takes too long."""
        for number, patience in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
            pid = self._pid()
            if pid is None:
                return
            with suppress(ProcessLookupError):
                os.kill(pid, number)
            if self._gone(pid, patience):
                self.process = None
                return

    def _pid(self) -> int | None:
        if self.process is not None and self.process.poll() is None:
            return self.process.pid
        self.process = None
        return cluster.running(self.folder)

    def _gone(self, pid: int, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            ended = self.process.poll() is not None if self.process else not cluster.alive(pid)
            if ended:
                return True
            time.sleep(0.01)
        return False

    def _roll_log(self) -> int:
        """Keep one old log once this one is large; gives the size of what is there now."""
        if not self.log.exists():
            return 0
        if self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
            return 0
        return self.log.stat().st_size

    def _said(self, begin: int) -> list[str]:
        with self.log.open("rb") as log:
            log.seek(begin)
            return log.read(64 << 10).decode("utf-8", "replace").splitlines()

    def _lingering(self, begin: int) -> bool:
        text = "\n".join(self._said(begin))
        return "pre-existing shared memory block" in text or 'lock file "postmaster.pid"' in text

    def _died(self, begin: int) -> CannotRun:
        lines = self._said(begin)
        if any("No space left on device" in line for line in lines):
            return no_room(self.folder, ROOM_TO_START, _free(self.folder))
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line or "error" in line.lower()]
        reason = (fatal or lines or ["no reason given"])[-1]
        return CannotRun("The database did not start: %(reason)s (see %(log)s)", reason=reason, log=self.log)


def _free(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize
