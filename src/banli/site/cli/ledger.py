"""``banli ledger``: verify the record, and seal it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from banli.site.cli.options import as_json, in_folder, print_json


@click.group()
def ledger() -> None:
    """The record: check it, seal it. 台账"""


@ledger.command()
@in_folder
@as_json
def verify(where: Path | None, json_: bool) -> int:
    """Recompute every digest, chain and seal; exit code 1 where one fails."""
    from banli.site.runtime.running import with_database

    with with_database(where):
        from banli.ledger import service

        progress = _progress if sys.stderr.isatty() else None
        verdict = service.verify(progress)
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
    """Seal what was recorded since the last seal; done every night by itself."""
    from banli.site.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.ledger import service

        made = service.seal(by=SYSTEM)
        data = {
            "sealed": made is not None,
            "number": made.number if made else None,
            "last_event": made.last_event if made else None,
            "root": bytes(made.root).hex() if made else None,
        }
    if json_:
        print_json(data)
    elif made is None:
        click.echo("Nothing new to seal.")
    else:
        click.echo(f"Seal {data['number']} up to event {data['last_event']}: {data['root']}")


def _progress(count: int) -> None:
    click.echo(f"\rchecked {count:,} events", nl=False, err=True)
