"""Storing files. Bytes are written aside and moved into place, so that a kill leaves nothing half."""

from __future__ import annotations

import hashlib
import os

from banli.files.models import StoredFile
from banli.files.rules import clean_name, media_type_of, problems
from banli.files.selectors import path_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid


def store(*, by: Actor, name: str, content: bytes, where: str = "file") -> StoredFile:
    """Keep ``content``; the same bytes are kept once. Raises :class:`Invalid` at ``where``."""
    if faults := problems(name, content, where):
        raise Invalid(faults)
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{sha256}.{os.getpid()}")
        with aside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
    return StoredFile.objects.create(
        name=clean_name(name),
        media_type=media_type_of(content),
        size=len(content),
        sha256=sha256,
        stored_at=clock.now(),
        stored_by=by.label,
    )
