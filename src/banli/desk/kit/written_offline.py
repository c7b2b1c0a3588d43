"""What a page says of a record that was written without a network."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from banli.offline.service import is_late
from banli.offline.service import written_offline as came_in


def written_offline(request: HttpRequest) -> dict[str, Any]:
    """For ``desk/parts/written_offline.html``: when it was written and came in; late (补录) after another day."""
    found = came_in(request.path)
    if found is None:
        return {}
    return {"written_offline": found, "recorded_late": is_late(found.happened_at, found.received_at)}
