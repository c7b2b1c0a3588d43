"""Taking over what a pack says of shifts."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.roster.models import RosterBook
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.plan import RosterFile
from banli.roster.selectors.plan import TOPIC, last_book


@transaction.atomic
def load_roster_plan(*, plan: RosterFile, by: Actor) -> int:
    """Load a pack's ``roster.yaml``; how many shifts a day has. Posts that were planned keep their hours."""
    GRANTS.require(by, RosterPermission.SET_PLAN)
    said, last = plan.model_dump(mode="json"), last_book()
    if last is None or last.said != said:
        row = RosterBook.objects.create(said=said, loaded_at=clock.now())
        append(topic=TOPIC, subject="plan", name="roster_plan_loaded", by=by, body={"plan": row.pk})
    return len(plan.shifts)
