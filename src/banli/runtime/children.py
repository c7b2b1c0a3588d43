"""Child processes that are kept alive: started again with growing pauses when they die, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from banli.runtime.identity import PARENT

LONGEST_PAUSE = 30.0
CALM = 60.0
"""Seconds a child must live for its next death to count as the first."""


@dataclass
class Child:
    """One process and how often it died lately."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    due: float = 0.0
    """Not to be started before this moment of the monotonic clock."""

    def start(self) -> None:
        """Start it in a session of its own: a Ctrl-C reaches the supervisor alone, which then stops everything."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.words,
            stdin=subprocess.DEVNULL,
            env={**self.environment, PARENT: str(os.getpid())},
            start_new_session=True,
        )

    def check(self) -> str:
        """Start it again when it died and its pause is over; what happened, in words, or ''."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return ""
        code = self.process.poll()
        if code is None:
            return ""
        _signal(self.process, signal.SIGKILL, group=True)  # workers of a killed server would keep its port
        self.process = None
        self.deaths = 1 if time.monotonic() - self.started > CALM else self.deaths + 1
        pause = min(LONGEST_PAUSE, 0.5 * 2 ** (self.deaths - 1))
        self.due = time.monotonic() + pause
        ended = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return f"{self.name} {ended}; starting it again in {pause:g} s"


@dataclass
class Children:
    """All children of one supervisor."""

    members: list[Child] = field(default_factory=list)

    def add(self, name: str, *words: str, **extra: str) -> Child:
        """Start a Python child with ``words`` after the interpreter; ``extra`` is added to its environment."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GRANIAN_")}
        child = Child(name, [sys.executable, *words], kept | extra)
        child.start()
        self.members.append(child)
        return child

    def check(self) -> list[str]:
        """Look after every child; what happened, one line each."""
        return [line for child in self.members if (line := child.check())]

    def stop(self, patience: float = 8.0) -> None:
        """Ask all of them to end, then end them with their whole session; returns when none is left."""
        running = [child.process for child in self.members if child.process is not None]
        for process in running:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + patience
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.05, deadline - time.monotonic()))
            _signal(process, signal.SIGKILL, group=True)
            process.wait()
        self.members.clear()


def _signal(process: subprocess.Popen[bytes], number: int, *, group: bool = False) -> None:
    try:
        if group:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
    except (ProcessLookupError, PermissionError):
        return
