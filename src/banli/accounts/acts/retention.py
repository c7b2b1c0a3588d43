"""Removing codes that outlived their rule."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from banli.accounts.models import Code
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.kernel.actors import Actor


@transaction.atomic
def remove_codes(*, by: Actor, before: datetime) -> int:
    """Remove codes made before; how many."""
    GRANTS.require(by, AccountPermission.CLEAN)
    return Code.objects.filter(made_at__lt=before).delete()[0]
