"""Taking in files: the intake, and what stands above and beside it: registers, counts, the file of rejects."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from django.utils import translation

from banli.intake import service as intake
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Problem
from banli.site.registers import publish_registers
from banli.statistics.service import compact, fold_events

HEADING = ("line", "field", "value", "原因", "reason")
MARK = "\ufeff"
"""Spreadsheets take a CSV file for UTF-8 where it begins with this."""


def fold(first: int, last: int) -> None:
    """Count the events of a block of ids."""
    fold_events(first=first, last=last)


def take_in_files(
    *,
    source: str,
    paths: Sequence[Path],
    folder: Path,
    encoding: str = "",
    by: Actor = SYSTEM,
    progress: intake.Progress = lambda _done, _all: None,
    workers: int | None = None,
) -> tuple[intake.Run, list[tuple[intake.Delivery, dict[str, int], Path | None]]]:
    """Take in files, and write a file of rejects for each that has some: with its counts and that file's path.

    :param folder: the data folder; files of rejects lie in ``rejects/SOURCE`` in it.
    """
    publish_registers(by=by)
    more = {} if workers is None else {"workers": workers}
    run = intake.ingest(
        by=by, source=source, paths=paths, fold=fold, encoding=encoding, progress=progress, **more
    )
    compact()
    told = []
    for delivery in run.deliveries:
        counts = intake.counts(delivery)
        file = write_rejects(delivery, folder / "rejects" / _plain(source)) if counts["rejected"] else None
        told.append((delivery, counts, file))
    return run, told


def write_rejects(delivery: intake.Delivery, folder: Path) -> Path:
    """The rejects of a delivery as CSV in Chinese and English; whole or not there at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{Path(delivery.name).stem}-{delivery.digest[:12]}.csv"
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(MARK)
        rows = csv.writer(file)
        rows.writerow(HEADING)
        for one in intake.rejects(delivery):
            said = Problem(one.field, one.reason, tuple(one.params.items()))
            rows.writerow((one.line, one.field, one.value, *_in_both(said)))
    draft.replace(path)
    return path


def _in_both(said: Problem) -> tuple[str, str]:
    with translation.override("zh-hans"):
        chinese = str(said)
    with translation.override("en"):
        return chinese, str(said)


def _plain(name: str) -> str:
    """A source's name as a folder's."""
    return "".join(one if one.isalnum() or one in "-_" else "_" for one in name)
