"""``banli pack`` and ``banli migrate``: what a data folder is set up with."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from banli.cli.options import as_json, in_folder, print_json


@click.group()
def pack() -> None:
    """The province pack: departments, calendars, items. 省级数据包"""


@pack.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@in_folder
@as_json
def load(path: Path | None, where: Path | None, json_: bool) -> None:
    """Load the pack in PATH (by default the Sichuan pack); what is there already stays as it is."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.province.load import SICHUAN, load_pack
        from banli.site.recount import count_all

        loaded = load_pack(path or SICHUAN, by=SYSTEM)
        count_all()
    if json_:
        data = {"pack": loaded.frame.name, "version": loaded.frame.version}
        print_json(data | {"house": loaded.house, "items": loaded.items})
    else:
        click.echo(f"{loaded.frame.name} {loaded.frame.version}: {loaded.house} rows, {loaded.items} items.")


@pack.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@as_json
def check(path: Path | None, json_: bool) -> int:
    """Check the whole pack in PATH (by default the Sichuan pack); exit code 1 where it has a fault."""
    from banli.runtime.running import with_django

    with with_django(None):
        from banli.province.check import check_pack
        from banli.province.load import SICHUAN

        faults = check_pack(path or SICHUAN)
        lines = [str(fault) for fault in faults]
    if json_:
        print_json({"ok": not faults, "faults": [asdict(fault) for fault in faults]})
    else:
        click.echo("\n".join(lines) or "No fault found.")
    return 1 if faults else 0


@click.command()
@in_folder
def migrate(where: Path | None) -> None:
    """Bring tables and collected style sheets up to date, as an upgrade and a web server of one's own need. 升级"""
    from banli.runtime.running import with_database

    with with_database(where, migrated=False):
        from banli.runtime import static
        from banli.runtime.migrating import ensure

        changed = ensure()
        static.collect()
    click.echo("The tables were brought up to date." if changed else "The tables are up to date.")
