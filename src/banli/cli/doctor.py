"""``banli doctor``: what this machine has and lacks, one line each, with what to do."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from banli.cli.options import as_json, in_folder, print_json


@click.command()
@in_folder
@as_json
def doctor(where: Path | None, json_: bool) -> int:
    """Say what this machine has and lacks, and what to do; exit code 1 where something needed is missing. 体检"""
    from banli.runtime.running import (
        choose,
        has_database,
        with_database,
        with_django,
    )

    recorded = has_database(choose(where))
    with with_database(where, migrated=False) if recorded else with_django(where) as environment:
        from banli.site.health import examine
        from banli.site.legal_checks import standing

        found = examine(environment.folder)
        if recorded:
            names = {one.name for one in found}
            found += [one for one in standing(environment.folder) if one.name not in names]
    if json_:
        print_json(
            {"ok": all(one.ok or not one.needed for one in found), "checks": [asdict(one) for one in found]}
        )
    else:
        click.echo("\n".join(str(one) for one in found))
    return 0 if all(one.ok or not one.needed for one in found) else 1
