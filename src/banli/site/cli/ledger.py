"""``banli ledger``: verify the record, seal it, prove one event of it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from banli.site.cli.options import DAY, as_json, in_folder, print_json

WIDTH = 30


@click.group()
def ledger() -> None:
    """The record: check it, seal it, prove an event of it. 台账"""


@ledger.command()
@click.option("--day", type=DAY, metavar="DAY", help="Only events that were recorded on this day.")
@in_folder
@as_json
def verify(where: Path | None, day: date | None, json_: bool) -> int:
    """Recompute every digest, chain and seal and name the first broken event; exit code 1 where there is one."""
    from banli.site.runtime.running import with_database

    with with_database(where):
        from django.utils import translation

        from banli.ledger import service
        from banli.site.cli.faults import terminal_language

        progress = _progress if sys.stderr.isatty() else None
        with translation.override(terminal_language()):
            verdict = service.verify(progress, day=day, parallel=True)
        if progress:
            click.echo("\r\033[K", nl=False, err=True)
    if json_:
        print_json(asdict(verdict))
    elif verdict.ok:
        click.echo(f"The record is whole: {verdict.events:,} events, {verdict.seals:,} seals.")
    else:
        click.echo(f"The record is NOT whole: {verdict.first_fault}")
    return 0 if verdict.ok else 1


@ledger.command()
@in_folder
@as_json
def seal(where: Path | None, json_: bool) -> None:
    """Seal what was recorded since the last seal, each day by itself; done every night by itself."""
    from banli.site.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.ledger import service

        made = service.seal(by=SYSTEM)
        data = {
            "sealed": made is not None,
            "number": made.number if made else None,
            "day": made.day if made else None,
            "last_event": made.last_event if made else None,
            "root": bytes(made.root).hex() if made else None,
        }
    if json_:
        print_json(data)
    elif made is None:
        click.echo("Nothing new to seal.")
    else:
        click.echo(f"Seal {data['number']} of {data['day']} up to event {data['last_event']}: {data['root']}")


@ledger.command()
@click.argument("event", type=click.IntRange(1, 2**63 - 1))
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder (default: proof-EVENT)."
)
@in_folder
@as_json
def prove(where: Path | None, event: int, out: Path | None, json_: bool) -> None:
    """Write a folder that proves EVENT to anybody who has openssl."""
    from banli.site.runtime.running import with_database

    folder = out or Path(f"proof-{event}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already and not an empty folder.")
    with with_database(where):
        from banli.ledger import service

        files = service.prove(event)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if json_:
        print_json({"event": event, "folder": str(folder), "files": sorted(files)})
    else:
        click.echo(f"{folder}: {len(files)} files. Check them with: cd {folder} && sh verify.sh")


def _progress(done: int, of: int) -> None:
    full = WIDTH * done // max(1, of)
    bar = "#" * full + "-" * (WIDTH - full)
    click.echo(f"\r[{bar}] {100 * done // max(1, of):3} %  {done:,} events", nl=False, err=True)
