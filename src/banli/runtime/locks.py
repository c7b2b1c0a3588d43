"""File locks between the Banli processes of one data folder; the kernel drops them when a process dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banli.runtime.faults import CannotRun, from_os


@contextmanager
def alone(path: Path, patience: float = 600.0, refusal: CannotRun | None = None) -> Iterator[None]:
    """Hold ``path`` against every other process; waits up to ``patience`` seconds for one that holds it.

    :param refusal: what is raised where that one still holds it then.
    """
    descriptor = _open(path)
    try:
        deadline = time.monotonic() + patience
        while not _try(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise refusal or CannotRun(
                    "Another Banli process has been holding %(path)s for too long.", path=path
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


class Share:
    """One process's part in something that several use; :meth:`leave` tells whether it was the last."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor = _open(path)
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def alone(self) -> bool:
        """True where nobody else has a part; only certain while the start lock is held."""
        last = _try(self.descriptor, fcntl.LOCK_EX)
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)
        return last

    def leave(self) -> bool:
        """Give up the part. True where nobody else has one; only certain while the start lock is held."""
        last = _try(self.descriptor, fcntl.LOCK_EX)
        os.close(self.descriptor)
        return last


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise from_os(error, path.parent) from error


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
