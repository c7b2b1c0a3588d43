"""``banli`` commands, each in a process of its own: forked from one that has imported it, or begun as a shell does.

The imports are most of what a short command costs. The fork server is Python's own (``multiprocessing``); each worker
of the run starts one when it needs it, and it ends with the worker.
"""

from __future__ import annotations

import functools
import io
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing.context import ForkServerContext
from pathlib import Path

from tests.patience import PATIENCE

WARM = "tests.site.warm"
USUAL_MASK = 0o022
STREAMS = {1: ("stdout", "strict"), 2: ("stderr", "backslashreplace")}


@functools.cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARM, __name__])
    return context


def forked(
    arguments: tuple[str, ...], environment: Mapping[str, str], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``banli`` to its end in a fork; killed by a signal it has the signal's negative number as its code."""
    with tempfile.TemporaryDirectory(prefix="banli-said-") as said:
        files = [Path(said) / name for name, _errors in STREAMS.values()]
        words = (arguments, dict(environment), str(cwd or Path.cwd()), [str(file) for file in files])
        process = _server().Process(target=_run, args=words)
        process.start()
        process.join(timeout=PATIENCE)
        code = process.exitcode
        if code is None:
            process.kill()
            raise subprocess.TimeoutExpired(["banli", *arguments], PATIENCE)
        process.close()
        out, error = (file.read_text(encoding="utf-8") for file in files)
    return subprocess.CompletedProcess(["banli", *arguments], code, out, error)


def _run(arguments: tuple[str, ...], environment: Mapping[str, str], cwd: str, files: list[str]) -> None:
    """What the fork does: take its place, its streams and its environment, and be the command."""
    from tests.site import warm

    os.chdir(cwd)
    os.umask(USUAL_MASK)
    for (number, (name, errors)), file in zip(STREAMS.items(), files, strict=True):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
        setattr(sys, name, io.TextIOWrapper(io.FileIO(number, "w"), encoding="utf-8", errors=errors))
    sys.argv = ["banli", *arguments]
    warm.begin_again(environment)
    from banli.cli import main

    sys.exit(main())
