"""The data folder: what lies in it, who may read it, and where the database's socket goes."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from banli.site.runtime.faults import CannotRun, from_os

MARKER = ".banli"
MARKER_TEXT = "A Banli data folder. Its files belong together; stop Banli before you copy it.\n"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107
"""Bytes the kernel allows for a Unix socket's path."""


def prepare(folder: Path) -> None:
    """Make ``folder`` a data folder, or see that it is one; safe to repeat. Raises :class:`CannotRun`."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        marker = folder / MARKER
        if not marker.exists():
            strangers = sorted(entry.name for entry in folder.iterdir() if entry.name != "lost+found")
            if strangers:
                raise CannotRun(
                    "%(folder)s holds other files (%(name)s ...); "
                    "give an empty folder or a Banli data folder with --dir.",
                    folder=folder,
                    name=strangers[0],
                )
            marker.write_text(MARKER_TEXT, encoding="utf-8")
        for name in ("media", "logs", "static"):
            (folder / name).mkdir(exist_ok=True, mode=0o750)
        keep_secret(folder)
    except OSError as error:
        raise from_os(error, folder) from error


def keep_secret(folder: Path) -> str:
    """The folder's signing key, made on the first run and readable by its owner alone."""
    path = folder / "secret"
    kept = read_secret(folder)
    if kept:
        return kept
    fresh = secrets.token_urlsafe(48)
    draft = folder / f".secret.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(fresh)
    try:
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
