"""``banli serve``: answers, survives the death of a child, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.patience import PATIENCE, eventually
from tests.site.folders import data_folder
from tests.site.helpers import banli, free_port, processes_of, start

pytestmark = pytest.mark.real_clock


def answers(address: str) -> bool:
    """True when the health page does."""
    try:
        with urllib.request.urlopen(address + "health", timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def child(folder: Path, module: str, of: int = 0) -> int:
    """The process id of the first running process of ``module`` for ``folder``; ``of``: whose child it is."""
    wanted = b"BANLI_DIR=" + os.fsencode(folder) + b"\0"
    for entry in sorted(Path("/proc").iterdir(), key=lambda one: one.name):
        if entry.name.isdigit():
            try:
                if (
                    module.encode() in (entry / "cmdline").read_bytes()
                    and wanted in (entry / "environ").read_bytes()
                    and (not of or f"\nPPid:\t{of}\n" in (entry / "status").read_text(encoding="utf-8"))
                ):
                    return int(entry.name)
            except OSError:
                continue
    return 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that is set up already."""
    return data_folder(tmp_path_factory.mktemp("serve") / "data", "migrated")


@pytest.fixture
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running site and its address."""
    process = start(["-m", "banli", "serve", "--dir", str(folder), "--port", str(free_port())])
    assert process.stdout
    given_up = threading.Timer(PATIENCE, process.kill)
    given_up.start()
    said = ""
    while not (found := re.search(r"http://\S+/", said)):  # a job may say something first
        line = process.stdout.readline()
        assert line, said
        said += line
    given_up.cancel()
    yield process, found[0]
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_and_stops_without_leaving_a_process(
    served: tuple[subprocess.Popen[str], str], folder: Path, number: signal.Signals
) -> None:
    process, address = served
    assert eventually(lambda: answers(address))
    process.send_signal(number)
    rest, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, rest) == (0, "")
    assert processes_of(folder) == []


def test_a_dead_child_is_started_again(served: tuple[subprocess.Popen[str], str], folder: Path) -> None:
    process, address = served
    for module in ("banli.runtime.web", "banli.runtime.worker"):
        before = child(folder, module)
        os.kill(before, signal.SIGKILL)

        def anew(before: int = before, module: str = module) -> bool:
            return child(folder, module) not in {0, before}

        assert eventually(anew)
    assert eventually(lambda: answers(address))
    process.terminate()
    said, _ = process.communicate(timeout=PATIENCE)
    assert "web was killed by SIGKILL; starting it again" in said
    assert eventually(lambda: processes_of(folder) == [])


def test_a_dead_database_is_started_again(served: tuple[subprocess.Popen[str], str], folder: Path) -> None:
    process, address = served
    note = folder / "postgres" / "postmaster.pid"
    before = int(note.read_text(encoding="ascii").splitlines()[0])
    os.kill(before, signal.SIGKILL)
    assert eventually(
        lambda: note.exists() and not note.read_text(encoding="ascii").startswith(f"{before}\n")
    )
    assert eventually(lambda: answers(address))
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert eventually(lambda: processes_of(folder) == [])


def test_no_worker_holds_the_port_when_everything_above_it_was_killed(
    served: tuple[subprocess.Popen[str], str], folder: Path
) -> None:
    process, address = served
    assert eventually(lambda: answers(address))
    master = child(folder, "banli.runtime.web", of=process.pid)
    for pid in (process.pid, master):
        os.kill(pid, signal.SIGKILL)
    process.wait()
    assert eventually(lambda: not child(folder, "banli.runtime.web"))


def test_nothing_outlives_a_killed_supervisor_but_the_database(
    served: tuple[subprocess.Popen[str], str], folder: Path
) -> None:
    process, _ = served
    process.kill()
    process.wait()
    assert eventually(lambda: not child(folder, "banli.runtime"))
    assert banli("migrate", "--dir", str(folder)).returncode == 0
    assert eventually(lambda: processes_of(folder) == [])
