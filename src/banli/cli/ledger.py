"""``banli ledger``: verify the record, seal it, prove one event of it, archive sealed days."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from banli.cli.options import (
    DAY,
    as_json,
    in_folder,
    print_json,
)
from banli.kernel.whole_files import aside, write_whole
from banli.runtime.error_line import terminal_language

if TYPE_CHECKING:
    from banli.cases.service import PaperVerdict
    from banli.ledger.service import Verdict

WIDTH = 30
LONGEST_LINE = 1 << 24
"""Characters of an archive's line that are read; a longer one is none of ours."""


@click.group()
def ledger() -> None:
    """The record: check it, seal it, prove an event, archive days. 台账"""


@ledger.command()
@click.option("--day", type=DAY, metavar="DAY", help="Only events that were recorded on this day.")
@click.option(
    "--archive",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Verify an archive by itself; needs no database.",
)
@click.option("--papers", is_flag=True, help="Compare what each stored paper says with its event, too.")
@in_folder
@as_json
def verify(where: Path | None, day: date | None, file: Path | None, papers: bool, json_: bool) -> int:
    """Recompute every digest, chain and seal and name the first broken event; exit code 1 where there is one."""
    if file and day:
        raise click.UsageError("An archive is verified whole: leave --day out.")
    if papers and (file or day):
        raise click.UsageError("Papers are compared with the whole record: leave --day and --archive out.")
    verdict, key = _of_archive(where, file) if file else (_of_record(where, day), "")
    nothing = not verdict.events and verdict.ok
    compared = _of_papers(where) if papers else None
    if json_:
        print_json(
            asdict(verdict)
            | {"nothing": nothing}
            | ({"key": key} if file else {})
            | ({"papers": asdict(compared)} if compared else {})
        )
    elif nothing:
        click.echo(f"There is no event in {'this archive' if file else 'the record'}; nothing was verified.")
    elif verdict.ok:
        what = "archive" if file else "record"
        click.echo(f"The {what} is whole: {verdict.events:,} events, {verdict.seals:,} seals.")
        if file:
            click.echo(f"Signed by the key {key}. Compare it with the platform's own.")
    else:
        click.echo(f"The {'archive' if file else 'record'} is NOT whole: {verdict.first_fault}")
    if compared and not json_:
        _tell_papers(compared)
    return 0 if verdict.ok and not nothing and (compared is None or compared.ok) else 1


def _tell_papers(compared: PaperVerdict) -> None:
    for number in compared.differing:
        click.echo(f"The paper {number} does NOT say what its event says, or is gone.")
    if compared.ok:
        click.echo(f"Every paper says what its event says: {compared.papers:,} papers.")
    if compared.untold:
        click.echo(
            f"{compared.untold:,} papers have no digest in the record: they are from before digests were kept."
        )


def _of_papers(where: Path | None) -> PaperVerdict:
    from banli.runtime.running import with_database

    with with_database(where, reads=True), _bar() as progress:
        from banli.cases.service import verify_papers

        return verify_papers(progress)


def _of_record(where: Path | None, day: date | None) -> Verdict:
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from django.utils import translation

        from banli.cases.service import verify_record

        with translation.override(terminal_language()), _bar() as progress:
            return verify_record(progress, day=day, parallel=True)


def _of_archive(where: Path | None, file: Path) -> tuple[Verdict, str]:
    from banli.runtime.running import with_django

    with with_django(where):
        from django.utils import translation

        from banli.ledger import service

        with translation.override(terminal_language()), gzip.open(file, "rt", encoding="utf-8") as text:
            return service.check_archive(iter(lambda: text.readline(LONGEST_LINE), ""))


@ledger.command()
@in_folder
@as_json
def seal(where: Path | None, json_: bool) -> None:
    """Seal what was recorded since the last seal, each day by itself; done every night by itself."""
    from banli.runtime.running import with_database

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
    from banli.runtime.running import with_database

    folder = out or Path(f"proof-{event}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already and not an empty folder.")
    with with_database(where, reads=True):
        from banli.ledger import service

        files = service.prove(event)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    if json_:
        print_json({"event": event, "folder": str(folder), "files": sorted(files)})
    else:
        click.echo(f"{folder}: {len(files)} files. Check them with: cd {folder} && sh verify.sh")


@ledger.command()
@click.option("--from", "from_", type=DAY, metavar="DAY", help="The first sealed day (default: all).")
@click.option("--until", required=True, type=DAY, metavar="DAY", help="The last sealed day.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A new file.",
)
@in_folder
@as_json
def archive(where: Path | None, from_: date | None, until: date, out: Path, json_: bool) -> None:
    """Write sealed days into one file that verifies without a database; nothing is removed."""
    from banli.runtime.running import with_database

    if out.exists():
        raise click.UsageError(f"{out} is there already.")
    if from_ and from_ > until:
        raise click.UsageError("The first day lies after the last.")
    with with_database(where, reads=True):
        from banli.ledger import service

        with aside(out) as draft, _packed(draft) as text, _bar() as progress:
            for line in service.archive(until=until, from_=from_, progress=progress):
                text.write(line)
    size = out.stat().st_size
    if json_:
        print_json({"file": str(out), "bytes": size})
    else:
        click.echo(f"{out}: {size:,} bytes. Check it with: banli ledger verify --archive {out}")


def _packed(path: Path) -> TextIO:
    return gzip.open(path, "wt", encoding="utf-8", compresslevel=3)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar where somebody looks, wiped away afterwards."""
    if not sys.stderr.isatty():
        yield None
        return
    yield _progress
    click.echo("\r\033[K", nl=False, err=True)


def _progress(done: int, of: int) -> None:
    full = WIDTH * done // max(1, of)
    bar = "#" * full + "-" * (WIDTH - full)
    click.echo(f"\r[{bar}] {100 * done // max(1, of):3} %  {done:,} events", nl=False, err=True)
