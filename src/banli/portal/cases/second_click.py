"""Two at one case: whether a form was the second click of the same hand, or somebody else was faster."""

from __future__ import annotations

from django.http import HttpRequest

from banli.cases.service import Case, notices, timeline
from banli.cases.states import TRANSITIONS
from banli.kernel.actors import Actor
from banli.portal.cases.words import Happening, happenings

EVENT_OF = {transition.act: transition.event for transition in TRANSITIONS}


def version_of(request: HttpRequest) -> int:
    """The version of the case the page was made for; 0, which no case has, for a form that no page of ours made."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def was_ours(case: Case, acts: tuple[str, ...], version: int, by: Actor) -> bool:
    """True where the next event after ``version`` is one of ``acts`` by the same visitor: a second click."""
    event = next((one for one in timeline(case) if one.seq == version + 1), None)
    return event is not None and event.name in {EVENT_OF[act] for act in acts} and event.actor == by.label


def meanwhile(case: Case, version: int) -> list[Happening]:
    """What happened after ``version``, newest first; nothing where the page said none."""
    if not version:
        return []
    return happenings([one for one in timeline(case) if one.seq > version], notices(case))
