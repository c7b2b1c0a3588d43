"""The plan of patrols now in force."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.hall.models import PatrolPlan
from banli.hall.rules.plan import Plan
from banli.kernel.errors import Refused
from banli.kernel.remembered import remembered
from banli.kernel.text import gettext_noop


@remembered(lambda: "")
def last_plan() -> PatrolPlan | None:
    """What was loaded last; None where no pack says anything."""
    return PatrolPlan.objects.order_by("-id").first()


def plan() -> Plan | None:
    """What the pack says of patrols; None where it says nothing."""
    found = last_plan()
    return _read(json.dumps(found.said, sort_keys=True)) if found else None


def needed_plan() -> Plan:
    """The plan. Raises :class:`Refused` where the pack has none: nothing can be patrolled by no rule."""
    found = plan()
    if found is None:
        raise Refused(gettext_noop("The province's pack has no plan of patrols (patrol.yaml)."))
    return found


@lru_cache(maxsize=8)
def _read(said: str) -> Plan:
    return Plan.model_validate_json(said)
