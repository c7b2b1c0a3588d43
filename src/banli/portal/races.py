"""Two at one case: whether a form was the second click of the same hand, or somebody else was faster."""

from __future__ import annotations

from django.http import HttpRequest

from banli.cases.service import Case, notices, timeline
from banli.cases.states import TRANSITIONS
from banli.kernel.actors import Actor
from banli.portal.words import Happening, happenings

EVENT_OF = {transition.act: transition.event for transition in TRANSITIONS}


def version_of(request: HttpRequest) -> int | None:
    """The version of the case the page was made for."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def was_ours(case: Case, acts: tuple[str, ...], version: int | None, by: Actor) -> bool:
    """True where the next event after ``version`` is one of ``acts`` by the same visitor: a second click."""
    if version is None:
        return False
    event = next((one for one in timeline(case) if one.seq == version + 1), None)
    return event is not None and event.name in {EVENT_OF[act] for act in acts} and event.actor == by.label


def meanwhile(case: Case, version: int | None) -> list[Happening]:
    """What happened after ``version``, newest first."""
    if version is None:
        return []
    return happenings([one for one in timeline(case) if one.seq > version], notices(case))
