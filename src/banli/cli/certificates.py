"""``banli certificate load``: certificates that departments issued before the platform."""

from __future__ import annotations

from pathlib import Path

import click

from banli.cli.options import as_json, in_folder, print_json


@click.group()
def certificate() -> None:
    """Certificates from before the platform. 既有证照"""


@certificate.command()
@click.argument("item")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Only say what is wrong; nothing is written.")
@in_folder
@as_json
def load(item: str, path: Path, only_check: bool, where: Path | None, json_: bool) -> int:
    """Take in the live certificates of ITEM from PATH (.csv or .geojson), all or none; exit code 1 with a fault.

    A file may be read again: certificates on record just so stay as they are.
    """
    from banli.runtime.running import with_database

    with with_database(where):
        from django.utils import translation

        from banli.kernel.actors import SYSTEM
        from banli.province.certificates import load_file
        from banli.runtime.error_line import terminal_language

        told, faults = load_file(path, item=item, by=SYSTEM, only_check=only_check)
        with translation.override(terminal_language()):
            lines = [str(fault) for fault in faults]
    if json_:
        found = [
            {"file": one.file, "line": one.line, "fault": line}
            for one, line in zip(faults, lines, strict=True)
        ]
        print_json({"ok": not faults, "taken": told.taken, "known": told.known, "faults": found})
    elif lines:
        click.echo("\n".join(lines))
    else:
        verb = "would be taken in" if only_check else "taken in"
        click.echo(f"{item}: {told.taken} {verb}, {told.known} on record already.")
    return 1 if faults else 0
