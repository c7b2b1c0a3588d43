"""Data folders for commands that run as processes of their own: made once for the whole run, copied for each test.

A new server with its tables takes twenty seconds of a core, a copy less than one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.site.helpers import banli


def data_folder(to: Path, kind: str = "loaded") -> Path:
    """A data folder at ``to``, which must not exist yet, as ``banli migrate`` or ``banli pack load`` leaves it.

    :param kind: ``migrated`` for the tables alone, ``loaded`` for the Sichuan pack in them.
    """
    return shared(kind, {"migrated": _migrated, "loaded": _loaded}[kind], to)


def shared(name: str, make: Callable[[Path], None], to: Path) -> Path:
    """A copy, at ``to``, of the folder that ``make`` fills; whoever of all workers comes first makes it."""
    root = Path(os.environ["BANLI_TEST_FOLDER"])
    made = root / name
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half = root / f"{name}.half"
            make(half)
            half.rename(made)
    shutil.copytree(made, to, symlinks=True)
    return to


def _migrated(folder: Path) -> None:
    _run("migrate", "--dir", str(folder))


def _loaded(folder: Path) -> None:
    _run("pack", "load", "--dir", str(data_folder(folder, "migrated")))


def _run(*words: str) -> None:
    done = banli(*words)
    assert done.returncode == 0, done.stderr
