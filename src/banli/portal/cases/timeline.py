"""A case as its applicant reads it: what happened, what there is to tell, where it stands on its way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banli.cases.service import Case, Notice, notices, timeline
from banli.cases.states import State
from banli.catalogue.service import ItemSpec
from banli.kernel.text import Filled, gettext_noop
from banli.ledger.service import Event
from banli.portal.items.guide import Station
from banli.screens.event_words import EVENTS
from banli.screens.words_by_kind import event_words

NEWS: Mapping[str, Any] = {
    **{name: words.applicant for name, words in EVENTS.items()},
    "permit_touched": _("A new restriction lies on your permitted route"),
}
"""What an applicant is told of a case, by the name of the message."""
CERTIFICATE_NEWS: Mapping[str, Any] = {
    "reminded": _("Its end or its validation is near: please see to it in time"),
    "suspended": _("The certificate was suspended"),
    "restored": _("The certificate was given back"),
    "revoked": _("The certificate was revoked"),
    "withdrawn": _("The certificate was withdrawn"),
    "cancelled": _("The certificate was cancelled"),
    "replaced": _("A newer certificate took its place"),
    "deemed_renewed": _("The certificate was renewed by law"),
}


@dataclass(frozen=True)
class Happening:
    """One event on the timeline."""

    at: datetime
    title: str
    tone: str
    meta: str = ""
    note: str = ""


def meanwhile(case: Case, version: int) -> list[Happening]:
    """What happened after ``version``, newest first; nothing where the page said none."""
    if not version:
        return []
    return happenings([one for one in timeline(case) if one.seq > version], notices(case))


def happenings(events: Iterable[Event], told: Iterable[Notice]) -> list[Happening]:
    """The record of a case, newest first, each event with the paper it left."""
    papers = {notice.number: notice for notice in told}
    found = []
    for event in events:
        words = event_words(event.name, event.facet)
        body = json.loads(event.body) if event.body else {}
        if "annuls" in (body or {}) or "supersedes" in (body or {}):
            continue  # an end said again with its days: nothing happened
        paper = papers.get(str((body or {}).get("notice", "")))
        note = _moved(body) if event.name == "recounted" else _note(paper)
        found.append(
            Happening(event.at, str(words.applicant), words.tone, paper.number if paper else "", note)
        )
    return found[::-1]


MOVED: Mapping[str, str] = {
    "answer_by": gettext_noop("Answer to your application: by %(day)s"),
    "due_on": gettext_noop("Promised by: %(day)s"),
    "hand_over_by": gettext_noop("Result to be handed over: by %(day)s"),
    "answer_until": gettext_noop("Your answer is awaited: by %(day)s"),
    "clock": gettext_noop("The day that counts now: %(day)s"),
}
"""The dates an applicant is told of when they were counted again."""


def _moved(body: Mapping[str, Any]) -> str:
    """The dates that counting again fixed or moved."""
    moved = {key: body[key] for key in MOVED if key in body and body[key]["from"] != body[key]["to"]}
    days = {key: date.fromisoformat(one["to"]) for key, one in moved.items() if one["to"]}
    return "\n".join(str(Filled(words, day=days[key])) for key, words in MOVED.items() if key in days)


def _note(paper: Notice | None) -> str:
    """What a notice says, in a line or two."""
    if paper is None:
        return ""
    if paper.kind == "correction":
        pattern = gettext("%(label)s: %(problem)s")
        return "\n".join(pattern % _point(point) for point in paper.body.get("points", ()))
    return str(paper.body.get("reason") or paper.body.get("reasons") or "")


def _point(point: Mapping[str, str]) -> dict[str, str]:
    return {"label": point.get("label", ""), "problem": point.get("problem", "")}


REACHED: Mapping[str, int] = {
    State.SUBMITTED: 0,
    State.CORRECTING: 0,
    State.IN_REVIEW: 2,
    State.PAUSED: 2,
    State.PROPOSED: 3,
    State.REFUSAL_TOLD: 3,
    State.GRANTED: 4,
    State.REFUSED: 4,
    State.ISSUED: 4,
    State.DELIVERED: 5,
}
"""The station a case is at: those before it are done, those after it are to come."""


def way(case: Case, spec: ItemSpec) -> list[Station]:
    """Where the case stands on its way; empty for a case that left it."""
    if case.state not in REACHED:
        return []
    here = 1 if case.state == State.SUBMITTED else REACHED[State(case.state)]
    if case.state == State.CORRECTING:
        here = 0
    titles = [
        gettext("Apply"),
        gettext("Acceptance"),
        gettext("Examination"),
        gettext("Decision"),
        gettext("Result"),
    ]
    if spec.answer is not None:
        titles, here = [titles[0], titles[1], gettext("The answer")], {0: 0, 1: 1, 2: 2, 5: 3}.get(here, 2)
    elif spec.case_type == "instant":
        titles[2:4] = [gettext("Decision")]
        here = {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4}[here]
    marks = ["done" if place < here else "here" if place == here else "next" for place in range(len(titles))]
    return [Station(title, "", mark) for title, mark in zip(titles, marks, strict=True)]
