"""Writing the files of an issue into a folder: all of them or none, whatever fails on the way."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from banli.kernel.errors import BanliError
from banli.kernel.text import gettext_noop

HELD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class NotWritten(BanliError):
    """The files could not be written; what stood in the folder stands there still."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            gettext_noop("The report cannot be written to %(folder)s: %(why)s. Nothing there has changed."),
            folder=str(folder),
            why=error.strerror or type(error).__name__,
        )


def write_whole(made: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files by name into ``folder``: all of them, or none and the earlier ones stay.

    :raises NotWritten: where the folder cannot be made or written to, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(made, folder)
    except OSError as error:
        raise NotWritten(folder, error) from error
    return [folder / name for name in made]


def _replace(made: Mapping[str, bytes], folder: Path) -> None:
    """Write everything aside and down to the disk, keep what is there, and only then put one in place of the other."""
    _sweep(folder)
    aside = {name: folder / f".{name}.{os.getpid()}.new" for name in made}
    kept = {name: folder / f".{name}.{os.getpid()}.old" for name in made}
    try:
        for name, content in made.items():
            _write(aside[name], content)
        for name, path in kept.items():
            _keep(folder / name, path)
        with _unbroken():
            _exchange(folder, aside, kept)
        _sync(folder)
    finally:
        for path in (*aside.values(), *kept.values()):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _exchange(folder: Path, aside: Mapping[str, Path], kept: Mapping[str, Path]) -> None:
    done: list[str] = []
    try:
        for name, path in aside.items():
            done.append(name)
            path.replace(folder / name)
    except BaseException:
        for name in reversed(done):
            with suppress(OSError):
                if kept[name].exists():
                    kept[name].replace(folder / name)
                elif not aside[name].exists():
                    (folder / name).unlink(missing_ok=True)
        raise


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path, kept: Path) -> None:
    """The file at ``path`` under a second name; a copy where the disk has no second names."""
    if not path.exists():
        return
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)


def _sync(folder: Path) -> None:
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _sweep(folder: Path) -> None:
    """Remove what a killed process left aside."""
    for path in (*folder.glob(".weekly.*.new"), *folder.glob(".weekly.*.old")):
        number = path.suffixes[-2].lstrip(".")
        if number.isdecimal() and not Path(f"/proc/{number}").exists() and Path("/proc/self").exists():
            path.unlink(missing_ok=True)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Nobody who asks the process to end comes between two of the files; it ends right after the last."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = {number: signal.signal(number, lambda got, _frame: asked.append(got)) for number in HELD}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for one in asked:
            os.kill(os.getpid(), one)
