"""Demos of the tests: one that was broken off twice and run again, made once for the whole run, and whole new ones."""

from __future__ import annotations

import subprocess
from pathlib import Path

from banli.runtime.demo_clock import DemoClock
from banli.runtime.environment import read
from tests.site.folders import data_folder, shared
from tests.site.helpers import banli, start

SCALE = "0.0005"
YEAR = "2031-01-01"
"""What the machine's calendar shows while the shared demo is made."""


def demo(folder: Path, *more: str, on: str = YEAR) -> subprocess.CompletedProcess[str]:
    """Make a demo in ``folder``, or go on with it, on a machine whose clock shows the day ``on``."""
    words = ("demo", "--no-serve", "--scale", SCALE, "--dir", str(folder), *more)
    return banli(*words, environment={"BANLI_NOW": on})


def shared_demo(to: Path) -> Path:
    """A copy, at ``to``, of a demo that was killed twice while it was made and then run to its end."""
    return shared("demo", _broken_off_twice, to)


def with_tables(to: Path) -> Path:
    """A folder at ``to`` as a demo leaves it that was broken off when it had its tables and nothing in them."""
    DemoClock(read({"BANLI_DIR": str(data_folder(to, "migrated"))})).make()
    return to


def _broken_off_twice(folder: Path) -> None:
    _kill_when_it_says("Playing worked cases", folder)
    _kill_when_it_says("Recording the week", folder)
    whole = demo(folder)
    assert whole.returncode == 0, whole.stderr
    assert "2022年第35期（总第410期）" in whole.stdout


def _kill_when_it_says(words: str, folder: Path) -> None:
    """Start the demo and kill it, as a power cut would, when it begins the step named by ``words``."""
    running = start(
        ["-m", "banli", "demo", "--no-serve", "--scale", SCALE, "--dir", str(folder)], PYTHONUNBUFFERED="1"
    )
    assert running.stdout is not None
    for line in running.stdout:
        if words in line:
            break
    running.kill()
    running.wait()
    running.stdout.close()
    if running.stdin is not None:
        running.stdin.close()
