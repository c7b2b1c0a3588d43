"""``banli test``: the tests of Banli itself."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import click

import banli


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> None:
    """Run the tests; further arguments go to pytest. 运行测试"""
    root = Path(banli.__file__).parents[2]
    if importlib.util.find_spec("pytest") is None or not (root / "tests").is_dir():
        raise click.ClickException("The tests run in a checkout: ./banli test")
    os.chdir(root)
    own = any(one.startswith(("-n", "--numprocesses", "--pdb")) for one in arguments)
    spread = [] if own else ["-n2", "--dist=worksteal"]
    sys.stdout.flush()
    # Where a shell names the settings, pytest-django reads them before the harness has its server.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    _keep_bytecode()
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *spread, *arguments])


def _keep_bytecode() -> None:
    """Have every process of the run share what one of them compiled, beside the packages and not in the tree.

    The tests start servers, workers and commands; where bytecode may not be kept (containers like to forbid it),
    each of them compiles Django and Banli again, which takes longer than what it was started for.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix) / "bytecode")
