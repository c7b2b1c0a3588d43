"""``banli test``: what it hands to pytest, and what the processes of a run share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from banli.cli.tests import test as command


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The words of every program that would have taken this process's place; environment and folder come back."""
    words: list[list[str]] = []
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.chdir(Path.cwd())
    monkeypatch.setattr(os, "execv", lambda _program, arguments: words.append(arguments))
    return words


def test_a_run_is_spread_over_two_processes_unless_told_otherwise(handed: list[list[str]]) -> None:
    for arguments in (["-q"], ["-q", "-n0"], ["--pdb"]):
        assert CliRunner().invoke(command, arguments).exit_code == 0
    assert [words[3:] for words in handed] == [["-n2", "--dist=worksteal", "-q"], ["-q", "-n0"], ["--pdb"]]


def test_the_processes_of_a_run_share_their_bytecode_outside_the_tree(
    handed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "PYTHONDONTWRITEBYTECODE", "1")
    assert CliRunner().invoke(command, ["-q"]).exit_code == 0
    assert len(handed) == 1
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert Path(os.environ["PYTHONPYCACHEPREFIX"]).is_relative_to(sys.prefix)
