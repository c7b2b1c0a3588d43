"""What the tests of the runtime share: Banli as a separate process, in an environment of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE
from tests.site.commands import forked


def surroundings(**extra: str) -> dict[str, str]:
    """This process's environment without what the harness set."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BANLI_")}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER"):
        kept.pop(name, None)
    return kept | {"LC_ALL": "C.UTF-8"} | extra


def banli(
    *arguments: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``banli`` to its end, in a process that is forked with its imports done (``tests/site/commands.py``)."""
    return forked(arguments, surroundings(**(environment or {})), cwd)


def afresh(
    *arguments: str, environment: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run ``banli`` to its end, begun from nothing as a shell does; some of every family of commands are run so."""
    ran: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-m", "banli", *arguments],
        env=surroundings(**(environment or {})),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        **options,
    )
    return ran


def start(words: Sequence[str], **extra: str) -> subprocess.Popen[str]:
    """Start a Python process whose output can be read line by line."""
    return subprocess.Popen(
        [sys.executable, *words],
        env=surroundings(**extra),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def processes_of(folder: Path) -> list[str]:
    """Command lines of the running processes that name ``folder`` in their arguments or environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            words = (entry / "cmdline").read_bytes()
            around = (entry / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in words or b"BANLI_DIR=" + os.fsencode(folder) + b"\0" in around:
            found.append(words.replace(b"\0", b" ").decode())
    return found


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
