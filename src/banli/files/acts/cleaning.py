"""Removing files: first the rows that nothing refers to, then the bytes that no row is left for."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.db.utils import IntegrityError

from banli.files.acts.storing import lock_content
from banli.files.models import StoredFile
from banli.files.permissions import GRANTS, FilePermission
from banli.files.selectors import digest_of, unused, without_row
from banli.kernel.actors import Actor

LOG = logging.getLogger("banli.files")


def remove_unused(*, by: Actor, before: datetime) -> int:
    """Remove the files stored before ``before`` that nothing refers to, and all bytes without a row; how many files.

    What is referred to meanwhile stays: the database refuses to remove it.
    """
    GRANTS.require(by, FilePermission.CLEAN)
    removed = 0
    for file in unused(before):
        try:
            with transaction.atomic():
                file.delete()
        except (ProtectedError, IntegrityError):
            LOG.info("file %s is in use after all", file.pk)
        else:
            removed += 1
    _remove_bytes()
    return removed


def _remove_bytes() -> None:
    """Remove what lies in the folder without a row.

    Whoever stores the same bytes holds the lock until the row is there.
    """
    for path in without_row():
        digest = digest_of(path)
        with transaction.atomic():
            lock_content(digest)
            if path.name != digest or not StoredFile.objects.filter(sha256=digest).exists():
                path.unlink(missing_ok=True)
