"""Reads of stored files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError

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
