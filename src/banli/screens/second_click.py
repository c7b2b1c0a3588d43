"""Two at one case: whether a form was the second click of the same hand, or somebody else was faster."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from banli.cases.service import Case, timeline
from banli.cases.states import TRANSITIONS
from banli.enforcement.states import TRANSITIONS as OWN_TRANSITIONS
from banli.kernel.actors import Actor

EVENT_OF: Mapping[str, str] = {one.act: one.event for one in (*TRANSITIONS, *OWN_TRANSITIONS)}


def was_ours(
    case: Case, acts: Collection[str], version: int, by: Actor, told: Mapping[str, str] | None = None
) -> bool:
    """True where the next event after ``version`` is one of ``acts`` by the same person: a second click.

    :param told: what the event must say as well, as the step or promise that an act is for.
    """
    event = next((one for one in timeline(case) if one.seq == version + 1), None)
    if event is None or event.name not in {EVENT_OF[act] for act in acts} or event.actor != by.label:
        return False
    body = json.loads(event.body) if told and event.body else {}
    return all(body.get(name) == text for name, text in (told or {}).items())
