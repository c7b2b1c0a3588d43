"""As whom the database server runs. PostgreSQL refuses root, so root hands it to an ordinary user."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

NOBODY = 65534


@dataclass(frozen=True)
class Identity:
    """How to start a program of the server: words to put before it, and whose the cluster is."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None

    def options(self) -> dict[str, Any]:
        """Keyword arguments for :class:`subprocess.Popen`; a prefix changes the user itself."""
        if self.user is None or self.prefix:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}

    def own(self, *folders: Path) -> None:
        """Give ``folders`` (not what lies in them) to the server's user."""
        for folder in folders:
            if self.user is not None and folder.stat().st_uid != self.user:
                os.chown(folder, self.user, self.group if self.group is not None else -1)


def choose(folder: Path, programs: Path, owner: int | None = None) -> Identity:
    """The identity for the server of ``folder``, whose cluster belongs to ``owner`` where it exists already."""
    if os.geteuid() != 0:
        return Identity()
    kept = folder.stat().st_uid if owner is None else owner
    if kept != 0:
        return _ordinary(kept, folder.stat().st_gid, folder, programs)
    prefix = _unshare()
    if prefix:
        return Identity(prefix=prefix)
    return _ordinary(NOBODY, NOBODY, folder, programs)


def _ordinary(user: int, group: int, *places: Path) -> Identity:
    """``user``; where it may not enter one of ``places`` (a checkout below /root), with the right to pass there."""
    plain = Identity(user=user, group=group)
    entered = [
        subprocess.run(["test", "-x", str(place)], check=False, cwd="/", **plain.options()).returncode == 0
        for place in places
    ]
    tool = shutil.which("setpriv")
    if all(entered) or tool is None:
        return plain
    become = (tool, f"--reuid={user}", f"--regid={group}", "--clear-groups")
    prefix = (*become, "--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return Identity(prefix=prefix, user=user, group=group) if tried.returncode == 0 else plain


@cache
def _unshare() -> tuple[str, ...]:
    """``unshare`` with root mapped to nobody, where kernel and container allow it: no file changes its owner."""
    tool = shutil.which("unshare")
    if tool is None:
        return ()
    prefix = (tool, "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if tried.returncode == 0 else ()


PARENT = "BANLI_PARENT"
"""In the environment of a child: the process that started it."""


def dies_with_parent(number: int = signal.SIGTERM, parent: str = "") -> Callable[[], None]:
    """A function that asks the kernel to send ``number`` to its process when the parent dies; only Linux can.

    The kernel tells of no parent that died before it was asked: a process that was told its parent and has another one
    by then ends itself.

    :param parent: the process that started this one, by number; '' where nobody says.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent_death_signal = 1

    def ask() -> None:
        prctl(parent_death_signal, int(number), 0, 0, 0)
        if parent.isdigit() and os.getppid() != int(parent):
            os.kill(os.getpid(), int(number))

    return ask
