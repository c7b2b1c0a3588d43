"""Writes of deliveries over HTTP: announced, sent piece by piece, proved by digest, handed to a job.

The bytes lie in a folder; the row says how many of them are there for good. A piece is on disk before the row says
so, so that a process that is killed leaves an upload that goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from banli.intake.models import Upload
from banli.intake.permissions import GRANTS, IntakePermission
from banli.intake.rules.uploads import (
    CLOSED,
    GIVEN_UP,
    NOT_WHOLE,
    OTHER_DIGEST,
    OTHER_SIZE,
    Conflict,
    check_announcement,
    check_piece,
    check_room,
)
from banli.intake.selectors.uploads import (
    NO_UPLOAD,
    delivery_of,
    reached,
    startable,
    waiting_bytes,
)
from banli.intake.states import UploadState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.ledger.service import append

TRIES = 5
BEGIN_ANEW = {"offset": 0, "done": 0, "tries": 0, "faults": [], "state": UploadState.OPEN}


@transaction.atomic
def begin_upload(
    *, by: Actor, source: str, name: str, size: int, digest: str, encoding: str = ""
) -> tuple[Upload, bool]:
    """Announce a file; the upload, and True where its bytes are asked for anew.

    :param encoding: of its text; '' where it is told from the file. Told again before the file is complete, it counts.

    The same digest of the same source is the same upload. One that failed begins anew; one that was delivered
    before, in whatever way, is done.
    """
    GRANTS.require(by, IntakePermission.DELIVER)
    check_announcement(name, size, digest, encoding)
    now = clock.now()
    found = Upload.objects.select_for_update().filter(source=source, digest=digest).first()
    if found and found.size != size:
        raise Invalid([Problem("size", OTHER_SIZE, (("size", found.size),))])
    if found and found.state != UploadState.FAILED:
        if encoding and found.state == UploadState.OPEN:
            found.encoding = encoding
            found.save(update_fields=["encoding"])
        return found, False
    upload = found or Upload(source=source, digest=digest, size=size, begun_at=now)
    delivery = delivery_of(upload)
    if delivery and delivery.finished_at and delivery.size == size:
        values: dict[str, Any] = {"state": UploadState.DONE, "offset": size, "done": size, "faults": []}
    else:
        check_room(waiting_bytes(), size)
        values = BEGIN_ANEW
    for key, value in {**values, "name": name, "encoding": encoding, "touched_at": now}.items():
        setattr(upload, key, value)
    if found:
        upload.save()
        return upload, upload.state == UploadState.OPEN
    kept, made = Upload.objects.get_or_create(source=source, digest=digest, defaults=_values(upload))
    return kept, made and kept.state == UploadState.OPEN


def _values(upload: Upload) -> dict[str, Any]:
    return {field.attname: getattr(upload, field.attname) for field in Upload._meta.concrete_fields}


@transaction.atomic
def add_piece(*, by: Actor, source: str, key: UUID, offset: int, data: bytes, folder: Path) -> Upload:
    """Write the bytes that begin at ``offset``. Bytes are no facts: the record tells of the whole file only.

    :raises Conflict: where the next piece begins elsewhere, or the file is complete.
    """
    GRANTS.require(by, IntakePermission.DELIVER)
    upload = _locked(source, key)
    if upload.state != UploadState.OPEN:
        raise Conflict(CLOSED, offset=upload.offset)
    check_piece(offset, len(data), reached(upload, folder), upload.size)
    path = upload.path(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.seek(offset)
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    upload.offset, upload.touched_at = offset + len(data), clock.now()
    upload.save(update_fields=["offset", "touched_at"])
    return upload


def complete_upload(
    *, by: Actor, source: str, key: UUID, folder: Path, later: Callable[[UUID], None]
) -> Upload:
    """Prove the file by its digest and hand it to ``later``, in the same transaction; a second time changes nothing.

    :raises Conflict: where bytes are lacking.
    :raises Invalid: where the digest is another; what came is dropped and may be sent again.
    """
    GRANTS.require(by, IntakePermission.DELIVER)
    with transaction.atomic():
        upload = _locked(source, key)
        if upload.state in {UploadState.WAITING, UploadState.RUNNING, UploadState.DONE}:
            return upload
        offset = reached(upload, folder)
        if offset < upload.size:
            raise Conflict(NOT_WHOLE, offset=offset, size=upload.size)
        proved = _digest(upload.path(folder)) == upload.digest
        upload.touched_at = clock.now()
        if proved:
            upload.state = UploadState.WAITING
            said = {"file": upload.digest, "name": upload.name, "size": upload.size}
            append(topic="intake", subject=source, name="uploaded", by=by, body=said)
            later(upload.pk)
        else:
            upload.offset = 0
        upload.save(update_fields=["state", "offset", "touched_at"])
    if not proved:
        _drop(upload, folder)
        raise Invalid([Problem("digest", OTHER_DIGEST)])
    return upload


def claim_upload(*, by: Actor, key: UUID) -> Upload | None:
    """The upload, for a job to take in; None where it is not its turn, or another job has it."""
    GRANTS.require(by, IntakePermission.DELIVER)
    claimed = Upload.objects.filter(startable(), pk=key).update(
        state=UploadState.RUNNING, touched_at=clock.now(), tries=F("tries") + 1
    )
    return Upload.objects.get(pk=key) if claimed else None


def tell_progress(*, by: Actor, key: UUID, done: int) -> None:
    """Say how many bytes are taken in, and that the job lives."""
    GRANTS.require(by, IntakePermission.DELIVER)
    Upload.objects.filter(pk=key, state=UploadState.RUNNING).update(done=done, touched_at=clock.now())


def end_upload(*, by: Actor, upload: Upload, folder: Path, faults: Sequence[Problem] = ()) -> None:
    """The file is taken in, or failed for ``faults``; either way it is needed no more."""
    GRANTS.require(by, IntakePermission.DELIVER)
    upload.faults = [[one.message, dict(one.params)] for one in faults]
    upload.state = UploadState.FAILED if faults else UploadState.DONE
    upload.done = upload.done if faults else upload.size
    upload.touched_at = clock.now()
    upload.save(update_fields=["faults", "state", "done", "touched_at"])
    _drop(upload, folder)


def put_back(*, by: Actor, upload: Upload) -> None:
    """Let a job begin again with what met other writers."""
    GRANTS.require(by, IntakePermission.DELIVER)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.WAITING, touched_at=clock.now())


def given_up(upload: Upload) -> list[Problem]:
    """Why no job begins with it once more; empty where one may."""
    return [Problem("", GIVEN_UP, (("tries", TRIES),))] if upload.tries > TRIES else []


def drop_forgotten(*, by: Actor, before: datetime, folder: Path) -> int:
    """Drop the uploads that nothing came to since ``before``; how many."""
    GRANTS.require(by, IntakePermission.DELIVER)
    old = list(Upload.objects.filter(state=UploadState.OPEN, touched_at__lt=before))
    for upload in old:
        with transaction.atomic():
            if Upload.objects.filter(pk=upload.pk, touched_at=upload.touched_at).delete()[0]:
                _drop(upload, folder)
    return len(old)


def _locked(source: str, key: UUID) -> Upload:
    upload = Upload.objects.select_for_update().filter(pk=key, source=source).first()
    if upload is None:
        raise Missing(NO_UPLOAD)
    return upload


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _drop(upload: Upload, folder: Path) -> None:
    shutil.rmtree(upload.path(folder).parent, ignore_errors=True)
