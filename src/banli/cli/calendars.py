"""``banli calendar``: the State Council's notices of public holidays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banli.cli.options import as_json, in_folder, print_json

if TYPE_CHECKING:
    from banli.worktime.service import Edition

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def calendar() -> None:
    """Public holidays, a notice for each year: check a file, load it, list what is there. 节假日安排"""


@calendar.command()
@click.argument("path", metavar="FILE", type=FILE)
@as_json
def check(path: Path, json_: bool) -> None:
    """Say what the notice in FILE makes of its year, and what looks as if it was left out.

    Nothing is loaded. A file that cannot be read is one line with its place.
    """
    from banli.runtime.running import with_django

    with with_django(None):
        from django.utils import translation

        from banli.runtime.error_line import terminal_language
        from banli.worktime.service import doubts, edition_at

        edition = edition_at(path)
        with translation.override(terminal_language()):
            doubtful = [str(one) for one in doubts(edition)]
    if json_:
        print_json(
            {"edition": edition.key, "notice": edition.notice.number, **edition.row(), "doubts": doubtful}
        )
        return
    click.echo("\n".join(_lines(edition)))
    click.echo(
        "\n".join(f"?  {one}" for one in doubtful)
        or "No doubt found. Compare it with the notice all the same."
    )


@calendar.command()
@click.argument("path", metavar="FILE", type=FILE)
@in_folder
@as_json
def load(path: Path, where: Path | None, json_: bool) -> None:
    """Load the notice in FILE and fix every date that waited for it; each case that moves has an event.

    May be stopped: the job process goes on where it was left.
    """
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.site.recount import count_all
        from banli.worktime.service import edition_at, load_edition

        edition, loaded = edition_at(path), load_edition(path=path, by=SYSTEM)
        done = count_all()
    if json_:
        told = {"edition": edition.key, "added": bool(loaded.added), "amended": list(loaded.changed)}
        print_json(told | {"moved": done.moved, "accepted_by_silence": done.silent})
        return
    click.echo(f"{edition.key} {'is on record' if loaded.added else 'was on record already'}.")
    click.echo(f"{done.moved} cases have other dates now; {done.silent} were accepted by silence.")


@calendar.command(name="list")
@in_folder
@as_json
def list_(where: Path | None, json_: bool) -> None:
    """The notices on record, and the year that is missing."""
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from django.utils import translation

        from banli.kernel import clock
        from banli.runtime.error_line import terminal_language
        from banli.worktime import service

        known = service.calendar()
        missing = service.missing_year(known, clock.today())
        with translation.override(terminal_language()):
            told = [str(one) for one in service.advice(missing)] if missing else []
    if json_:
        rows = [
            {"edition": one.key, "in_force": one in known.editions, "notice": one.notice.number}
            for one in known.loaded
        ]
        print_json({"editions": rows, "missing": missing})
        return
    for one in known.loaded:
        replaced = "" if one in known.editions else "  (replaced)"
        click.echo(f"{one.key}  {one.notice.date}  {one.notice.number}{replaced}")
    click.echo("\n".join(told) or "Nothing is missing.")


def _lines(edition: Edition) -> Iterator[str]:
    """The notice, each holiday with its days, and the weekend days worked."""
    yield f"{edition.key}  {edition.notice.date}  {edition.notice.number}"
    days: dict[str, list[str]] = {}
    for day, name in sorted(edition.off.items()):
        days.setdefault(name, []).append(f"{day:%m-%d %a}")
    for name, shown in days.items():
        yield f"{name}  {len(shown)}: {', '.join(shown)}"
    yield f"worked  {len(edition.worked)}: {', '.join(f'{day:%m-%d %a}' for day in sorted(edition.worked))}"
