"""Lines and turns now in force."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.kernel.remembered import remembered
from banli.tickets.models import QueuePlan
from banli.tickets.rules.plan import Plan


@remembered(lambda: "")
def last_plan() -> QueuePlan | None:
    """What was loaded last; None where no pack says anything."""
    return QueuePlan.objects.order_by("-id").first()


def plan() -> Plan:
    """What the pack says of lines, groups and turns; no lines where it says nothing."""
    found = last_plan()
    return _read(json.dumps(found.said, sort_keys=True)) if found else Plan()


@lru_cache(maxsize=8)
def _read(said: str) -> Plan:
    return Plan.model_validate_json(said)
