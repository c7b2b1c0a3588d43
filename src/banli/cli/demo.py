"""``banli demo``: a whole year of an invented centre, its weekly report, and the site."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banli.cli.options import in_folder
from banli.cli.serve import PORT

if TYPE_CHECKING:
    from banli.demo import Staged
    from banli.province.load import PersonRow

SMALLEST = 0.0001
FIVE = ("applicant", "clerk", "reviewer", "approver", "supervisor")
"""Whom a newcomer needs; the sign-in page has them all."""


def scale_between(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """A scale from the smallest to 1."""
    if not SMALLEST <= value <= 1:
        raise click.BadParameter(f"it is from {SMALLEST} to 1.", context, parameter)
    return value


@click.command()
@click.option(
    "--scale",
    type=float,
    callback=scale_between,
    default=0.01,
    show_default=True,
    help="How much of the year's business: 1 is all of it.",
)
@click.option("--port", type=PORT, help="Where the site answers (default: BANLI_PORT, or 8000).")
@click.option("--no-serve", is_flag=True, help="Stop when the report is written.")
@click.option(
    "--pack",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another province pack than Sichuan's.",
)
@in_folder
def demo(scale: float, port: int | None, no_serve: bool, pack: Path | None, where: Path | None) -> None:
    """Set up the demo year, publish its weekly report, and serve the site. 演示"""
    from banli.runtime import demo_folder, running, supervisor
    from banli.runtime.demo_clock import DemoClock

    environment = running.choose(where)
    chosen = port or environment.port
    if not no_serve:
        supervisor.ensure_free("127.0.0.1", chosen)
    demo_folder.claim(environment)
    with running.with_database(where) as environment:
        from banli.demo import stage

        staged = stage(scale=scale, pack=pack, tell=_tell, bar=Bar)
        DemoClock(environment).start()
        _report(staged)
        if no_serve:
            click.echo(f"Serve it with: ./banli serve --dir {environment.folder}")
        else:
            supervisor.serve(environment, "127.0.0.1", chosen, ready=_ready)


def _tell(line: str) -> None:
    click.echo(f"{line} …", err=True)


class Bar:
    """A progress bar on stderr; begun with the first word of how much there is, ended with the last."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.bar: Any = None
        self.shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` is done."""
        if self.bar is None:
            self.bar = click.progressbar(length=max(total, 1), label=self.label, file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(done - self.shown)
        self.shown = done
        if done >= total:
            self.bar.__exit__(None, None, None)


def _report(staged: Staged) -> None:
    """Where the report is, the six numbers, the record, the sign-ins."""
    click.echo(f"\n窗口工作周报 {staged.issue}")
    for path in staged.files:
        click.echo(f"  {path}")
    numbers = staged.numbers
    click.echo(f"\n{numbers.from_} – {numbers.to}    受理 accepted   办结 completed")
    for row in numbers.rows:
        click.echo(f"  {row.key:<16}{row.values['accepted']:>16,}{row.values['completed']:>17,}")
    record = staged.record
    verdict = "verifies" if record.ok else f"does NOT verify: {record.first_fault}"
    click.echo(f"\nThe record {verdict}: {record.events:,} events, {record.seals:,} seals.")
    click.echo(f"\nSign-ins, all with the password {staged.password}")
    for person in _first_of_each(staged.people):
        where = f" ({person.department})" if person.department else ""
        click.echo(f"  {person.username:<22}{', '.join(person.roles)}{where}")
    click.echo(f"The other {len(staged.people) - len(FIVE)} are on the sign-in page, one click each.")


def _first_of_each(people: list[PersonRow]) -> Iterator[PersonRow]:
    """The first person of each of the roles a newcomer begins with."""
    for role in FIVE:
        yield from [person for person in people if role in person.roles][:1]


def _ready(address: str) -> None:
    click.echo(f"\n门户 Portal  {address}\n工作台 Desk  {address}desk/\nCtrl-C stops everything.")
