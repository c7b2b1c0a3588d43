"""``banli ingest``: take in what other systems report; the tokens by which they deliver over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banli.cli.demo import Bar
from banli.cli.options import as_json, in_folder, print_json

if TYPE_CHECKING:
    from banli.intake.service import Delivery, Run


class FilesFirst(click.Group):
    """Words that begin with no command's name are those of ``files``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``files`` before them."""
        if not args or args[0] not in {*self.commands, *self.get_help_option_names(ctx)}:
            args = ["files", *args]
        return super().parse_args(ctx, args)


@click.group(cls=FilesFirst)
def ingest() -> None:
    """Take in files of the national exchange tables, or folders of them: Parquet, CSV, NDJSON. 批量汇入

    `banli ingest PATH... --source NAME` takes them in; `banli ingest files --help` tells all of it. A path that is
    called like a command is written ./token.
    """


@ingest.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--source", required=True, metavar="NAME", help="The system that reports; its name stays with its cases."
)
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "gb18030", "gbk", "utf-16"]),
    help="Of CSV and NDJSON files (told from the whole file where it is not given).",
)
@in_folder
@as_json
def files(
    paths: tuple[Path, ...], source: str, encoding: str | None, where: Path | None, json_: bool
) -> None:
    """Take in files, or folders of them (said without a command's name as well).

    Cases, events and results in the field names of up_pro_accept, up_pro_process, up_pro_special_procedure and
    up_pro_result; items in up_task. The same file adds nothing a second time, and a run that was stopped goes on
    where it was. Rows that cannot be taken are written to a file with their reason.
    """
    from banli.runtime.running import with_database

    with with_database(where) as environment:
        from banli.province.exchange import take_in_files

        run, told = take_in_files(
            source=source,
            paths=list(paths),
            encoding=encoding or "",
            folder=environment.folder,
            progress=Bar("Taking in"),
        )
        _report(run, told, json_=json_)


@ingest.command()
@click.argument("source")
@in_folder
@as_json
def token(source: str, where: Path | None, json_: bool) -> None:
    """Make the token by which SOURCE's system delivers over HTTP; it is shown once, and an older one ends. 令牌"""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.intake.service import make_token
        from banli.kernel.actors import SYSTEM

        made = make_token(by=SYSTEM, source=source)
    if json_:
        print_json({"source": source, "token": made})
    else:
        click.echo(f"{source} delivers with the token {made}")


@ingest.command()
@click.argument("source")
@in_folder
def revoke(source: str, where: Path | None) -> None:
    """Make the token of SOURCE good no more. 吊销令牌"""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.intake.service import revoke_token
        from banli.kernel.actors import SYSTEM

        revoke_token(by=SYSTEM, source=source)
    click.echo(f"The token of {source} is revoked.")


SHOWN = 12
"""So many files are listed one by one; of more, only those with rejects and the sum of each table."""
COUNTS = ("read", "fresh", "same", "corrected", "rejected")


def _report(run: Run, told: list[tuple[Delivery, dict[str, int], Path | None]], *, json_: bool) -> None:
    data = [_row(*one) for one in told]
    if json_:
        print_json({"files": data, "known": run.known, "total": _total(data)})
        return
    click.echo(f"{'':<40}{'read':>12}{'new':>12}{'same':>12}{'corrected':>12}{'rejected':>12}")
    for row in data:
        if len(data) <= SHOWN or row["rejected"]:
            _line(row["file"], row)
        if row["rejects"]:
            click.echo(f"  rejects: {row['rejects']}")
    for table in sorted({row["table"] for row in data}) if len(data) > SHOWN else ():
        of_table = [row for row in data if row["table"] == table]
        _line(f"{table} ({len(of_table)} files)", _total(of_table))
    if len(data) > 1:
        _line("total", _total(data))


def _line(name: str, row: dict[str, Any]) -> None:
    click.echo(f"{name:<40}" + "".join(f"{row[one]:>12,}" for one in COUNTS))


def _row(delivery: Delivery, counts: dict[str, int], rejects: Path | None) -> dict[str, Any]:
    data = {"file": delivery.name, "table": delivery.table, **counts}
    return {**data, "rejects": str(rejects) if rejects else None}


def _total(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {name: sum(row[name] for row in rows) for name in COUNTS}
