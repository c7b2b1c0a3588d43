"""``banli deadline``: when a limit ends, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banli.site.cli.options import DAY, as_json, in_folder, print_json

if TYPE_CHECKING:
    from banli.worktime.service import Explanation

KINDS = {
    "counted": "",
    "makeup": "worked by notice",
    "weekend": "weekend",
    "holiday": "holiday",
    "start": "day 0",
}


@click.command()
@click.option(
    "--days", "n", type=click.IntRange(0, 36_500), required=True, metavar="N", help="How many units."
)
@click.option(
    "--unit",
    type=click.Choice(["working", "calendar", "month"]),
    default="working",
    show_default=True,
    help="What is counted: working days, calendar days or months.",
)
@click.option("--from", "start", type=DAY, required=True, metavar="DAY", help="The day of the event (day 0).")
@click.option(
    "--pause",
    "pauses",
    type=(DAY, DAY),
    multiple=True,
    metavar="DAY DAY",
    help="A stretch that does not count: after the first day, up to the second. May be repeated.",
)
@in_folder
@as_json
def deadline(
    n: int, unit: str, start: date, pauses: tuple[tuple[date, date], ...], where: Path | None, json_: bool
) -> None:
    """When a limit ends, day by day. 期限计算

    The calendars on record in the data folder are used where there are any, else those that come with Banli.
    """
    found = _explain(n, unit, start, pauses, where)
    if json_:
        data = found.as_data()
        order = {"due": data.pop("due"), "from": data.pop("start"), "days_wanted": data.pop("n")}
        print_json(order | data)
        return
    for day in found.days:
        number = "" if day.count is None else str(day.count)
        words = " · ".join(word for word in (KINDS.get(day.kind.value, day.kind.value), day.label) if word)
        click.echo(f"{day.date}  {day.date:%a}  {number:>4}  {words}".rstrip())
    click.echo(f"due {found.due}")
    for notice in found.notices:
        click.echo(f"    {notice}")


def _explain(
    n: int, unit: str, start: date, pauses: tuple[tuple[date, date], ...], where: Path | None
) -> Explanation:
    from banli.site.runtime import running

    environment = running.choose(where)
    kept = running.has_database(environment)
    with running.with_database(where) if kept else running.with_django(where):
        from banli.worktime import service

        recorded = kept and service.loaded_editions()
        calendar = service.calendar() if recorded else service.shipped_calendar()
        return service.explain(start, n, service.Unit(unit), calendar, pauses)
