"""Reads of deliveries over HTTP. A source sees its own and no others."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db.models import Q, Sum

from banli.intake.models import Delivery, Upload
from banli.intake.states import UploadState
from banli.kernel import clock
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

NO_UPLOAD = gettext_noop("There is no such intake, or it is another source's.")
SILENT = timedelta(minutes=5)
"""A job that told nothing for so long was killed."""
ON_DISK = (UploadState.OPEN, UploadState.WAITING, UploadState.RUNNING)
"""States in which the file lies in the folder."""


def upload_of(source: str, key: UUID) -> Upload:
    """The upload. Raises :class:`Missing` for one of another source as for one that is not there."""
    found = Upload.objects.filter(pk=key, source=source).first()
    if found is None:
        raise Missing(NO_UPLOAD)
    return found


def reached(upload: Upload, folder: Path) -> int:
    """The byte its next piece begins at: what is on disk for good, as far as it is still there."""
    if upload.state != UploadState.OPEN:
        return upload.offset
    try:
        return min(upload.offset, upload.path(folder).stat().st_size)
    except FileNotFoundError:
        return 0


def waiting_bytes() -> int:
    """Bytes of all uploads that are announced or wait."""
    return Upload.objects.filter(state__in=ON_DISK).aggregate(bytes=Sum("size"))["bytes"] or 0


def startable() -> Q:
    """Uploads that a job may begin with: those that wait, and those whose job was killed."""
    return Q(state=UploadState.WAITING) | Q(state=UploadState.RUNNING, touched_at__lt=clock.now() - SILENT)


def startable_uploads() -> list[UUID]:
    """Their ids, the oldest first."""
    return list(Upload.objects.filter(startable()).order_by("touched_at").values_list("pk", flat=True))


def delivery_of(upload: Upload) -> Delivery | None:
    """What became of it in the intake; None before its first look."""
    return Delivery.objects.filter(source=upload.source, digest=upload.digest).first()
