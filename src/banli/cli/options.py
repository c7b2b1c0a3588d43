"""Options that several commands share, and how they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as 2022-10-17."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows the form."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day like 2022-10-17.", param, ctx)


DAY = Day()


def in_folder(command: Command) -> Command:
    """``--dir``: the data folder."""
    option = click.option(
        "--dir",
        "where",
        type=click.Path(file_okay=True, path_type=Path),
        metavar="DIR",
        help="The data folder (default: BANLI_DIR, or var/).",
    )
    return option(command)


def as_json(command: Command) -> Command:
    """``--json``: data for programs on stdout, and nothing else there."""
    return click.option("--json", "json_", is_flag=True, help="Print JSON.")(command)


def print_json(data: Any) -> None:
    """Print ``data`` as readable JSON in UTF-8."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
