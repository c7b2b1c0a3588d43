"""``banli figure``: freeze a number, open it to its cases, check it, compare two cut-offs."""

from __future__ import annotations

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
from banli.cli.stats import BY

if TYPE_CHECKING:
    from banli.statistics.service import Behind, Difference, Figure

PAGE = 1_000
OF = ("case", "rating", "ticket", "trading")
"""What figures count: cases, ratings, visits with a ticket, projects of trading."""


@click.group()
def figure() -> None:
    """Published numbers: freeze, open, check, compare. 统计数"""


@figure.command()
@click.argument("indicator", metavar="INDICATOR")
@click.option("--from", "from_", type=DAY, required=True, metavar="DAY", help="The first day.")
@click.option("--to", type=DAY, required=True, metavar="DAY", help="The last day.")
@click.option("--by", type=click.Choice(BY), help="With --line: what the line is of.")
@click.option("--line", default="", metavar="KEY", help="The line's key, as stats prints it. Default: all.")
@click.option("--of", default="case", type=click.Choice(OF), help="What is counted. Default: cases.")
@in_folder
@as_json
def freeze(
    indicator: str, from_: date, to: date, by: str | None, line: str, of: str, where: Path | None, json_: bool
) -> None:
    """Fix the number of an indicator with its definition, cut-off, ledger position and digest."""
    if of != "case" and by:
        raise click.UsageError(
            "--by is for cases; others have lines of their own.", click.get_current_context()
        )
    if of == "case" and bool(by) != bool(line):
        raise click.UsageError("--by and --line go together.", click.get_current_context())
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.statistics import service

        line_by = service.By(by) if by else None
        made = service.freeze(
            by=SYSTEM, from_=from_, to=to, key=indicator, line_by=line_by, line=line, topic=of
        )
        _tell(made, json_)


@figure.command("list")
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="How many.")
@in_folder
@as_json
def list_(limit: int, where: Path | None, json_: bool) -> None:
    """The figures frozen last."""
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.statistics import service

        held = service.latest_figures(limit)
        if json_:
            print_json([service.plain_figure(one) for one in held])
            return
        rows = [
            [
                str(one.pk),
                one.indicator,
                service.title_of(one).zh,
                f"{one.from_day}..{one.to_day}",
                _value(one),
            ]
            for one in held
        ]
    for text in columns(["id", "indicator", "line", "period", "value"], rows, left=4):
        click.echo(text)


@figure.command("open")
@click.argument("figure_id", type=int, metavar="ID")
@click.option("--after", default="", metavar="PLACE", help="Go on after the page that ended there.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="Lines of a page."
)
@in_folder
@as_json
def open_(figure_id: int, after: str, limit: int, where: Path | None, json_: bool) -> None:
    """The cases behind a figure, a page at a time; always those of its cut-off."""
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.cases.service import numbers_of
        from banli.statistics import service

        shown = service.figure(figure_id)
        behind = service.open_figure(shown, _place(after), limit)
        numbers = numbers_of(one.case for one in behind)
        more = _written(behind[-1]) if len(behind) == limit else ""
        if json_:
            rows = [_row(one, numbers) for one in behind]
            print_json({"figure": service.plain_figure(shown), "cases": rows, "next": more})
            return
        click.echo(
            f"{shown.indicator} {_value(shown)}  {service.title_of(shown).zh}  {shown.from_day}..{shown.to_day}"
        )
        for one in behind:
            out = "" if one.part else "  (lower half only)"
            click.echo(f"{one.at:%Y-%m-%d %H:%M}  {one.name:<16} {numbers.get(one.case) or one.subject}{out}")
        if more:
            click.echo(f"more: --after {more}")


@figure.command()
@click.argument("figure_id", type=int, metavar="ID")
@in_folder
@as_json
def check(figure_id: int, where: Path | None, json_: bool) -> int:
    """Recompute a figure's digest and count it again from the events; exit code 1 where one differs."""
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.statistics import service

        shown = service.figure(figure_id)
        whole, again = service.intact(shown), service.recount(shown)
        same = again == service.number_of(shown)
        data = {"id": shown.pk, "digest": whole, "recount": service.plain_number(again), "same": same}
        if json_:
            print_json(data)
        elif whole and same:
            click.echo(f"Figure {shown.pk} holds: {_value(shown)}, its digest and its events agree.")
        elif not whole:
            click.echo(f"Figure {shown.pk} was CHANGED: its digest does not fit what it says.")
        else:
            found = "nothing" if again is None else str(again.exact)
            click.echo(
                f"Figure {shown.pk} does NOT hold: {_value(shown)} was frozen, the events give {found}."
            )
    return 0 if whole and same else 1


@figure.command()
@click.argument("first", type=int, metavar="ID1")
@click.argument("second", type=int, required=False, metavar="[ID2]")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=1_000, show_default=True, help="Lines at most."
)
@in_folder
@as_json
def compare(first: int, second: int | None, limit: int, where: Path | None, json_: bool) -> None:
    """What lies between two figures of one indicator, event by event; without ID2, between a figure and now."""
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.cases.service import numbers_of
        from banli.statistics import service

        one = service.figure(first)
        other = service.figure(second) if second is not None else service.now_of(one)
        found = service.compare(one, other, limit=limit + 1)
        shown, more = found[:limit], len(found) > limit
        numbers = numbers_of(each.case for each in shown)
        if json_:
            print_json(
                {
                    "first": service.plain_figure(one),
                    "second": service.plain_figure(other),
                    "differences": [_difference(each, numbers) for each in shown],
                    "more": more,
                }
            )
            return
        then = f"figure {second}" if second is not None else "now"
        click.echo(f"figure {first}: {_value(one)}   {then}: {_value(other)}")
        for each in shown:
            click.echo(
                f"{each.part:+d}  {numbers.get(each.case) or each.subject}  {each.name} {each.at:%Y-%m-%d %H:%M}"
                f"  {each.reason} {each.recorded_at:%Y-%m-%d %H:%M} by {each.actor} (event {each.by_event})"
            )
        click.echo(
            "There are more: raise --limit." if more else f"{len(shown):,} events make the difference."
        )


def _tell(made: Figure, json_: bool) -> None:
    from banli.statistics import service

    if json_:
        print_json(service.plain_figure(made))
        return
    click.echo(f"Figure {made.pk}: {made.indicator} {_value(made)}, {service.title_of(made).zh}")
    click.echo(
        f"{made.from_day}..{made.to_day}, ledger position {made.ledger_position:,}, digest {made.digest}"
    )


def _value(shown: Figure) -> str:
    from banli.statistics import service

    return service.in_words(service.number_of(shown), shown.unit)


def _row(one: Behind, numbers: dict[int, str]) -> dict[str, Any]:
    return {
        "case": numbers.get(one.case, ""),
        "subject": one.subject,
        "event": one.event,
        "name": one.name,
        "at": one.at.isoformat(),
        "department": one.department,
        "kind": one.kind,
        "part": one.part,
    }


def _difference(one: Difference, numbers: dict[int, str]) -> dict[str, Any]:
    return {
        "case": numbers.get(one.case, ""),
        "subject": one.subject,
        "event": one.event,
        "name": one.name,
        "at": one.at.isoformat(),
        "reason": one.reason,
        "by_event": one.by_event,
        "recorded_at": one.recorded_at.isoformat(),
        "by": one.actor,
        "part": one.part,
        "whole": one.whole,
    }


def _written(last: Behind) -> str:
    return f"{last.day}.{last.kind}.{last.name}.{last.event}"


def _place(after: str) -> tuple[date, str, str, int] | None:
    if not after:
        return None
    try:
        day, kind, name, event = after.split(".")
        return date.fromisoformat(day), kind, name, int(event)
    except ValueError:
        raise click.UsageError(
            f"{after!r} is not a place that a page ended at.", click.get_current_context()
        ) from None
