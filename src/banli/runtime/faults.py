"""Faults of the machine, said in one line. They come before translations are loaded, so they are plain English."""

from __future__ import annotations

import errno
from pathlib import Path

from banli.kernel.errors import BanliError


class CannotRun(BanliError):
    """The machine, the folder or the database does not allow it; the message says what to do about it."""

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


def no_room(folder: Path, needed: int, free: int) -> CannotRun:
    """The one line for a full disk; ``needed`` and ``free`` in bytes."""
    return CannotRun(
        "There is no room left on the disk at %(folder)s: %(free)d MB free, at least %(needed)d MB needed.",
        folder=folder,
        free=free >> 20,
        needed=needed >> 20,
    )


def from_os(error: OSError, folder: Path) -> CannotRun:
    """What the operating system refused in ``folder``, in one line."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return CannotRun("There is no room left on the disk at %(folder)s.", folder=folder)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        where = error.filename or folder
        return CannotRun(
            "No permission to write %(where)s; choose another folder with --dir or BANLI_DIR.", where=where
        )
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return CannotRun("%(folder)s is not a folder; choose another with --dir.", folder=folder)
    return CannotRun(
        "%(folder)s cannot be used: %(reason)s.", folder=folder, reason=error.strerror or str(error)
    )
