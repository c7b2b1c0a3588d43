"""Static files under names that carry their digest, collected into the data folder when a source changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from banli.kernel.whole_files import write_whole
from banli.runtime.faults import CannotRun


def fingerprint() -> str:
    """What is there now: path, size and time of every source."""
    summary = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: str(pair[0])):
            found = Path(storage.path(path)).stat()
            summary.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return summary.hexdigest()


def collect() -> None:
    """Collect when needed; raises :class:`CannotRun` with the last line of the reason."""
    stamp = settings.STATIC_ROOT / ".collected"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    words = [sys.executable, "-W", "ignore", "-m", "django", "collectstatic", "--noinput", "--clear", "-v0"]
    done = subprocess.run(
        words, env={**os.environ, "BANLI_STATIC": "hashed"}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise CannotRun("The static files could not be collected: %(reason)s", reason=reason)
    write_whole(stamp, wanted)
