"""The record of a case as officers read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from banli.cases.states import REVOCATIONS
from banli.kernel.actors import people_of
from banli.ledger.service import Event
from banli.people.service import names_of
from banli.screens.words import day_words
from banli.screens.words_by_kind import event_words
from banli.worktime.service import read_awaited

CHANNELS = {"online": gettext_lazy("online"), "counter": gettext_lazy("at the window")}
WAYS = {
    "window": gettext_lazy("at the window"),
    "post": gettext_lazy("by post"),
    "online": gettext_lazy("online"),
    "left": gettext_lazy("left behind before a witness"),
    "published": gettext_lazy("by publication"),
    "email": gettext_lazy("by e-mail"),
}
STEPS = {
    "examine": pgettext_lazy("opinion", "Examination"),
    "return": pgettext_lazy("opinion", "Sent back"),
    "approve": pgettext_lazy("opinion", "Decision"),
    "special_procedure": pgettext_lazy("opinion", "Result of the special procedure"),
    "views": pgettext_lazy("opinion", "Views of the applicant"),
    "no_hearing": pgettext_lazy("opinion", "On a hearing, the applicant"),
    "forward": pgettext_lazy("opinion", "Forwarded"),
    "consultation": pgettext_lazy("opinion", "Conclusion of a consultation"),
}
NUMBERS = ("notice", "decision", "certificate", "origin", "upper", "consultation")
"""What an event names by its number."""


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    title: str
    note: str
    tone: str
    meta: str
    seq: int


def entries(
    events: Iterable[Event], names: Mapping[str, Any] | None = None, *, visitor: Any = None
) -> list[Entry]:
    """The timeline of a case, newest first, in the officers' words.

    :param names: what the steps, materials and promises of the item are called, by key.
    :param visitor: how somebody is called who came with number and password; the applicant where nothing is said.
    """
    known = list(events)
    people = who_of(known) | ({"visitor": str(visitor)} if visitor is not None else {})
    return [_entry(event, people[event.actor], names or {}) for event in reversed(known)]


def who_of(events: Iterable[Event]) -> dict[str, str]:
    """Whose acts the events are, by the actors they name."""
    labels = {event.actor for event in events}
    people = names_of([who for label in labels for who in people_of(label)])
    return {label: _who(label, people) for label in labels}


def _entry(event: Event, who: str, names: Mapping[str, Any]) -> Entry:
    body = json.loads(event.body) if event.body else {}
    return Entry(
        at=event.at,
        title=_title(event, body),
        note=" · ".join([*_named(body, names), *_details(event.name, body)]),
        tone=event_words(event.name, event.facet).tone,
        meta=who,
        seq=event.seq,
    )


def _title(event: Event, body: Mapping[str, Any]) -> str:
    """What happened; of an event that was taken back, or said again with what is so, also that."""
    first = event.name.removesuffix("_annulled")
    title = str(event_words(first, event.facet).officer)
    if first != event.name:
        return _("Taken back in the record: %(event)s") % {"event": title}
    return _("Said again in the record: %(event)s") % {"event": title} if body.get("supersedes") else title


def _who(label: str, names: dict[int, str]) -> str:
    found = [names.get(who, label) for who in people_of(label)]
    if len(found) > 1:
        return _("%(who)s for %(whom)s") % {"who": found[0], "whom": found[1]}
    if found:
        return found[0]
    return _("by the platform") if label == "system" else _("by the applicant")


def _named(body: dict[str, Any], names: Mapping[str, Any]) -> list[str]:
    """The step, material or promise an event is about, and the steps that began with it."""
    found = [str(names.get(body[key], body[key])) for key in ("step", "promise") if body.get(key)]
    found += [str(names.get(key, key)) for key in body.get("materials", ())]
    if begun := [str(names.get(key, key)) for key in body.get("begun", ())]:
        found.append(_("begins: %(steps)s") % {"steps": "、".join(begun)})
    if body.get("company"):
        found.append(_("for the company"))
    if body.get("offline"):
        found.append(_("taken in without a network"))
    if body.get("late"):
        found.append(_("recorded late"))
    if beside := body.get("beside"):
        found.append(_("handed in beside an open application: %(numbers)s") % {"numbers": "、".join(beside)})
    return found


def _details(event: str, body: dict[str, Any]) -> list[str]:
    """What an event's body adds, worth a line of the timeline."""
    found = [str(body[key]) for key in NUMBERS if body.get(key)]
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
    days = (
        ("on", _("held on %(day)s")),
        ("served_on", _("served on %(day)s")),
        ("until", _("to be answered by %(day)s")),
    )
    for key, pattern in days:
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
    for key in ("due_on", "answer_by", "hand_over_by", "paused_due_on", "answer_until", "clock"):
        value = body.get(key)
        if isinstance(value, dict) and value["from"] == value["to"]:
            continue
        if isinstance(value, dict) and value["from"] and value["to"]:
            moved = {"from": _day(value["from"]), "to": _day(value["to"])}
            found.append(_("due day moved from %(from)s to %(to)s") % moved)
        elif told := value["to"] if isinstance(value, dict) else value:
            found.append(_("due on %(day)s") % {"day": _day(told)})
    return found + ([str(read_awaited(body["awaits"]))] if body.get("awaits") else [])


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))
