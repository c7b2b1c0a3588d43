"""A file is there whole or not at all, and a line is added whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from banli.kernel import whole_files

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
LIMITED = """
import resource, signal, sys
from pathlib import Path
from banli.kernel.whole_files import add_line, no_room, write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
path, lines = Path(sys.argv[1]), Path(sys.argv[2])
for write in (lambda: write_whole(path, "x" * 5000), lambda: add_line(lines, "y" * 990)):
    try:
        write()
    except OSError as error:
        print(no_room(error))
"""


def full(*_args: Any) -> None:
    raise FULL


def test_a_file_that_could_not_be_written_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept"
    whole_files.write_whole(path, "before")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        whole_files.write_whole(path, "after")
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]


def test_a_link_is_followed_and_a_device_stays_one(tmp_path: Path) -> None:
    kept, link, pipe = tmp_path / "kept", tmp_path / "link", tmp_path / "pipe"
    kept.write_text("before")
    link.symlink_to(kept)
    whole_files.write_whole(link, "after")
    assert link.is_symlink()
    assert kept.read_text() == "after"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    whole_files.write_whole(pipe, "through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_line_that_could_not_be_written_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lines"
    whole_files.add_line(path, "1 aa")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        whole_files.add_line(path, "2 bb")
    assert path.read_text() == "1 aa\n"


def test_a_machine_that_takes_no_more_bytes_leaves_no_half(tmp_path: Path) -> None:
    """The limit of a process stands for a full disk: the kernel takes the first bytes and refuses the rest."""
    path, lines = tmp_path / "kept", tmp_path / "lines"
    path.write_text("before")
    lines.write_text("1 aa\n" * 10)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]
    assert path.read_text() == "before"
    assert lines.read_text() == "1 aa\n" * 10
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kept", "lines"]


def fails_with_something_else() -> None:
    try:
        full()
    except OSError as error:
        raise RuntimeError("something else") from error


def test_no_room_is_seen_behind_what_came_of_it() -> None:
    with pytest.raises(RuntimeError) as caught:
        fails_with_something_else()
    assert whole_files.no_room(caught.value)
    assert not whole_files.no_room(OSError(errno.EACCES, "no"))
    assert not whole_files.no_room(None)
