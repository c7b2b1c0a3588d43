"""The three files of an issue are written all or none: a full disk, a folder one may not write to, a kill between."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from banli.weekly.acts import output_files
from banli.weekly.acts.output_files import NotWritten, write_whole

OLD = {"weekly.docx": b"old docx", "weekly.pdf": b"old pdf", "weekly.json": b"old json"}
NEW = {"weekly.docx": b"new docx", "weekly.pdf": b"new pdf", "weekly.json": b"new json"}


def standing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("before", [{}, OLD, {"weekly.pdf": b"old pdf"}], ids=["none", "all", "one"])
def test_all_three_are_written_and_nothing_else_stays(tmp_path: Path, before: dict[str, bytes]) -> None:
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    assert write_whole(NEW, tmp_path) == [tmp_path / name for name in NEW]
    assert standing(tmp_path) == NEW


@pytest.mark.parametrize("before", [{}, OLD, {"weekly.pdf": b"old pdf"}], ids=["none", "all", "one"])
@pytest.mark.parametrize("step", ["_write", "_keep", "replace"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_failure_at_any_step_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes], step: str, nth: int
) -> None:
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    count = 0
    real: Any = Path.replace if step == "replace" else getattr(output_files, step)

    def failing(*arguments: Any) -> Any:
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(Path if step == "replace" else output_files, step, failing)
    with pytest.raises(NotWritten, match="No space left"):
        write_whole(NEW, tmp_path)
    monkeypatch.undo()
    assert standing(tmp_path) == before


def test_a_file_that_may_not_grow_leaves_what_was_there(tmp_path: Path) -> None:
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(NotWritten):
            write_whole({**NEW, "weekly.json": b"x" * 2_000}, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert standing(tmp_path) == OLD


def test_a_folder_that_cannot_be_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWritten, match="file/x"):
        write_whole(NEW, tmp_path / "file" / "x")
    (tmp_path / "weekly.pdf").mkdir()
    with pytest.raises(NotWritten):
        write_whole(NEW, tmp_path)
    assert not (tmp_path / "weekly.docx").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from banli.weekly.acts import output_files
count = 0
real = Path.replace
def killing(self, target):
    global count
    count += 1
    if count == 2:
        os.kill(os.getpid(), signal.{name})
    return real(self, target)
Path.replace = killing
files = {{"weekly.docx": b"new docx", "weekly.pdf": b"new pdf", "weekly.json": b"new json"}}
output_files.write_whole(files, Path(sys.argv[1]))
"""


def killed(folder: Path, name: str) -> int:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "banli.site.settings"}
    script = "import django; django.setup()\n" + KILLED.format(name=name)
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)], env=environment, check=False
    ).returncode


def test_who_is_asked_to_end_ends_after_the_third_file(tmp_path: Path) -> None:
    assert killed(tmp_path, "SIGTERM") != 0
    assert {name: (tmp_path / name).read_bytes() for name in NEW} == NEW


def test_what_a_killed_process_left_aside_is_removed_by_the_next(tmp_path: Path) -> None:
    assert killed(tmp_path, "SIGKILL") != 0
    assert len(standing(tmp_path)) > 1
    write_whole(NEW, tmp_path)
    assert standing(tmp_path) == NEW
