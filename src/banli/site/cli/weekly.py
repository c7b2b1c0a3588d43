"""``banli weekly``: record a week's events, and build the report of a week."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from banli.site.cli.options import DAY, as_json, in_folder, print_json


@click.group()
def weekly() -> None:
    """The weekly report. 政务服务周报"""


@weekly.command()
@click.option("--week", type=DAY, required=True, metavar="DAY", help="The Monday of the week.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Where to write weekly.docx, weekly.pdf and weekly.json.",
)
@in_folder
@as_json
def build(week: date, out: Path, where: Path | None, json_: bool) -> None:
    """Build the report of one week from the record, without publishing it."""
    if week.weekday() != 0:
        raise click.BadParameter(
            f"{week} is not a Monday.", click.get_current_context(), param_hint="'--week'"
        )
    from banli.site.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.weekly.service import build as build_week

        files = build_week(by=SYSTEM, week_start=week, folder=out)
    if json_:
        print_json({"week": week.isoformat(), "files": [str(file) for file in files]})
    else:
        click.echo("\n".join(str(file) for file in files))


@weekly.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_folder
@as_json
def record(file: Path, where: Path | None, json_: bool) -> None:
    """Record the hall's events of a week (patrols, visits, trainings, talks) from a YAML file."""
    from banli.site.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.site.week_file import record_week

        found = record_week(file, by=SYSTEM)
    if json_:
        print_json(asdict(found))
    else:
        click.echo(f"Week {found.start}: {found.hall} records of the hall, {found.fieldwork} of fieldwork.")
