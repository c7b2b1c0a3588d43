"""The ``banli`` command. Faults are one line on stderr: exit code 2 for wrong arguments, 1 for everything else."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click

from banli import __version__
from banli.cli import (
    attendance,
    calendars,
    certificates,
    deadline,
    demo,
    demo_year,
    doctor,
    figure,
    hall,
    ingest,
    item_new,
    ledger,
    packs,
    people,
    serve,
    signing,
    stats,
    suggestions,
    tests,
    weekly,
)
from banli.cli.grouped import Grouped
from banli.runtime.error_line import one_line
from banli.runtime.folder import MASK

SECTIONS = {
    "Run": ("demo", "serve", "test"),
    "Ask": ("deadline", "stats", "figure"),
    "Do": (
        "weekly",
        "hall",
        "attendance",
        "item",
        "pack",
        "calendar",
        "certificate",
        "suggestion",
        "ingest",
        "demo-year",
    ),
    "Keep": ("doctor", "ledger", "signing", "person", "migrate"),
}


@click.group(cls=Grouped, sections=SECTIONS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="banli", message="%(prog)s %(version)s")
def cli() -> None:
    """Banli 办理 · 一体化政务服务平台

    An integrated government-service platform: people apply, windows accept, departments decide, and the weekly
    report writes itself from the record.

    Everything is kept in one data folder (--dir or BANLI_DIR, by default var/). Its database is started when a
    command needs it and stopped afterwards. A PostgreSQL of your own is used instead where DATABASE_URL names one.
    """


for command in (
    demo.demo,
    serve.serve,
    tests.test,
    deadline.deadline,
    stats.stats,
    figure.figure,
    weekly.weekly,
    hall.hall,
    attendance.attendance,
    item_new.item,
    packs.pack,
    calendars.calendar,
    packs.migrate,
    certificates.certificate,
    suggestions.suggestion,
    ingest.ingest,
    demo_year.demo_year,
    doctor.doctor,
    ledger.ledger,
    signing.signing,
    people.person,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. What a command left running is stopped before this returns."""
    os.umask(MASK)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        code = cli.main(args=arguments, prog_name="banli", standalone_mode=False)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "banli"
        print(f"banli: {error.format_message()} (see {path} --help)", file=sys.stderr)
        return error.exit_code
    except Exception as error:
        line = one_line(error)
        if line is None:
            raise
        print(f"banli: {line}", file=sys.stderr)
        return 1
    return code if isinstance(code, int) else 0


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
