"""Reads of stored files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, ForeignObjectRel, OuterRef

from banli.files.models import StoredFile
from banli.kernel.errors import BanliError, Missing
from banli.kernel.text import gettext_noop


def path_of(sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.DATA_FOLDER) / "files" / sha256[:2] / sha256


def find(file_id: UUID | str) -> StoredFile:
    """The stored file. Raises :class:`Missing`."""
    try:
        return StoredFile.objects.get(pk=file_id)
    except (StoredFile.DoesNotExist, ValidationError, ValueError):
        raise Missing(gettext_noop("There is no such file.")) from None


def read(file: StoredFile) -> bytes:
    """Its bytes, checked against the digest taken when it was stored."""
    try:
        content = path_of(file.sha256).read_bytes()
    except FileNotFoundError:
        raise Missing(gettext_noop("There is no such file.")) from None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise BanliError(
            gettext_noop("File “%(name)s” was changed on disk since it was stored."), name=file.name
        )
    return content


def holders_of() -> list[ForeignObjectRel]:
    """Every foreign key of the house that refers to a file, those without a way back included."""
    every = StoredFile._meta.get_fields(include_hidden=True)
    return [one for one in every if isinstance(one, ForeignObjectRel)]


def looked_at_before(content: bytes) -> StoredFile | None:
    """A file with the same bytes that was received, and so looked at as a whole."""
    sha256 = hashlib.sha256(content).hexdigest()
    return StoredFile.objects.filter(sha256=sha256, pages__isnull=False).order_by("stored_at").first()


def unused(before: datetime) -> list[StoredFile]:
    """Files stored before ``before`` that no row of any table refers to."""
    found = StoredFile.objects.filter(stored_at__lt=before)
    for relation in holders_of():
        holders = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        found = found.exclude(Exists(holders))
    return list(found)


def digest_of(path: Path) -> str:
    """The digest of what lies at ``path``, also of what is only half written there."""
    return path.name.lstrip(".").partition(".")[0]


def without_row() -> Iterator[Path]:
    """What lies in the folder and has no row: bytes of files that are gone, and what a kill left half written."""
    for folder in sorted((Path(settings.DATA_FOLDER) / "files").glob("??")):
        here = {path: digest_of(path) for path in folder.iterdir()}
        known = set(StoredFile.objects.filter(sha256__in=here.values()).values_list("sha256", flat=True))
        yield from (path for path, digest in here.items() if digest not in known or path.name != digest)
