"""``banli stats``: indicators of a period, what they mean, and days counted again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banli.cli.columns import columns
from banli.cli.options import (
    DAY,
    as_json,
    in_folder,
    print_json,
)

if TYPE_CHECKING:
    from banli.statistics.service import Indicator, Line, Reading

BY = ["kind", "code", "department", "item", "area", "channel", "outcome", "day", "month"]
COMPARE = ["previous", "year"]
NO_DATA = "no data"


def from_to(command: Any) -> Any:
    """``--from`` and ``--to``."""
    last = click.option("--to", type=DAY, metavar="DAY", help="The last day.")(command)
    return click.option("--from", "from_", type=DAY, metavar="DAY", help="The first day.")(last)


def checked(from_: date | None, to: date | None) -> tuple[date, date]:
    """Both days, or a usage error."""
    context = click.get_current_context()
    if from_ is None or to is None:
        raise click.UsageError("--from and --to are needed.", context)
    if to < from_:
        raise click.UsageError("--to is before --from.", context)
    return from_, to


@click.group(invoke_without_command=True)
@from_to
@click.option("--by", type=click.Choice(BY), default="kind", show_default=True, help="What the lines are.")
@click.option(
    "--indicator",
    "keys",
    multiple=True,
    metavar="KEY",
    help="A column; may be given again. Default: accepted and completed. `stats indicators` lists them.",
)
@click.option(
    "--compare",
    "against",
    multiple=True,
    type=click.Choice(COMPARE),
    help="The change against the period before (环比), or the year before (同比).",
)
@in_folder
@as_json
@click.pass_context
def stats(
    context: click.Context,
    from_: date | None,
    to: date | None,
    by: str,
    keys: Sequence[str],
    against: Sequence[str],
    where: Path | None,
    json_: bool,
) -> None:
    """Indicators of a period, each event by its own day. 统计"""
    if context.invoked_subcommand:
        return
    first, last = checked(from_, to)
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.cli.key_names import names_of
        from banli.statistics import service

        found = service.reading(
            first,
            last,
            by=service.By(by),
            indicators=[service.indicator(key) for key in keys] or service.STATEMENT,
            comparisons=[one for one in service.COMPARISONS if one.key in against],
        )
        data = service.plain(found)
        names = names_of(found.by, [line.key for line in found.lines])
        if json_:
            for row in data["rows"]:
                row["name"] = names[row[by]]
            print_json(data)
        else:
            _show(found, names)


def _show(found: Reading, names: dict[str, str]) -> None:
    heads = [str(found.by), ""]
    for one in found.indicators:
        heads += [one.key, *(f"{comparison.key} %" for comparison in found.comparisons)]
    rows = [[line.key, names[line.key], *_cells(found, line)] for line in found.lines]
    rows.append(["total", "", *_cells(found, found.total)])
    for text in columns(heads, rows, left=2):
        click.echo(text)
    click.echo(f"\ncut-off {found.read_at:%Y-%m-%d %H:%M}, ledger position {found.position:,}")
    _tell_owed(found)
    for one in found.indicators:
        known, every = found.known(found.total, one)
        if known != every and one.own:
            click.echo(
                f"{one.key}: only cases handled here, {known:,} of {every:,} accepted. 只计在本平台办理的办件"
            )
        elif known != every:
            click.echo(f"{one.key}: {known:,} of {every:,} cases say what it is made from.")


def _tell_owed(found: Reading) -> None:
    """In a folder of an older version, why what is open has no data yet."""
    from banli.statistics.service import owed

    note = owed() if any(one.own for one in found.indicators) else None
    if note:
        days = f"--from {note.from_day} --to {note.to_day}"
        click.echo(
            f"Not counted yet by this version: a job of `banli serve` does it, or `banli stats rebuild {days}`."
        )


def _cells(found: Reading, line: Line) -> list[str]:
    cells = []
    for one in found.indicators:
        cells.append(_number(found, line, one))
        for comparison in found.comparisons:
            grown = found.change(line, one, comparison)
            cells.append(NO_DATA if grown is None else f"{100 * float(grown):+.2f}")
    return cells


def _number(found: Reading, line: Line, indicator: Indicator) -> str:
    from banli.statistics.service import in_words

    number = found.number(line, indicator)
    if number is None:
        return NO_DATA
    return f"{number.part:,}" if number.whole is None else in_words(number, indicator.unit)


@stats.command()
@as_json
def indicators(json_: bool) -> None:
    """All indicators with their definitions; needs no database. 指标口径"""
    from banli.runtime.running import with_django

    with with_django(None):
        from banli.statistics.service import definitions

        listed = definitions()
    if json_:
        print_json(listed)
        return
    for one in listed:
        keys = f"  ← {', '.join(one['body_keys'])}" if one.get("body_keys") else ""
        unit = f" [{one['unit']}, v{one['version']}]" if "unit" in one else " [comparison]"
        click.echo(f"{one['key']}{unit}  {one['title']['zh']} · {one['title']['en']}{keys}")
        click.echo(f"    {one['zh']}\n    {one['en']}")


@stats.command()
@click.option("--day", type=DAY, metavar="DAY", help="One day.")
@from_to
@in_folder
@as_json
def rebuild(day: date | None, from_: date | None, to: date | None, where: Path | None, json_: bool) -> None:
    """Count days again from the events. 重新计数"""
    if day and (from_ or to):
        raise click.UsageError("Give --day, or --from and --to.", click.get_current_context())
    first, last = (day, day) if day else checked(from_, to)
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.statistics import service

        before = service.plain(service.reading(first, last))
        service.rebuild(by=SYSTEM, from_=first, to=last)
        after = service.plain(service.reading(first, last))
    same = before["rows"] == after["rows"]
    if json_:
        print_json(
            {"from": first, "to": last, "same": same, "before": before["rows"], "after": after["rows"]}
        )
    elif same:
        click.echo(f"Counted again from {first} to {last}: the same.")
    else:
        click.echo(f"Counted again from {first} to {last}: the facts were wrong and are right now.")
