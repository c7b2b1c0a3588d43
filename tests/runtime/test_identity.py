"""A child of ours ends with the process that started it, also where that one died first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest


def ended(parent: str) -> int:
    """How a process ends that was told this parent."""
    words = f"from banli.runtime.identity import dies_with_parent as asked; asked(parent='{parent}')()"
    return subprocess.run([sys.executable, "-c", words], check=False).returncode


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells of a parent's death")
def test_who_was_started_by_a_process_that_is_gone_ends_itself() -> None:
    assert ended(str(os.getppid())) == -signal.SIGTERM
    assert ended(str(os.getpid())) == 0
    assert ended("") == 0
