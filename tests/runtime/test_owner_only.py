"""Nobody but the owner reads a data folder: neither a new one nor one of before."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.site.helpers import afresh

from banli.runtime import folder as folders

pytestmark = pytest.mark.real_clock


def everything(folder: Path) -> Iterator[Path]:
    """The folder and all that lies in it, sockets and links apart."""
    yield folder
    for place, inner, files in os.walk(folder):
        for name in (*inner, *files):
            path = Path(place) / name
            if stat.S_ISDIR(path.lstat().st_mode) or stat.S_ISREG(path.lstat().st_mode):
                yield path


def open_to_others(folder: Path) -> list[str]:
    return [f"{path} {path.stat().st_mode:o}" for path in everything(folder) if path.stat().st_mode & 0o077]


def test_what_commands_write_is_their_owners_alone(tmp_path: Path) -> None:
    """Also under the mask of most machines, which lets everybody read."""
    folder = tmp_path / "data"
    told = {"BANLI_DIR": str(folder)}
    for words in (("migrate",), ("pack", "load"), ("ledger", "seal")):
        done = afresh(*words, environment=told, umask=0o022)
        assert done.returncode == 0, done.stderr
    assert (folder / "keys" / "platform-ed25519.pem").exists()
    assert sum(1 for _ in everything(folder)) > 500
    assert open_to_others(folder) == []


def test_a_folder_of_before_is_closed_at_the_next_start_and_then_left(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folders.prepare(folder)
    (folder / "media" / "ab").mkdir()
    (folder / "media" / "ab" / "paper.pdf").write_bytes(b"%PDF")
    cluster = folder / "postgres"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("16")
    for path in everything(folder):
        path.chmod(0o755 if path.is_dir() else 0o644)
    folders.prepare(folder)
    assert [path for path in open_to_others(folder) if "postgres" not in path] == [f"{folder} 40711"]
    assert stat.S_IMODE((cluster / "PG_VERSION").stat().st_mode) == 0o644
    shared = folder / "media" / "shared"
    shared.write_bytes(b"")
    shared.chmod(0o640)
    folders.prepare(folder)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o640
