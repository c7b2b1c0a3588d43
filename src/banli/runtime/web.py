"""The web process: ``python -m banli.runtime.web HOST PORT`` serves the site with two workers."""

from __future__ import annotations

import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from banli.runtime.identity import PARENT, dies_with_parent

WORKERS = 2
THREADS = 8
"""Requests one worker handles at once; as many as it may have database connections."""


def main(host: str, port: int) -> None:
    """Serve until told to stop, or until the supervisor dies."""
    dies_with_parent(parent=os.environ.get(PARENT, ""))()
    os.environ[PARENT] = str(os.getpid())
    Granian(
        "banli.site.web_worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
