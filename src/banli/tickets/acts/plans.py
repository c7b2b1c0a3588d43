"""Taking over what a pack says of lines and turns."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import windows
from banli.tickets.models import QueuePlan
from banli.tickets.permissions import GRANTS, TicketPermission
from banli.tickets.rules.plan import Plan
from banli.tickets.selectors.plan import last_plan


@transaction.atomic
def load_queue_plan(*, plan: Plan, by: Actor) -> int:
    """Load a pack's ``queue.yaml``; how many lines it has.

    :raises Refused: where a line names a window that there is not.
    """
    GRANTS.require(by, TicketPermission.SET_PLAN)
    known = {one.code for one in windows()}
    for line in plan.services:
        for window in line.windows:
            if window not in known:
                message = gettext_noop(
                    "The line “%(line)s” names the window “%(window)s”, which there is not."
                )
                raise Refused(message, line=line.key, window=window)
    said, last = plan.model_dump(mode="json"), last_plan()
    if last is None or last.said != said:
        row = QueuePlan.objects.create(said=said, loaded_at=clock.now())
        append(topic="queue", subject="plan", name="plan_loaded", by=by, body={"plan": row.pk})
    return len(plan.services)
