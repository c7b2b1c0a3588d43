"""``banli deadline``: when a limit ends, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banli.cli.options import (
    DAY,
    as_json,
    in_folder,
    print_json,
)

if TYPE_CHECKING:
    from banli.worktime.service import Calendar, DayNote, Explanation

LONGEST = 36_500
WORDS = {
    "start": "the day of the event",
    "counted": "",
    "makeup": "worked by notice",
    "weekend": "weekend",
    "holiday": "holiday",
    "paused": "special procedure",
    "moved": "the last day of rest moves here",
    "resumed": "the first working day after the special procedure",
}
"""What a day is, for a reader."""


@dataclass(frozen=True)
class Asked:
    """The question: a limit of so many units or the limits of an item, from a day, with what does not count."""

    start: date
    n: int | None
    unit: str
    item: str
    facts: tuple[str, ...]
    pauses: tuple[str, ...]
    extension: int


@click.command()
@click.option(
    "--item", metavar="CODE", default="", help="The limits of this item: its short name or its code."
)
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="KEY=VALUE",
    help="With --item: a fact that decides which limit counts. May be repeated.",
)
@click.option("--days", "n", type=click.IntRange(0, LONGEST), metavar="N", help="How many units.")
@click.option(
    "--unit",
    type=click.Choice(["working", "calendar", "month"]),
    help="With --days: working days (the default), calendar days or months.",
)
@click.option("--from", "start", type=DAY, required=True, metavar="DAY", help="The day of the event (day 0).")
@click.option(
    "--pause",
    "pauses",
    multiple=True,
    metavar="DAY..DAY",
    help="A stretch that does not count: after the first day, up to the second. May be repeated.",
)
@click.option(
    "--extension",
    type=click.IntRange(0, LONGEST),
    default=0,
    metavar="N",
    help="How many units the limit was lengthened by.",
)
@click.option(
    "--explain", "explained", is_flag=True, help="Tell day by day, with the articles and the notices."
)
@in_folder
@as_json
def deadline(
    item: str,
    facts: tuple[str, ...],
    n: int | None,
    unit: str | None,
    start: date,
    pauses: tuple[str, ...],
    extension: int,
    explained: bool,
    where: Path | None,
    json_: bool,
) -> None:
    """When a limit ends, and why. 期限计算

    The calendars and items on record in the data folder are used where there are any, else those that come with Banli.
    """
    if bool(item) == (n is not None):
        raise click.UsageError("Give either --days N or --item CODE.")
    if (facts and not item) or (unit and item):
        raise click.UsageError("--fact goes with --item, and --unit with --days: an item states its unit.")
    asked = Asked(start, n, unit or "working", item, facts, pauses, extension)
    data, told = _answer(asked, where)
    if json_:
        print_json(data)
        return
    for name, explanation in told.items():
        if explained:
            click.echo("\n".join(_lines(explanation)))
        click.echo(f"due {explanation.known_due or _open(explanation)}{name and f' {name}'}")


def _answer(asked: Asked, where: Path | None) -> tuple[dict[str, Any], dict[str, Explanation]]:
    """The answer as data, and each explained limit by what it is called ('' for a limit that was asked for alone)."""
    from banli.runtime import running

    kept = running.has_database(running.choose(where))
    with running.with_database(where) if kept else running.with_django(where):
        from banli.worktime import service

        pauses = _sound(asked.pauses)
        recorded = kept and service.loaded_editions()
        calendar = service.calendar() if recorded else service.shipped_calendar()
        if asked.item:
            return _of_item(asked, calendar, pauses, kept=bool(kept))
        unit = service.Unit(asked.unit)
        told = service.explain(asked.start, asked.n or 0, unit, calendar, pauses, extension=asked.extension)
        data = told.as_data()
        return {"due": data.pop("due"), "from": data.pop("start"), "days_wanted": data.pop("n"), **data}, {
            "": told
        }


def _sound(texts: tuple[str, ...]) -> Any:
    """The pauses, or a usage error in the words of the rule they break."""
    from django.utils import translation

    from banli.kernel.errors import Refused
    from banli.runtime.error_line import terminal_language
    from banli.worktime.service import read_pauses

    try:
        return read_pauses(texts)
    except Refused as error:
        with translation.override(terminal_language()):
            raise click.BadParameter(str(error), param_hint="--pause") from None


def _of_item(
    asked: Asked, calendar: Calendar, pauses: Any, *, kept: bool
) -> tuple[dict[str, Any], dict[str, Explanation]]:
    from banli.catalogue import service
    from banli.kernel.errors import Missing
    from banli.province.load import SICHUAN

    try:
        spec = (
            service.named(asked.item, asked.start).spec
            if kept
            else service.named_in(SICHUAN, asked.item, asked.start)
        )
    except Missing:
        spec = service.named_in(SICHUAN, asked.item, asked.start)
    facts = service.read_facts(spec, asked.facts)
    found = service.deadline(spec, facts, asked.start, calendar, pauses, extension=asked.extension)
    data = found.as_data()
    head = {
        "due": data.pop("due"),
        "item": spec.slug,
        "code": spec.task_code,
        "from": asked.start.isoformat(),
    }
    limits = {"statutory": found.statutory, "promised": found.promised}
    return head | data, limits


def _lines(told: Explanation) -> Iterator[str]:
    """A line for each day, and the notices behind them."""
    for day in told.days:
        number = "" if day.count is None else str(day.count)
        head = f"{day.date}  {day.date:%a}  {number:>4}  {day.effect:<8}"
        yield "  ".join(part for part in (head, " · ".join(_why(day)), day.article) if part)
    for notice in told.notices:
        yield f"    {notice}"


def _open(told: Explanation) -> str:
    """What is known of an end without a date, in the terminal's language."""
    from django.utils import translation

    from banli.runtime.error_line import terminal_language

    with translation.override(terminal_language()):
        return str(told.awaited)


def _why(day: DayNote) -> Iterator[str]:
    """What a day is, its holiday's name, and the paper that says so."""
    yield from (word for word in (WORDS[day.kind], day.label, day.notice) if word)
    if day.extended:
        yield "extension"
