"""Storing bytes: written aside and moved into place, so that a kill leaves nothing half."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.db import connection, transaction

from banli.files.models import StoredFile
from banli.files.rules.kinds import TAKEN, Kind
from banli.files.rules.names import clean_name
from banli.files.selectors import path_of
from banli.kernel import clock
from banli.kernel.actors import Actor

OWN = {
    "json": "application/json",
    "pdf": TAKEN[Kind.PDF][0],
    "docx": TAKEN[Kind.DOCX][0],
    "jpg": TAKEN[Kind.JPEG][0],
}
"""Ending to media type of the papers the house sets itself, and of pictures it made anew."""


def store(*, by: Actor, name: str, content: bytes) -> StoredFile:
    """Keep a paper the house set itself, whose ``name`` says what it is. What strangers send is *received*."""
    return keep(by, clean_name(name), content, OWN[name.rpartition(".")[2].lower()], None)


def keep(by: Actor, name: str, content: bytes, media_type: str, pages: int | None) -> StoredFile:
    """Bytes and row, both or none; the same bytes are kept once.

    :param pages: how many of it can be shown; None where nobody has looked.
    :raises OSError: where the disk takes nothing more; nothing half is left.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        lock_content(sha256)
        _write(path_of(sha256), content)
        return StoredFile.objects.create(
            name=name,
            media_type=media_type,
            size=len(content),
            sha256=sha256,
            pages=pages,
            stored_at=clock.now(),
            stored_by=by.label,
        )


def lock_content(sha256: str) -> None:
    """Wait until nobody else stores or removes the bytes with this digest, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [sha256])


def _write(path: Path, content: bytes) -> None:
    """The bytes under their digest, whole or not at all, however many processes and threads write them at once."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as aside:
        try:
            aside.write(content)
            aside.flush()
            os.fsync(aside.fileno())
            Path(aside.name).replace(path)
        except BaseException:
            Path(aside.name).unlink(missing_ok=True)
            raise
