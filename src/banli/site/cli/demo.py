"""``banli demo``: a whole year of an invented centre, its weekly report, and the site."""

from __future__ import annotations

from pathlib import Path

import click

from banli.site.cli.options import in_folder
from banli.site.cli.serve import PORT

SMALLEST = 0.0001


def _scale(context: click.Context, parameter: click.Parameter, value: float) -> float:
    if not SMALLEST <= value <= 1:
        raise click.BadParameter(f"it is from {SMALLEST} to 1.", context, parameter)
    return value


@click.command()
@click.option(
    "--scale",
    type=float,
    callback=_scale,
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
    from banli.site.runtime import running, serving

    environment = running.choose(where)
    chosen = port or environment.port
    if not no_serve:
        serving.ensure_free("127.0.0.1", chosen)
    with running.with_database(where) as environment:
        from banli.site.demo import run

        run(environment, scale=scale, pack=pack, address="" if no_serve else f"http://localhost:{chosen}/")
        if not no_serve:
            serving.serve(environment, "127.0.0.1", chosen, ready=_ready)


def _ready(address: str) -> None:
    click.echo(f"Banli answers at {address} (Ctrl-C to stop)")
