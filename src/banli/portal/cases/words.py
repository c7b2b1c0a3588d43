"""A case in the applicant's words: states, events, what comes next, where the case stands on its way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banli.cases.service import Case, Notice
from banli.cases.states import State
from banli.catalogue.service import ItemSpec
from banli.kernel.text import Filled, gettext_noop
from banli.ledger.service import Event
from banli.portal.items.guide import Station


@dataclass(frozen=True)
class StateWords:
    """A state as the applicant reads it: a word, its tone, and whose turn it is."""

    word: str
    tone: str
    next: str


STATES: Mapping[str, tuple[Any, str, Any]] = {
    State.SUBMITTED: (
        _("Handed in"),
        "action",
        _("The window checks that the application is complete: within 5 working days."),
    ),
    State.CORRECTING: (
        _("To be corrected"),
        "warning",
        _("Please correct what the notice names, and hand the application in again."),
    ),
    State.IN_REVIEW: (
        _("Being examined"),
        "action",
        _("The department examines your application. You need do nothing."),
    ),
    State.PAUSED: (
        _("Time stands still"),
        "warning",
        _("A special procedure is going on. Its time does not count towards the limit."),
    ),
    State.PROPOSED: (
        _("Awaiting decision"),
        "action",
        _("The examination is over; the department decides. You need do nothing."),
    ),
    State.REFUSAL_TOLD: (
        _("Proposed to be refused"),
        "warning",
        _("Nothing is decided yet. You may state your views before the last day."),
    ),
    State.GRANTED: (
        _("Granted"),
        "done",
        _("The application was granted. The result is handed over within 10 working days."),
    ),
    State.REFUSED: (
        _("Refused"),
        "overdue",
        _("The application was refused. The decision gives the reasons and says where you can turn."),
    ),
    State.ISSUED: (
        _("Certificate issued"),
        "done",
        _("Your certificate is ready: download it here, or collect it."),
    ),
    State.DELIVERED: (_("Delivered"), "done", _("The result was handed over. The matter is closed.")),
    State.ARCHIVED: (_("Closed and filed"), "", _("The matter is closed and its file is in the archive.")),
    State.FORWARDED: (
        _("Forwarded"),
        "done",
        _("This office has examined the application and sent it on to the upper organ, which decides."),
    ),
    State.NOT_ACCEPTED: (
        _("Not accepted"),
        "overdue",
        _("This office is not competent. The notice names the one that is."),
    ),
    State.NOT_REQUIRED: (
        _("No licence needed"),
        "done",
        _("What you want to do needs no licence. You may go ahead."),
    ),
    State.RETRACTED: (_("Taken back"), "", _("You took the application back before it was accepted.")),
    State.WITHDRAWN: (
        _("Withdrawn"),
        "",
        _("You withdrew the application. You can apply again at any time."),
    ),
    State.TERMINATED: (
        _("Ended without a decision"),
        "overdue",
        _("The case was ended. The notice gives the reason; you can apply again."),
    ),
    State.VOIDED: (_("Void"), "overdue", _("The case does not go on. The notice gives the reason.")),
    State.REVOKED: (
        _("Revoked"),
        "overdue",
        _("What was granted no longer holds. The decision gives the reasons and says where you can turn."),
    ),
}

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
"""What happened to a certificate, as its holder is told."""
EVENTS: Mapping[str, tuple[Any, str]] = {
    "submitted": (_("You handed the application in"), ""),
    "corrected_on_the_spot": (_("The application was corrected at the window"), ""),
    "correction_asked": (_("The window asked you for a correction"), "paused"),
    "resubmitted": (_("You handed the corrected application in"), ""),
    "accepted": (_("The application was accepted; the time begins"), "done"),
    "deemed_accepted": (_("Accepted by law: nothing was asked in 5 working days"), "done"),
    "not_accepted": (_("Acceptance was refused"), "overdue"),
    "not_required": (_("No licence is needed"), "done"),
    "step_begun": (_("A further step of the examination began"), ""),
    "step_finished": (_("A step of the examination was finished"), ""),
    "channel_entered": (_("The case was let into the green channel"), "done"),
    "supplemented": (_("You handed in what you had promised"), "done"),
    "promise_kept": (_("What you promised was checked and is in order"), "done"),
    "promise_broken": (_("What you promised was found not to be kept"), "overdue"),
    "paused": (_("A special procedure began; the time stands still"), "paused"),
    "resumed": (_("The special procedure ended; the time goes on"), ""),
    "extended": (_("The time limit was extended"), "paused"),
    "reviewed": (_("The examination was completed"), ""),
    "returned": (_("The case was examined again"), ""),
    "refusal_told": (_("You were told of a proposed refusal"), "paused"),
    "heard": (_("You answered the proposed refusal"), ""),
    "hearing_asked": (_("You asked for a hearing"), ""),
    "hearing_waived": (_("You asked for no hearing"), ""),
    "hearing_given_up": (_("You gave up the hearing"), ""),
    "hearing_called_off": (_("You gave up the hearing; the clock runs on"), ""),
    "hearing_called": (_("A hearing was called; the time stands still"), "paused"),
    "hearing_held": (_("The hearing was held; the time goes on"), ""),
    "granted": (_("The application was granted"), "done"),
    "refused": (_("The application was refused"), "overdue"),
    "certificate_issued": (_("The certificate was issued"), "done"),
    "delivered": (_("The result was handed over"), "done"),
    "permit_touched": (_("A new restriction lies on your permitted route"), "overdue"),
    "archived": (_("The file was closed"), ""),
    "retracted": (_("You took the application back"), ""),
    "withdrawn": (_("You withdrew the application"), ""),
    "terminated": (_("The procedure was terminated"), "overdue"),
    "voided": (_("The case was declared void"), "overdue"),
    "forwarded": (_("The application was sent on to the upper organ"), "done"),
    "revoked": (_("What was granted was revoked"), "overdue"),
    "closed_with_item": (_("The case was closed because this service ended"), "overdue"),
    "moved_to_revision": (_("The case goes on under new rules"), ""),
    "recounted": (_("The days were counted again on a changed calendar"), "paused"),
}

NOTICES: Mapping[str, Any] = {
    "acceptance": _("Notice of acceptance"),
    "correction": _("Correction notice"),
    "not_accepted": _("Decision not to accept"),
    "not_required": _("Notice that no licence is needed"),
    "special_procedure": _("Notice of a special procedure"),
    "extension": _("Notice of extension"),
    "refusal_told": _("Notice of a proposed refusal"),
    "hearing": _("Notice of a hearing"),
    "forwarded": _("Notice of forwarding"),
    "terminated": _("Notice of an end without a decision"),
    "voided": _("Notice that the case is void"),
    "revoked": _("Decision to revoke"),
}


@dataclass(frozen=True)
class Happening:
    """One event on the timeline."""

    at: datetime
    title: str
    tone: str
    meta: str = ""
    note: str = ""


def state_words(state: str) -> StateWords:
    """How the applicant reads ``state``."""
    word, tone, coming = STATES[State(state)]
    return StateWords(str(word), tone, str(coming))


def happenings(events: Iterable[Event], notices: Iterable[Notice]) -> list[Happening]:
    """The record of a case, newest first, each event with the paper it left."""
    papers = {notice.number: notice for notice in notices}
    found = []
    for event in events:
        title, tone = EVENTS.get(event.name, (event.name, ""))
        body = json.loads(event.body) if event.body else {}
        if "annuls" in (body or {}) or "supersedes" in (body or {}):
            continue  # an end said again with its days: nothing happened
        paper = papers.get(str((body or {}).get("notice", "")))
        note = _moved(body) if event.name == "recounted" else _note(paper)
        found.append(Happening(event.at, str(title), tone, paper.number if paper else "", note))
    return found[::-1]


MOVED: Mapping[str, str] = {
    "answer_by": gettext_noop("Answer to your application: by %(day)s"),
    "due_on": gettext_noop("Promised by: %(day)s"),
    "hand_over_by": gettext_noop("Result to be handed over: by %(day)s"),
    "answer_until": gettext_noop("Your answer is awaited: by %(day)s"),
}
"""The dates an applicant is told of when they were counted again."""


def _moved(body: Mapping[str, Any]) -> str:
    """The dates that counting again fixed or moved."""
    days = {key: date.fromisoformat(body[key]["to"]) for key in MOVED if key in body and body[key]["to"]}
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
    if spec.case_type == "instant":
        titles[2:4] = [gettext("Decision")]
        here = {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4}[here]
    marks = ["done" if place < here else "here" if place == here else "next" for place in range(len(titles))]
    return [Station(title, "", mark) for title, mark in zip(titles, marks, strict=True)]
