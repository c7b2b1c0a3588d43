"""Tickets drawn, called and served at a window without a network."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banli.desk.offline.kind import Absolute, Files, Kind, leased_number, moment
from banli.desk.offline.visits import tie_what_came_before
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.offline.service import Became, Happened, LeasedNumber, Wanted
from banli.tickets.service import (
    GRANTS,
    Served,
    TicketPermission,
    plan,
    record_ticket,
    series_of,
    ticket_number,
)

KEEPS = 15
"""Unused numbers of each line that a window's device holds."""


def _form(by: Actor) -> str:
    context = {"lines": plan().of_window(by.window), "groups": plan().groups}
    return render_to_string("desk/offline/forms/ticket.html", context)


def _take(by: Actor, sent: QueryDict, files: Files, when: Happened) -> Became:
    with clock.told(when.at):
        line = plan().service(sent.get("service", ""))
        series = series_of(line.letter, when.day) if line else ""
        row, why = leased_number(by, sent, series, when)
        served = served_by(sent, when)
        ticket = record_ticket(
            by=by,
            service=sent.get("service", ""),
            group=sent.get("group", ""),
            serial=row.serial if row else None,
            served=served,
        )
        tie_what_came_before(by, sent, ticket)
    notes = [_("%(why)s The ticket is on record as %(number)s.") % {"why": why, "number": ticket.number}]
    notes = notes if why else []
    if served.called_at is not None and ticket.called_at is None:
        notes.append(
            _("Somebody else is at the window by now: this ticket stands in line and is called again.")
        )
    return Became(reverse("desk:queue"), ticket.number, notes)


def served_by(sent: QueryDict, when: Happened) -> Served:
    """What was done with a ticket without a network, by the moments a device sends."""
    return Served(*(_at(sent, name, when) for name in ("called_at", "begun_at", "ended_at", "missed_at")))


def _at(sent: QueryDict, name: str, when: Happened) -> datetime | None:
    """The moment of a step, no earlier than the drawing and no later than now."""
    told = moment(sent.get(name, ""))
    return min(max(told, when.at), clock.recording()) if told else None


def _may(by: Actor) -> bool:
    return bool(plan().of_window(by.window)) and GRANTS.may(by, TicketPermission.CALL)


def _wanted(by: Actor) -> list[Wanted]:
    today = clock.today()
    return [
        Wanted(f"ticket:{one.key}", series_of(one.letter, today), KEEPS)
        for one in plan().of_window(by.window)
    ]


def _printed(row: LeasedNumber, absolute: Absolute) -> dict[str, str]:
    """``ticket:2022-10-17:B`` number 7 is printed as B007."""
    return {"number": ticket_number(row.series.rsplit(":", 1)[1], row.serial)}


def _paper(by: Actor) -> str:
    return render_to_string("desk/offline/papers/ticket.html", {"lines": plan().of_window(by.window)})


TICKET = Kind(
    "ticket",
    gettext_lazy("Draw a ticket"),
    "queue_give",
    _form,
    _take,
    _may,
    wanted=_wanted,
    printed=_printed,
    paper=_paper,
)
