"""The officers' words: what a state is called, what an event of the record means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from banli.cases.states import REVOCATIONS, Owner, State
from banli.kernel import clock
from banli.ledger.service import Event
from banli.people.service import names_of
from banli.worktime.service import OPEN_END, read_awaited

STATES = {
    State.SUBMITTED: pgettext_lazy("desk", "To be accepted"),
    State.CORRECTING: pgettext_lazy("desk", "Waiting for correction"),
    State.IN_REVIEW: pgettext_lazy("desk", "In examination"),
    State.PAUSED: pgettext_lazy("desk", "Special procedure"),
    State.PROPOSED: pgettext_lazy("desk", "To be decided"),
    State.REFUSAL_TOLD: pgettext_lazy("desk", "Refusal told, to be answered"),
    State.GRANTED: pgettext_lazy("desk", "Granted"),
    State.REFUSED: pgettext_lazy("desk", "Refused"),
    State.ISSUED: pgettext_lazy("desk", "Certificate issued"),
    State.DELIVERED: pgettext_lazy("desk", "Delivered"),
    State.ARCHIVED: pgettext_lazy("desk", "Archived"),
    State.FORWARDED: pgettext_lazy("desk", "Forwarded"),
    State.NOT_ACCEPTED: pgettext_lazy("desk", "Not accepted"),
    State.NOT_REQUIRED: pgettext_lazy("desk", "No permit needed"),
    State.RETRACTED: pgettext_lazy("desk", "Taken back"),
    State.WITHDRAWN: pgettext_lazy("desk", "Withdrawn"),
    State.TERMINATED: pgettext_lazy("desk", "Ended without a decision"),
    State.VOIDED: pgettext_lazy("desk", "Void"),
    State.REVOKED: pgettext_lazy("desk", "Revoked"),
}
TONES = {
    State.SUBMITTED: "action",
    State.IN_REVIEW: "action",
    State.PROPOSED: "action",
    State.CORRECTING: "warning",
    State.PAUSED: "warning",
    State.REFUSAL_TOLD: "warning",
    State.GRANTED: "done",
    State.ISSUED: "done",
    State.DELIVERED: "done",
    State.REFUSED: "overdue",
    State.NOT_ACCEPTED: "overdue",
    State.REVOKED: "overdue",
    State.TERMINATED: "overdue",
}
EVENTS = {
    "submitted": pgettext_lazy("desk event", "Application received"),
    "corrected_on_the_spot": pgettext_lazy("desk event", "Corrected on the spot"),
    "correction_asked": pgettext_lazy("desk event", "Correction asked for, all points at once"),
    "resubmitted": pgettext_lazy("desk event", "Corrected and handed in again"),
    "accepted": pgettext_lazy("desk event", "Accepted; the clock begins"),
    "deemed_accepted": pgettext_lazy(
        "desk event", "Accepted by silence; the clock began when it was received"
    ),
    "not_accepted": pgettext_lazy("desk event", "Acceptance refused"),
    "not_required": pgettext_lazy("desk event", "Found to need no permit"),
    "step_begun": pgettext_lazy("desk event", "Step begun"),
    "step_finished": pgettext_lazy("desk event", "Step finished"),
    "channel_entered": pgettext_lazy("desk event", "Let into the green channel; its steps run side by side"),
    "supplemented": pgettext_lazy("desk event", "Promised material handed in"),
    "promise_kept": pgettext_lazy("desk event", "Promise found kept"),
    "promise_broken": pgettext_lazy("desk event", "Promise found broken"),
    "paused": pgettext_lazy("desk event", "Special procedure begun; the clock stands still"),
    "resumed": pgettext_lazy("desk event", "Special procedure ended; the clock runs again"),
    "extended": pgettext_lazy("desk event", "Limit extended"),
    "reviewed": pgettext_lazy("desk event", "Examined and put before the approver"),
    "returned": pgettext_lazy("desk event", "Sent back to examination"),
    "refusal_told": pgettext_lazy("desk event", "Applicant told of a proposed refusal"),
    "heard": pgettext_lazy("desk event", "Applicant answered the proposed refusal"),
    "hearing_asked": pgettext_lazy("desk event", "Hearing asked for"),
    "hearing_waived": pgettext_lazy("desk event", "No hearing asked for"),
    "hearing_given_up": pgettext_lazy("desk event", "Hearing given up"),
    "hearing_called_off": pgettext_lazy("desk event", "Called hearing given up"),
    "hearing_called": pgettext_lazy("desk event", "Hearing called; the clock stands still"),
    "hearing_held": pgettext_lazy("desk event", "Hearing held and recorded; the clock runs again"),
    "granted": pgettext_lazy("desk event", "Granted"),
    "refused": pgettext_lazy("desk event", "Refused"),
    "forwarded": pgettext_lazy("desk event", "Forwarded to the upper organ"),
    "certificate_issued": pgettext_lazy("desk event", "Certificate issued"),
    "delivered": pgettext_lazy("desk event", "Result handed over"),
    "revoked": pgettext_lazy("desk event", "Grant revoked"),
    "archived": pgettext_lazy("desk event", "Archived"),
    "retracted": pgettext_lazy("desk event", "Taken back by the applicant"),
    "withdrawn": pgettext_lazy("desk event", "Withdrawn by the applicant"),
    "terminated": pgettext_lazy("desk event", "Terminated"),
    "voided": pgettext_lazy("desk event", "Voided"),
    "closed_with_item": pgettext_lazy("desk event", "Closed with its item"),
    "moved_to_revision": pgettext_lazy("desk event", "Moved to another revision of the item"),
    "recounted": pgettext_lazy("desk event", "Dates counted again on a changed calendar"),
}
EVENT_TONES = {
    "paused": "paused",
    "hearing_called": "paused",
    "refusal_told": "paused",
    "granted": "done",
    "certificate_issued": "done",
    "delivered": "done",
    "refused": "overdue",
    "not_accepted": "overdue",
    "terminated": "overdue",
    "revoked": "overdue",
    "promise_broken": "overdue",
    "correction_asked": "paused",
}
CHANNELS = {"online": gettext_lazy("online"), "counter": gettext_lazy("at the window")}
WAYS = {
    "window": gettext_lazy("at the window"),
    "post": gettext_lazy("by post"),
    "online": gettext_lazy("online"),
}
PAPERS = {
    "acceptance": pgettext_lazy("paper", "Notice of acceptance"),
    "correction": pgettext_lazy("paper", "Notice of correction"),
    "not_accepted": pgettext_lazy("paper", "Notice of refused acceptance"),
    "not_required": pgettext_lazy("paper", "Notice that no permit is needed"),
    "special_procedure": pgettext_lazy("paper", "Notice of a special procedure"),
    "extension": pgettext_lazy("paper", "Notice of an extension"),
    "refusal_told": pgettext_lazy("paper", "Notice of a proposed refusal"),
    "hearing": pgettext_lazy("paper", "Notice of a hearing"),
    "forwarded": pgettext_lazy("paper", "Notice of forwarding"),
    "terminated": pgettext_lazy("paper", "Notice of an end without a decision"),
    "voided": pgettext_lazy("paper", "Notice that the case is void"),
    "revoked": pgettext_lazy("paper", "Decision to revoke"),
    "granted": pgettext_lazy("paper", "Decision to grant"),
    "refused": pgettext_lazy("paper", "Decision to refuse"),
}
STEPS = {
    "examine": pgettext_lazy("opinion", "Examination"),
    "return": pgettext_lazy("opinion", "Sent back"),
    "approve": pgettext_lazy("opinion", "Decision"),
    "special_procedure": pgettext_lazy("opinion", "Result of the special procedure"),
    "views": pgettext_lazy("opinion", "Views of the applicant"),
    "no_hearing": pgettext_lazy("opinion", "On a hearing, the applicant"),
    "forward": pgettext_lazy("opinion", "Forwarded"),
}
OWNERS = {
    Owner.APPLICANT: pgettext_lazy("turn", "the applicant"),
    Owner.WINDOW: pgettext_lazy("turn", "the window"),
    Owner.REVIEWER: pgettext_lazy("turn", "the reviewer"),
    Owner.APPROVER: pgettext_lazy("turn", "the approver"),
    Owner.GOVERNMENT: pgettext_lazy("turn", "the head of the government"),
    Owner.PLATFORM: pgettext_lazy("turn", "the platform"),
    Owner.NOBODY: pgettext_lazy("turn", "nobody"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    title: str
    note: str
    tone: str
    meta: str
    seq: int


def entries(events: Iterable[Event], names: Mapping[str, Any] | None = None) -> list[Entry]:
    """The timeline of a case, newest first, in the officers' words.

    :param names: what the steps, materials and promises of the item are called, by key.
    """
    known = list(events)
    people = who_of(known)
    return [_entry(event, people[event.actor], names or {}) for event in reversed(known)]


def who_of(events: Iterable[Event]) -> dict[str, str]:
    """Whose acts the events are, by the actors they name."""
    labels = {event.actor for event in events}
    people = names_of([who for label in labels if (who := _user(label)) is not None])
    return {label: _who(label, people) for label in labels}


def _entry(event: Event, who: str, names: Mapping[str, Any]) -> Entry:
    body = json.loads(event.body) if event.body else {}
    return Entry(
        at=event.at,
        title=_title(event.name, body),
        note=" · ".join([*_named(body, names), *_details(event.name, body)]),
        tone=EVENT_TONES.get(event.name, ""),
        meta=who,
        seq=event.seq,
    )


def _title(name: str, body: Mapping[str, Any]) -> str:
    """What happened; of an event that was taken back, or said again with what is so, also that."""
    first = name.removesuffix("_annulled")
    title = str(EVENTS.get(first, first))
    if first != name:
        return _("Taken back in the record: %(event)s") % {"event": title}
    return _("Said again in the record: %(event)s") % {"event": title} if body.get("supersedes") else title


def _user(label: str) -> int | None:
    return int(label[5:]) if label.startswith("user:") else None


def _who(label: str, names: dict[int, str]) -> str:
    who = _user(label)
    if who is not None:
        return names.get(who, label)
    return _("by the platform") if label == "system" else _("by the applicant")


def _named(body: dict[str, Any], names: Mapping[str, Any]) -> list[str]:
    """The step, material or promise an event is about, and the steps that began with it."""
    found = [str(names.get(body[key], body[key])) for key in ("step", "promise") if body.get(key)]
    found += [str(names.get(key, key)) for key in body.get("materials", ())]
    if begun := [str(names.get(key, key)) for key in body.get("begun", ())]:
        found.append(_("begins: %(steps)s") % {"steps": "、".join(begun)})
    if beside := body.get("beside"):
        found.append(_("handed in beside an open application: %(numbers)s") % {"numbers": "、".join(beside)})
    return found


def _details(event: str, body: dict[str, Any]) -> list[str]:
    """What an event's body adds, worth a line of the timeline."""
    found = [
        str(body[key]) for key in ("notice", "decision", "certificate", "origin", "upper") if body.get(key)
    ]
    if body.get("channel"):
        found.append(str(CHANNELS.get(body["channel"], body["channel"])))
    if body.get("points"):
        found.append(_("%(n)d points") % {"n": body["points"]})
    if body.get("promised"):
        found.append(_("%(n)d things promised for later") % {"n": body["promised"]})
    if body.get("days"):
        plain = body.get("unit") == "calendar"
        more = _("%(n)d calendar days more") if plain else _("%(n)d working days more")
        found.append(more % {"n": body["days"]})
    if "agrees" in body:
        found.append(_verdict(event, body["agrees"]))
    if body.get("way"):
        found.append(str(WAYS.get(body["way"], body["way"])))
    if body.get("on_the_spot"):
        found.append(_("decided on the spot"))
    if body.get("ground"):
        known = REVOCATIONS.get(body["ground"])
        found.append(f"{known.words}（{known.article}）" if known else str(body["ground"]))
    for key, pattern in (("on", _("held on %(day)s")), ("until", _("to be answered by %(day)s"))):
        found += [pattern % {"day": _day(body[key])}] if body.get(key) else []
    found += _due(body)
    return found + [str(body[key]) for key in ("reason", "file") if body.get(key)]


def _verdict(event: str, agrees: bool) -> str:
    if event == "step_finished":
        return _("agrees") if agrees else _("disagrees")
    return _("proposes to grant") if agrees else _("proposes to refuse")


def _due(body: Mapping[str, Any]) -> list[str]:
    """The last day that an event sets or moves, of whichever clock shows; an open end as the paper told it."""
    found = []
    for key in ("due_on", "answer_by", "hand_over_by", "paused_due_on", "answer_until"):
        value = body.get(key)
        if isinstance(value, dict) and value["from"] and value["to"]:
            moved = {"from": _day(value["from"]), "to": _day(value["to"])}
            found.append(_("due day moved from %(from)s to %(to)s") % moved)
        elif told := value["to"] if isinstance(value, dict) else value:
            found.append(_("due on %(day)s") % {"day": _day(told)})
    return found + ([str(read_awaited(body["awaits"]))] if body.get("awaits") else [])


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))


def day_words(day: date) -> str:
    """10月17日, or 17 Oct; with its year where that is not the present one; an open end in words."""
    if day == OPEN_END:
        return pgettext("open end", "date to follow")
    english, other = (get_language() or "").startswith("en"), day.year != clock.today().year
    pattern = ("j M Y" if other else "j M") if english else ("Y年n月j日" if other else "n月j日")
    return formats.date_format(day, pattern)
