"""Taking over what a pack says of patrols."""

from __future__ import annotations

from django.db import transaction

from banli.hall.models import PatrolPlan
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.plan import Plan
from banli.hall.selectors.plan import last_plan
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append


@transaction.atomic
def load_patrol_plan(*, plan: Plan, by: Actor) -> int:
    """Load a pack's ``patrol.yaml``; how many dimensions it has. Findings on record keep their points."""
    GRANTS.require(by, HallPermission.SET_PLAN)
    said, last = plan.model_dump(mode="json"), last_plan()
    if last is None or last.said != said:
        row = PatrolPlan.objects.create(said=said, loaded_at=clock.now())
        append(topic="hall", subject="plan", name="plan_loaded", by=by, body={"plan": row.pk})
    return len(plan.dimensions)
