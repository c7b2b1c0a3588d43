"""``banli hall``: a week of the hall from a file, and as one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import click

from banli.cli.options import DAY, as_json, in_folder, print_json

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FRIDAY, SUNDAY = 4, 6
"""Days after Monday."""


@click.group()
def hall() -> None:
    """The hall's week as one file. 大厅一周"""


@hall.command("import")
@click.argument("file", type=FILE)
@click.option("--check", is_flag=True, help="Only say what is wrong; nothing is recorded.")
@in_folder
@as_json
def import_(file: Path, check: bool, where: Path | None, json_: bool) -> int:
    """Record patrols, findings, leader visits, demands and activities of a week, all or nothing.

    What is on record already stays as it is, so that the same file can be read again. A fault names file, line and key;
    exit code 1 where there is one.
    """
    from banli.runtime.running import with_database

    with with_database(where):
        from django.utils import translation

        from banli.kernel.actors import SYSTEM
        from banli.province.weeks import record_week, week_faults
        from banli.runtime.error_line import terminal_language

        found = week_faults(file, by=SYSTEM)
        if found or check:
            with translation.override(terminal_language()):
                lines = [" ".join(str(one).split()) for one in found]
            if json_:
                faults = [{"line": one.line, "fault": told} for one, told in zip(found, lines, strict=True)]
                print_json({"ok": not found, "faults": faults})
            else:
                for line in lines:
                    click.echo(f"banli: {line}", err=True)
                if not found:
                    click.echo(f"{file}: no fault found; nothing was recorded.")
            return 1 if found else 0
        recorded = record_week(file, by=SYSTEM)
    if json_:
        print_json(asdict(recorded))
    else:
        told = f"{recorded.hall} records of the hall, {recorded.fieldwork} of fieldwork"
        click.echo(f"Week {recorded.start}: {told}.")
    return 0


@hall.command()
def schema() -> None:
    """Print the JSON Schema of the file, for editors."""
    from banli.runtime.running import with_django

    with with_django(None):
        from banli.province.schemas import schemas

        print_json(schemas()["weeks/*.yaml"])


@hall.command()
@click.option("--week", type=DAY, required=True, metavar="DAY", help="The Monday of the week.")
@click.option("--until", type=DAY, metavar="DAY", help="Its last day; Friday without.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it; else the terminal."
)
@in_folder
def export(week: date, until: date | None, out: Path | None, where: Path | None) -> None:
    """Write a week on record as its file; photographs and papers are not in it."""
    from banli.runtime.running import with_database

    # The last Monday of the calendar still has its Friday; any other day may not have one.
    last = until or (week if week.weekday() else week + timedelta(days=FRIDAY))
    if week.weekday() or not 0 <= (last - week).days <= SUNDAY:
        raise click.BadParameter(
            f"{week} to {last} is not a week from Monday on.",
            click.get_current_context(),
            param_hint="'--week'",
        )
    with with_database(where, reads=True):
        from banli.province.week_text import week_text

        text = week_text(week, last)
    if out is None:
        click.echo(text, nl=False)
        return
    from banli.kernel.whole_files import write_whole

    write_whole(out, text)
    click.echo(str(out))
