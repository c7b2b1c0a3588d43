"""The officers' words: what a state is called, what an event of the record means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from banli.cases.states import State
from banli.ledger.service import Event
from banli.people.service import names_of

STATES = {
    State.SUBMITTED: pgettext_lazy("desk", "To be accepted"),
    State.CORRECTING: pgettext_lazy("desk", "Waiting for correction"),
    State.IN_REVIEW: pgettext_lazy("desk", "In examination"),
    State.PAUSED: pgettext_lazy("desk", "Special procedure"),
    State.PROPOSED: pgettext_lazy("desk", "To be decided"),
    State.GRANTED: pgettext_lazy("desk", "Granted"),
    State.REFUSED: pgettext_lazy("desk", "Refused"),
    State.ISSUED: pgettext_lazy("desk", "Certificate issued"),
    State.DELIVERED: pgettext_lazy("desk", "Delivered"),
    State.NOT_ACCEPTED: pgettext_lazy("desk", "Not accepted"),
    State.NOT_REQUIRED: pgettext_lazy("desk", "No permit needed"),
    State.RETRACTED: pgettext_lazy("desk", "Taken back"),
    State.WITHDRAWN: pgettext_lazy("desk", "Withdrawn"),
}
TONES = {
    State.SUBMITTED: "action",
    State.IN_REVIEW: "action",
    State.PROPOSED: "action",
    State.CORRECTING: "warning",
    State.PAUSED: "warning",
    State.GRANTED: "done",
    State.ISSUED: "done",
    State.DELIVERED: "done",
    State.REFUSED: "overdue",
    State.NOT_ACCEPTED: "overdue",
}
EVENTS = {
    "submitted": pgettext_lazy("desk event", "Application received"),
    "correction_asked": pgettext_lazy("desk event", "Correction asked for, all points at once"),
    "resubmitted": pgettext_lazy("desk event", "Corrected and handed in again"),
    "accepted": pgettext_lazy("desk event", "Accepted; the clock begins"),
    "not_accepted": pgettext_lazy("desk event", "Acceptance refused"),
    "not_required": pgettext_lazy("desk event", "Found to need no permit"),
    "paused": pgettext_lazy("desk event", "Special procedure begun; the clock stands still"),
    "resumed": pgettext_lazy("desk event", "Special procedure ended; the clock runs again"),
    "extended": pgettext_lazy("desk event", "Limit extended"),
    "reviewed": pgettext_lazy("desk event", "Examined and put before the approver"),
    "returned": pgettext_lazy("desk event", "Sent back to examination"),
    "granted": pgettext_lazy("desk event", "Granted"),
    "refused": pgettext_lazy("desk event", "Refused"),
    "certificate_issued": pgettext_lazy("desk event", "Certificate issued"),
    "delivered": pgettext_lazy("desk event", "Result handed over"),
    "archived": pgettext_lazy("desk event", "Archived"),
    "retracted": pgettext_lazy("desk event", "Taken back by the applicant"),
    "withdrawn": pgettext_lazy("desk event", "Withdrawn by the applicant"),
    "terminated": pgettext_lazy("desk event", "Terminated"),
    "voided": pgettext_lazy("desk event", "Voided"),
}
EVENT_TONES = {
    "paused": "paused",
    "granted": "done",
    "certificate_issued": "done",
    "delivered": "done",
    "refused": "overdue",
    "not_accepted": "overdue",
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
    "granted": pgettext_lazy("paper", "Decision to grant"),
    "refused": pgettext_lazy("paper", "Decision to refuse"),
}
STEPS = {
    "examine": pgettext_lazy("opinion", "Examination"),
    "return": pgettext_lazy("opinion", "Sent back"),
    "approve": pgettext_lazy("opinion", "Decision"),
    "special_procedure": pgettext_lazy("opinion", "Result of the special procedure"),
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


def entries(events: Iterable[Event]) -> list[Entry]:
    """The timeline of a case, newest first, in the officers' words."""
    known = list(events)
    names = names_of([who for event in known if (who := _user(event.actor)) is not None])
    return [_entry(event, names) for event in reversed(known)]


def _entry(event: Event, names: dict[int, str]) -> Entry:
    body = json.loads(event.body) if event.body else {}
    return Entry(
        at=event.at,
        title=str(EVENTS.get(event.name, event.name)),
        note=" · ".join(_details(body)),
        tone=EVENT_TONES.get(event.name, ""),
        meta=_who(event.actor, names),
        seq=event.seq,
    )


def _user(label: str) -> int | None:
    return int(label[5:]) if label.startswith("user:") else None


def _who(label: str, names: dict[int, str]) -> str:
    who = _user(label)
    if who is not None:
        return names.get(who, label)
    return _("by the platform") if label == "system" else _("by the applicant")


def _details(body: dict[str, Any]) -> list[str]:
    """What an event's body adds, worth a line of the timeline."""
    found: list[str] = []
    found += [str(body[key]) for key in ("notice", "decision", "certificate") if body.get(key)]
    if body.get("channel"):
        found.append(str(CHANNELS.get(body["channel"], body["channel"])))
    if body.get("points"):
        found.append(_("%(n)d points") % {"n": body["points"]})
    if body.get("days"):
        found.append(_("%(n)d working days more") % {"n": body["days"]})
    if "agrees" in body:
        found.append(_("proposes to grant") if body["agrees"] else _("proposes to refuse"))
    if body.get("way"):
        found.append(str(WAYS.get(body["way"], body["way"])))
    if body.get("on_the_spot"):
        found.append(_("decided on the spot"))
    found += _due(body.get("due_on"))
    if body.get("reason"):
        found.append(str(body["reason"]))
    return found


def _due(value: Any) -> list[str]:
    if isinstance(value, dict):
        moved = {"from": _day(value["from"]), "to": _day(value["to"])}
        return [_("due day moved from %(from)s to %(to)s") % moved]
    return [_("due on %(day)s") % {"day": _day(value)}] if value else []


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))


def day_words(day: date) -> str:
    """10月17日, or 17 Oct."""
    return formats.date_format(day, "j M" if (get_language() or "").startswith("en") else "n月j日")
