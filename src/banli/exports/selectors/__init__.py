"""Exports: one's own, and those a job may begin with."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from banli.exports.models import Export
from banli.exports.permissions import GRANTS, ExportPermission
from banli.exports.rules import GONE
from banli.exports.states import ExportState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing

SHOWN = 20
SILENT = timedelta(minutes=2)
"""After so long without a sign of life the job of an export was killed."""


def own_exports(by: Actor) -> list[Export]:
    """The latest exports ``by`` asked for, the newest first."""
    GRANTS.require(by, ExportPermission.ASK)
    return list(Export.objects.filter(asked_by_id=by.id).order_by("-asked_at")[:SHOWN])


def find_export(by: Actor, key: UUID) -> Export:
    """The export, for whoever asked for it and nobody else. Raises :class:`Missing`."""
    GRANTS.require(by, ExportPermission.ASK)
    found = Export.objects.filter(pk=key, asked_by_id=by.id).first()
    if found is None:
        raise Missing(GONE)
    return found


def startable() -> Q:
    """Exports that a job may begin with: those that wait, and those whose job was killed."""
    silent = Q(state=ExportState.RUNNING, touched_at__lt=clock.now() - SILENT)
    return Q(state=ExportState.WAITING) | silent


def startable_exports() -> list[UUID]:
    """Their ids, the oldest first."""
    return list(Export.objects.filter(startable()).order_by("asked_at").values_list("pk", flat=True))
