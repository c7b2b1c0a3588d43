"""An export is asked for, made by a job, taken, and removed. The file is there whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from banli.exports.models import Export
from banli.exports.permissions import GRANTS, ExportPermission
from banli.exports.rules import NOT_YET, TOO_MANY, filter_names, filters
from banli.exports.selectors import find_export, startable
from banli.exports.states import MOST, UNDER_WAY, ExportFormat, ExportState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.ledger.service import append


def ask_export(
    *, by: Actor, what: str, query: str, format: ExportFormat, language: str, later: Callable[[UUID], None]
) -> Export:
    """Ask for a list as a file; the same list asked for twice before it is there is one export.

    :param later: hands the export to a job, in the same transaction.
    :raises Refused: where :data:`MOST` exports of the person are under way.
    """
    GRANTS.require(by, ExportPermission.ASK)
    same = {"what": what, "query": filters(query), "format": str(format), "language": language}
    mine = Export.objects.filter(asked_by_id=by.id, state__in=[str(one) for one in UNDER_WAY])
    if found := mine.filter(**same).first():
        return found
    if mine.count() >= MOST:
        raise Refused(TOO_MANY, most=MOST)
    now = clock.now()
    try:
        with transaction.atomic():
            made = Export.objects.create(**same, asked_by_id=by.id or 0, asked_at=now, touched_at=now)
            _append(made, "asked", by)
            later(made.pk)
    except IntegrityError:
        # A second click, at the same moment.
        return mine.get(**same)
    return made


def claim_export(*, by: Actor, key: UUID) -> Export | None:
    """The export, for a job to make from the beginning; None where it is not its turn, or another job has it."""
    GRANTS.require(by, ExportPermission.MAKE)
    claimed = Export.objects.filter(startable(), pk=key).update(
        state=ExportState.RUNNING, touched_at=clock.now(), tries=F("tries") + 1, rows=0, total=None
    )
    return Export.objects.select_related("asked_by").get(pk=key) if claimed else None


def tell_export(*, by: Actor, key: UUID, rows: int, total: int | None = None) -> None:
    """Say how many rows are written, and that the job lives."""
    GRANTS.require(by, ExportPermission.MAKE)
    values = {"rows": rows, "touched_at": clock.now()} | ({} if total is None else {"total": total})
    Export.objects.filter(pk=key, state=ExportState.RUNNING).update(**values)


@transaction.atomic
def end_export(*, by: Actor, export: Export, rows: int, path: Path) -> None:
    """The file is whole: say so, with its digest."""
    GRANTS.require(by, ExportPermission.MAKE)
    with path.open("rb") as file:
        export.digest = hashlib.file_digest(file, "sha256").hexdigest()
    export.state, export.rows, export.total = ExportState.DONE, rows, rows
    export.size, export.touched_at = path.stat().st_size, clock.now()
    export.save(update_fields=["state", "rows", "total", "size", "digest", "touched_at"])
    _append(export, "made", by)


@transaction.atomic
def fail_export(*, by: Actor, export: Export, fault: str) -> None:
    """It cannot be made: say why."""
    GRANTS.require(by, ExportPermission.MAKE)
    export.state, export.fault, export.touched_at = ExportState.FAILED, fault, clock.now()
    export.save(update_fields=["state", "fault", "touched_at"])
    _append(export, "failed", by)


@transaction.atomic
def take_export(*, by: Actor, key: UUID) -> Export:
    """The finished export, for whoever asked for it; that it was taken is in the record.

    :raises Refused: before it is done.
    """
    found = find_export(by, key)
    if found.state != ExportState.DONE:
        raise Refused(NOT_YET)
    _append(found, "taken", by)
    return found


def remove_exports(*, by: Actor, before: datetime, folder: Path) -> int:
    """Remove what ended, or was asked for and never made, before ``before``, with its file; how many. What the
    record says of them stays."""
    GRANTS.require(by, ExportPermission.MAKE)
    old = list(Export.objects.filter(touched_at__lt=before))
    for one in old:
        with suppress(FileNotFoundError):
            one.path(folder).unlink()
        one.delete()
    return len(old)


def _append(export: Export, name: str, by: Actor) -> None:
    said: dict[str, Any] = {
        "what": export.what,
        "format": str(export.format),
        "filters": filter_names(export.query),
    }
    if export.digest:
        said |= {"rows": export.rows, "digest": export.digest}
    append(topic="export", subject=str(export.pk), name=name, by=by, body=said)
