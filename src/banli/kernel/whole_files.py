"""Files that are there whole or not at all, whatever fails on the way: a full disk, a kill, a cut of power."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the operating system answers where nothing more can be written: disk, quota, or the limit of a process."""


def no_room(error: BaseException | None) -> bool:
    """True where ``error``, or what it came from, is that nothing more can be written."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        seen.append(error)
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write under: in its place, and down on the disk, at the end of the block; gone where
    the block fails. A link is followed; what is no file (``/dev/stdout``, a pipe) is written to as it is."""
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        yield path
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}")
    try:
        yield draft
        _sync(draft, os.O_RDWR)
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    with suppress(OSError):
        _sync(path.parent, os.O_RDONLY)


def write_whole(path: Path, content: bytes | str) -> None:
    """Put ``content`` (text as UTF-8) where ``path`` is; an earlier file stays until the new one is whole."""
    with aside(path) as draft:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)


def add_line(path: Path, line: str) -> None:
    """Add ``line`` to a list of lines: all of it or nothing."""
    place = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        before = os.fstat(place).st_size
        text = f"{line}\n".encode()
        try:
            if os.write(place, text) < len(text):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(place)
        except OSError:
            os.ftruncate(place, before)
            raise
    finally:
        os.close(place)


def _sync(path: Path, how: int) -> None:
    place = os.open(path, how)
    try:
        os.fsync(place)
    finally:
        os.close(place)
