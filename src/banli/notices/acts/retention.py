"""Removing what outlived its rule: to whom what was sent. That it was said stands in the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from banli.kernel.actors import Actor
from banli.notices.models import Dispatch, Shown
from banli.notices.permissions import GRANTS, NoticePermission


@transaction.atomic
def remove_dispatches(*, by: Actor, before: datetime) -> int:
    """Remove dispatches made before; how many. Messages stay: they are what the platform itself shows."""
    GRANTS.require(by, NoticePermission.CLEAN)
    Shown.objects.filter(at__lt=before).delete()
    return Dispatch.objects.filter(made_at__lt=before).delete()[0]
