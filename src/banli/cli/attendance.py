"""``banli attendance import``: files of attendance terminals."""

from __future__ import annotations

from pathlib import Path

import click

from banli.cli.options import as_json, in_folder, print_json


@click.group()
def attendance() -> None:
    """Attendance at the windows. 考勤"""


@attendance.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Only say what is wrong; nothing is written.")
@in_folder
@as_json
def import_(file: Path, only_check: bool, where: Path | None, json_: bool) -> int:
    """Take in a terminal's file (CSV: 账号, 时间, and 姓名 where it is there), all or nothing.

    A fault names row and column; exit code 1 where there is one, and nothing was written. The same file again adds
    nothing.
    """
    from banli.runtime.running import with_database

    with with_database(where, reads=only_check):
        from django.utils import translation

        from banli.kernel.actors import SYSTEM
        from banli.roster.service import import_stamps
        from banli.runtime.error_line import terminal_language

        found = import_stamps(name=file.name, content=file.read_bytes(), by=SYSTEM, only_check=only_check)
        with translation.override(terminal_language()):
            faults = [(one.row, one.column, str(one.problem)) for one in found.faults]
    if json_:
        told = [dict(zip(("row", "column", "fault"), one, strict=True)) for one in faults]
        print_json({"ok": not faults, "new": found.new, "known": found.known, "faults": told})
    else:
        for row, column, fault in faults:
            click.echo(f"{file.name}, row {row}, {column or '-'}: {fault}", err=True)
        if not faults:
            verb = "would be new" if only_check else "new"
            click.echo(f"{found.new} {verb}, {found.known} on record already.")
    return 1 if faults else 0
