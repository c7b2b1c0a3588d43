"""The states of a day's tickets counted again from the record alone."""

from __future__ import annotations

from collections import Counter
from datetime import date

from banli.ledger.service import Event
from banli.tickets.states import BY_EVENT, TicketState

TOPIC = "ticket"


def recounted(day: date) -> dict[str, int]:
    """How many tickets of ``day`` are in each state, by their events and nothing else."""
    rows = Event.objects.filter(topic=TOPIC, subject__startswith=f"{day.isoformat()}/")
    state: dict[str, TicketState] = {}
    for subject, name in rows.order_by("seq", "id").values_list("subject", "name"):
        state[subject] = BY_EVENT[name].target or state[subject]
    return dict(Counter(str(one) for one in state.values()))
