"""Data folders for commands that run as processes of their own: made once for the whole run, copied for each test.

A new server with its tables takes twenty seconds of a core, a copy less than one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

from tests.site.helpers import banli

COMMANDS = {"migrated": ("migrate",), "loaded": ("pack", "load")}
"""What each kind of folder was made by."""


def data_folder(to: Path, kind: str = "loaded") -> Path:
    """A data folder at ``to``, which must not exist yet, as ``banli migrate`` or ``banli pack load`` leaves it.

    :param kind: ``migrated`` for the tables alone, ``loaded`` for the Sichuan pack in them.
    """
    shutil.copytree(_made(kind), to, symlinks=True)
    return to


def _made(kind: str) -> Path:
    """The folder of this kind that all workers share; whoever comes first makes it."""
    root = Path(os.environ["BANLI_TEST_FOLDER"])
    made = root / kind
    with (root / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half = root / f"{kind}.half"
            if kind == "loaded":
                data_folder(half, "migrated")
            done = banli(*COMMANDS[kind], "--dir", str(half))
            assert done.returncode == 0, done.stderr
            half.rename(made)
    return made
