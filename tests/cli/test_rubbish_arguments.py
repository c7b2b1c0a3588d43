"""Every command with arguments that mean nothing: one line that says what is wrong, and never a traceback."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from django.db import transaction
from tests.house import open_house

from banli.cli import cli
from banli.runtime.environment import read
from banli.runtime.error_line import one_line

LONG_RUNNING = frozenset({"demo", "serve", "test", "demo-year", "doctor", "migrate"})
"""They start servers, write a year, or take no argument that means anything."""
DAYS = ("2022-02-30", "0001-01-01", "9999-12-31", "2022-W42-7", "yesterday", "")
NUMBERS = ("-1", "0", "1e400", "9" * 30, "9" * 5000, "²", "NaN")
TEXTS = (
    "",
    "x" * 5000,
    "\udcff",
    "..",
    "../../etc",
    "%s%n",
    "{}",
    "oversize-transport",
    "2022-W42",
    "0001-01-01",
)
TRIES = 12


def leaves(
    command: click.Command, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from leaves(one, (*words, name))
        if not getattr(command, "invoke_without_command", False):
            return
    yield words, command


def files(folder: Path) -> tuple[str, ...]:
    """A file that is missing, a folder, an empty file, bytes that are no text, and text of another kind."""
    made = {
        "empty.yaml": b"",
        "bytes.csv": bytes(range(256)) * 40,
        "list.yaml": b"- [",
        "deep.json": b"[" * 9000,
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    names = ("missing.yaml", *made)
    return (str(folder), *(str(folder / name) for name in names))


def value(one: click.Parameter, paths: tuple[str, ...], chance: random.Random) -> str:
    if isinstance(one.type, click.Path | click.File):
        return chance.choice(paths)
    kind = one.type.name
    pool = (
        DAYS
        if kind == "day"
        else NUMBERS
        if "integer" in kind or "float" in kind
        else (*TEXTS, *DAYS, *NUMBERS)
    )
    if isinstance(one.type, click.Choice) and chance.random() < 0.8:
        return str(chance.choice(list(one.type.choices)))
    return chance.choice(pool)


def arguments(command: click.Command, paths: tuple[str, ...], chance: random.Random) -> list[str]:
    """All that is required, some of the rest, each with rubbish."""
    said: list[str] = []
    for one in command.params:
        wanted = one.required or isinstance(one, click.Argument) or chance.random() < 0.4
        if not wanted or one.name in ("help", "where"):
            continue
        if isinstance(one, click.Option):
            said.append(max(one.opts, key=len))
            if one.is_flag:
                continue
        said.append(value(one, paths, chance))
    return said


@pytest.mark.django_db
def test_no_command_ends_in_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    open_house()
    environment = read({"BANLI_DIR": str(tmp_path / "data")})
    here: Any = lambda _where=None, **_told: nullcontext(environment)  # noqa: E731
    for name in ("with_database", "with_django"):
        monkeypatch.setattr(f"banli.runtime.running.{name}", here)
    monkeypatch.chdir(tmp_path)
    chance, paths, faults, tried = random.Random(17), files(tmp_path), list[str](), 0
    for words, command in leaves(cli):
        if words[0] in LONG_RUNNING:
            continue
        for _try in range(TRIES):
            said = [*words, *arguments(command, paths, chance)]
            tried += 1
            with transaction.atomic():
                done = CliRunner().invoke(cli, said, standalone_mode=False)
                transaction.set_rollback(True)
            error = done.exception
            expected = (click.ClickException, SystemExit, click.Abort)
            if error is not None and not isinstance(error, expected) and one_line(error) is None:
                faults.append(f"{' '.join(said)[:160]!r}: {error!r:.200}")
    assert faults == []
    assert tried > 200
