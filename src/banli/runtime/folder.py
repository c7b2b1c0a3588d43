"""The data folder: what lies in it, who may read it, and where the database's socket goes."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from banli.kernel.whole_files import write_whole
from banli.runtime.faults import CannotRun, from_os

MARKER = ".banli"
MARKER_TEXT = "A Banli data folder. Its files belong together; stop Banli before you copy it.\n"
SOCKET_NAME = ".s.PGSQL.5432"
OURS = ("lost+found", f".{MARKER}.")
"""How names begin that are no stranger's: what a disk brings along, and a marker that was being written."""
FOLDERS, FILES, MASK = 0o700, 0o600, 0o077
"""Who may do what in a data folder: its owner everything, nobody else anything."""
LONGEST_SOCKET = 107
"""Bytes the kernel allows for a Unix socket's path."""


def prepare(folder: Path) -> None:
    """Make ``folder`` a data folder, or see that it is one; safe to repeat. Raises :class:`CannotRun`."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        marker = folder / MARKER
        if not marker.exists():
            strangers = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith(OURS))
            if strangers:
                raise CannotRun(
                    "%(folder)s holds other files (%(name)s ...); "
                    "give an empty folder or a Banli data folder with --dir.",
                    folder=folder,
                    name=strangers[0],
                )
            write_whole(marker, MARKER_TEXT)
        for name in ("media", "logs", "static"):
            (folder / name).mkdir(exist_ok=True, mode=0o700)
        keep_secret(folder)
        close(folder)
    except OSError as error:
        raise from_os(error, folder) from error


def close(folder: Path) -> None:
    """Let nobody but the owner into a folder that was open to others; once, and told by the marker's own mode.

    The database's cluster sees to itself. The right to pass through the folder stays, for a server of another user.
    """
    marker = folder / MARKER
    if stat.S_IMODE(marker.stat().st_mode) == FILES and not folder.stat().st_mode & 0o066:
        return
    folder.chmod(stat.S_IMODE(folder.stat().st_mode) & ~0o066)
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not (Path(place) / name / "PG_VERSION").exists()]
        for names, mode in ((folders, FOLDERS), (files, FILES)):
            for name in names:
                _narrow(Path(place) / name, mode)
    marker.chmod(FILES)


def _narrow(path: Path, mode: int) -> None:
    """Take the rights of others away; what belongs to somebody else, or is gone by now, is left."""
    found = path.lstat()
    if found.st_mode & 0o077 and (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
        with suppress(FileNotFoundError, PermissionError):
            path.chmod(mode)


def keep_secret(folder: Path) -> str:
    """The folder's signing key, made on the first run and readable by its owner alone."""
    path = folder / "secret"
    kept = read_secret(folder)
    if kept:
        return kept
    fresh = secrets.token_urlsafe(48)
    draft = folder / f".secret.{os.getpid()}"
    try:
        write_whole(draft, fresh)
        draft.chmod(0o600)
        os.link(draft, path)
    except FileExistsError:
        if not read_secret(folder):
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return read_secret(folder)


def read_secret(folder: Path) -> str:
    """The folder's signing key, or '' where it has none yet."""
    try:
        return (folder / "secret").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def socket_folder(folder: Path) -> Path:
    """Where the server's socket lies: in the data folder, or in a temporary one where that path is too long."""
    own = folder / "run"
    if len(os.fsencode(own / SOCKET_NAME)) <= LONGEST_SOCKET:
        return own
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"banli-{os.geteuid()}-{digest}"


def make_socket_folder(folder: Path) -> Path:
    """Make the socket's folder for its owner alone; a temporary one made by somebody else is refused."""
    path = socket_folder(folder)
    try:
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
        strange = not stat.S_ISDIR(found.st_mode)
        if strange or (path.parent != folder and found.st_uid not in {os.geteuid(), 65534}):
            raise CannotRun("%(path)s belongs to somebody else; remove it and run again.", path=path)
        path.chmod(0o700)
    except OSError as error:
        raise from_os(error, path) from error
    return path
