"""A command that is forked with its imports done says and does what one says that a shell begins from nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from banli.runtime.postgres import Server
from tests.site.commands import forked
from tests.site.folders import data_folder
from tests.site.helpers import afresh, banli

pytestmark = pytest.mark.real_clock
YEAR = ("--from", "2022-01-01", "--to", "2022-10-21")
FAMILIES = (
    ("stats", *YEAR),
    ("figure", "freeze", "accepted", *YEAR),
    ("figure", "open", "1"),
    ("doctor",),
    ("person", "end", "nobody"),
    ("pack", "check", "/nowhere"),
    ("ledger", "verify", "--day", "2001-01-01"),
    ("deadline", "--item", "no-such-item", "--from", "2022-10-17"),
    ("calendar", "list"),
    ("demo", "--scale", "2"),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Two data folders that are alike, one for each way to begin; their servers run on."""
    root = tmp_path_factory.mktemp("two")
    made = [data_folder(root / name / "data", "migrated") for name in ("one", "two")]
    with Server(made[0]), Server(made[1]):
        yield made


@pytest.mark.parametrize("words", FAMILIES, ids=" ".join)
def test_both_ways_to_begin_say_the_same(words: tuple[str, ...], folders: list[Path]) -> None:
    at = {"BANLI_NOW": "2022-10-24T09:00:00"}
    answers: list[tuple[int, str, str]] = []
    for folder in folders:
        given = (*words, "--dir", str(folder))
        done = afresh(*given, environment=at) if answers else banli(*given, environment=at)
        out, error = (text.replace(str(folder.parent), "…") for text in (done.stdout, done.stderr))
        # Others write to the disk meanwhile.
        answers.append((done.returncode, re.sub(r"[\d.]+ GiB free", "… GiB free", out), error))
    assert answers[0] == answers[1]
    assert any(answers[0][1:])


def test_the_environment_is_that_of_the_command(tmp_path: Path) -> None:
    done = banli("--version", environment={"BANLI_NOW": "tomorrow"})
    assert done.returncode == 0
    done = banli("doctor", environment={"BANLI_NOW": "tomorrow", "BANLI_DIR": str(tmp_path)})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "BANLI_NOW is 'tomorrow'" in done.stderr


def test_a_relative_path_is_one_of_the_callers_folder(tmp_path: Path) -> None:
    done = banli("demo-year", "--scale", "0.0005", "--out", "here", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["here"]


def test_what_no_command_foresaw_ends_in_a_traceback_and_exit_code_1() -> None:
    """What the tests look for in vain elsewhere would be seen."""
    done = forked(("--version",), {"LC_ALL": 1})  # type: ignore[dict-item]
    assert done.returncode == 1
    assert "Traceback" in done.stderr
