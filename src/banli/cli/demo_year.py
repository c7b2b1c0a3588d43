"""``banli demo-year``: the reference year as exchange files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from banli.cli.demo import Bar, scale_between
from banli.cli.options import in_folder

if TYPE_CHECKING:
    from banli.demo.year import Part


@click.command("demo-year")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where the files go."
)
@click.option(
    "--scale",
    type=float,
    callback=scale_between,
    default=0.01,
    show_default=True,
    help="How much of the year's business: 1 is all of it.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=20221021,
    show_default=True,
    help="Another year of the same shape.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["parquet", "csv", "ndjson"]),
    default="parquet",
    show_default=True,
    help="The format of the files.",
)
@click.option(
    "--part",
    type=click.Choice(["year", "after"]),
    default="year",
    show_default=True,
    help="The year, or the weeks after it up to 15 November 2022, 09:30; those are taken in after the year.",
)
@in_folder
def demo_year(out: Path, scale: float, seed: int, format_: str, part: Part, where: Path | None) -> None:
    """Write the reference year as files of the national exchange tables, for `banli ingest`. 基准年度

    At scale 1 their events give exactly the six numbers that were published for 1 January to 21 October 2022.
    """
    from banli.runtime.running import with_django

    with with_django(where):
        from banli.demo.year import write_demo_year

        plan = write_demo_year(
            out=out, scale=scale, seed=seed, format_=format_, part=part, progress=Bar("Writing the year")
        )
    click.echo(f"{plan.events:,} events in {out}. Take them in with: ./banli ingest {out} --source demo-year")
