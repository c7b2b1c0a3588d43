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
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *spread, *arguments])
