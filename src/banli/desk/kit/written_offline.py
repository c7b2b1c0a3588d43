"""What a page says of a record that was written without a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from banli.ledger.service import Event
from banli.offline.service import is_late
from banli.offline.service import written_offline as came_in


def written_offline(request: HttpRequest) -> dict[str, Any]:
    """For ``desk/parts/written_offline.html``: when it was written and came in; late (补录) after another day."""
    found = came_in(request.path)
    if found is None:
        return {}
    return {"written_offline": found, "recorded_late": is_late(found.happened_at, found.received_at)}


def taken_in_offline(events: Sequence[Event]) -> dict[str, Any]:
    """The same for a case, by its first event: it was taken in at the counter without a network."""
    first = events[0] if events else None
    if first is None or not json.loads(first.body or "{}").get("offline"):
        return {}
    moments = {"happened_at": first.at, "received_at": first.recorded_at}
    return {"written_offline": moments, "recorded_late": is_late(first.at, first.recorded_at)}
