"""``banli stats``: how many were accepted and completed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from banli.site.cli.options import DAY, as_json, in_folder, print_json

BY = ["kind", "code", "department", "day"]


@click.command()
@click.option("--from", "from_", type=DAY, required=True, metavar="DAY", help="The first day.")
@click.option("--to", type=DAY, required=True, metavar="DAY", help="The last day.")
@click.option(
    "--by",
    type=click.Choice(BY),
    default="kind",
    show_default=True,
    help="The lines of the report, each kind of power, departments, or days.",
)
@in_folder
@as_json
def stats(from_: date, to: date, by: str, where: Path | None, json_: bool) -> None:
    """Accepted and completed in a period, each by its own day. 受理办结统计"""
    if to < from_:
        raise click.UsageError("--to is before --from.", click.get_current_context())
    from banli.site.runtime.running import with_database

    with with_database(where):
        from banli.statistics import service

        data = service.as_json(from_, to, by=by)  # type: ignore[arg-type] # one of BY
    if json_:
        print_json(data)
        return
    click.echo(f"{by:<24}{'accepted':>14}{'completed':>14}")
    for row in data["rows"]:
        click.echo(f"{row[by]:<24}{row['accepted']:>14,}{row['completed']:>14,}")
