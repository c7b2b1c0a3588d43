"""``banli serve``: the whole platform on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from banli.cli.options import in_folder

PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=PORT, help="The port to listen on (default: BANLI_PORT, or 8000).")
@in_folder
def serve(host: str, port: int | None, where: Path | None) -> None:
    """Database, web server and job process, until Ctrl-C. 启动平台"""
    from banli.runtime import running, supervisor

    environment = running.choose(where)
    chosen = port or environment.port
    supervisor.ensure_free(host, chosen)
    with running.with_database(where) as environment:
        supervisor.serve(environment, host, chosen, ready=_ready)


def _ready(address: str) -> None:
    click.echo(f"Banli answers at {address} (Ctrl-C to stop)")
