"""``banli suggestion take-in``: files of the 12345 hotline."""

from __future__ import annotations

from pathlib import Path

import click

from banli.cli.options import as_json, in_folder, print_json


@click.group()
def suggestion() -> None:
    """Suggestions, and what people could not get done. 意见建议"""


@suggestion.command("take-in")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Only say what is wrong; nothing is written.")
@in_folder
@as_json
def take_in(path: Path, only_check: bool, where: Path | None, json_: bool) -> int:
    """Take in a list of the 12345 hotline from PATH (.csv or .xlsx); exit code 1 where a row was left out.

    Good rows are taken in once, whatever stands in the others. A file may be read again.
    """
    from banli.runtime.running import with_database

    with with_database(where, reads=only_check):
        from django.utils import translation

        from banli.kernel.actors import SYSTEM
        from banli.runtime.error_line import terminal_language
        from banli.suggestions.service import take_in_orders

        told = take_in_orders(name=path.name, content=path.read_bytes(), by=SYSTEM, only_check=only_check)
        with translation.override(terminal_language()):
            faults = [(one.row, one.number, one.problem.where, str(one.problem)) for one in told.rejected]
    if json_:
        names = ("row", "number", "column", "fault")
        rejected = [dict(zip(names, one, strict=True)) for one in faults]
        print_json({"ok": not faults, "taken": told.taken, "known": told.known, "rejected": rejected})
    else:
        for row, number, column, fault in faults:
            click.echo(f"{path.name}, row {row}, {number or '-'}, {column or '-'}: {fault}")
        verb = "would be taken in" if only_check else "taken in"
        click.echo(f"{told.taken} {verb}, {told.known} on record already, {len(faults)} left out.")
    return 1 if faults else 0
