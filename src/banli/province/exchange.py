"""Taking in files: the intake, and what stands above and beside it: registers, counts, the file of rejects."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import InterfaceError, OperationalError

from banli.intake import service as intake
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import BanliError, Invalid, Problem, Stale
from banli.kernel.text import gettext_noop
from banli.kernel.whole_files import aside
from banli.province.registers import publish_registers
from banli.statistics.service import compact, fold_events

UNFORESEEN = gettext_noop(
    "Taking the file in was broken off by a fault of the platform (%(what)s). Please tell its operators."
)

if TYPE_CHECKING:
    from pyarrow import RecordBatch


def fold_block(first: int, last: int) -> None:
    """Count the events of a block of ids."""
    fold_events(first=first, last=last)


def fold_said(first: int, said: RecordBatch) -> None:
    """Count the events of new cases from what they say."""
    from banli.statistics.service import fold_columns

    fold_columns(first=first, said=said)


def folding() -> intake.Fold:
    """Who counts what is taken in."""
    return intake.Fold(block=fold_block, columns=fold_said)


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
        by=by, source=source, paths=paths, fold=folding(), encoding=encoding, progress=progress, **more
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
    with aside(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.writelines(intake.rejects_file(delivery))
    return path


def _plain(name: str) -> str:
    """A source's name as a folder's."""
    return "".join(one if one.isalnum() or one in "-_" else "_" for one in name)


def take_in_upload(key: UUID, folder: Path) -> None:
    """Take in a file that was delivered over HTTP, where it is its turn. What fails is told at its status.

    :param folder: the data folder.
    """
    upload = intake.claim_upload(by=SYSTEM, key=key)
    if upload is None:
        return
    uploads = folder / intake.UPLOADS
    faults = intake.given_up(upload)
    if not faults:
        try:
            take_in_files(
                source=upload.source,
                paths=[upload.path(uploads)],
                folder=folder,
                encoding=upload.encoding,
                progress=lambda done, _all: intake.tell_progress(by=SYSTEM, key=key, done=done),
            )
        except Stale:
            intake.put_back(by=SYSTEM, upload=upload)
            return
        except BanliError as error:
            faults = _faults(error)
        except (OperationalError, InterfaceError):
            raise  # the database went away: the round of a minute takes the file over
        except Exception as error:
            logging.getLogger(__name__).exception("upload %s", key)
            faults = [Problem("", UNFORESEEN, (("what", type(error).__name__),))]
    intake.end_upload(by=SYSTEM, upload=upload, folder=uploads, faults=faults)


def take_in_uploads(folder: Path) -> None:
    """Take in what waits, and what a killed job left."""
    for key in intake.startable_uploads():
        take_in_upload(key, folder)


def _faults(error: BanliError) -> list[Problem]:
    if isinstance(error, Invalid):
        return list(error.problems)
    return [Problem("", error.message, tuple(error.params.items()))]
