"""会商 at the desk: the list, the request from a case, the page with its acts, the minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.cases.service import (
    call_off_consultation,
    conclude_consultation,
    consult,
    facts_of,
    find,
    why_not,
)
from banli.cases.states import CONSULT
from banli.consultations.service import (
    GRANTS,
    MOST,
    TOPIC,
    Consultation,
    ConsultationPermission,
    ConsultationRecord,
    MeetingRecord,
    answers,
    ended_consultations,
    find_consultation,
    give_opinion,
    open_consultations,
    owed_by,
    record_meeting,
    seats,
    who,
    why_not_answer,
    why_not_conclude,
)
from banli.consultations.states import ConsultationState
from banli.desk.consultations.forms import (
    call_off_form,
    conclusion_form,
    meeting_form,
    opinion_form,
    room_back_form,
    room_form,
    stance_words,
)
from banli.desk.consultations.minutes import minutes_pdf
from banli.desk.consultations.rows import row_of
from banli.desk.kit.act_forms import ActForm, Filled, prefix_of, tried_act
from banli.desk.kit.fields import Entry, values
from banli.desk.kit.forms import Sheet, answer, seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.desk.permissions import may_open
from banli.desk.trading.forms import room_name
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens import papers
from banli.screens.parameters import whole
from banli.trading.service import (
    SessionRecord,
    book_meeting_room,
    cancel_meeting_room,
    meeting_room,
    trading_book,
)
from banli.weekly.service import GRANTS as WEEKLY_GRANTS
from banli.weekly.service import WeeklyPermission

ROWS = 5
"""How many departments the form asks for; more than most ask."""
TONES = {"agrees": "done", "agrees_with_conditions": "warning", "disagrees": "overdue"}


@screen
def consultations(request: HttpRequest) -> HttpResponse:
    """Those under way, what the own department owes first; or those that ended."""
    by = actor(request)
    view = "ended" if request.GET.get("view") == "ended" else "open"
    rows = ended_consultations(by) if view == "ended" else open_consultations(by)
    ours = [one for one in rows if view == "open" and by.department and owed_by(one, by.department)]
    context = {
        "view": view,
        "views": (
            ("open", pgettext("consultation", "Under way")),
            ("ended", pgettext("consultation", "Ended")),
        ),
        "ours": [row_of(one) for one in ours],
        "rows": [row_of(one) for one in rows if one not in ours],
    }
    return show(request, "desk/consultations/consultations.html", "consultations", context)


@screen
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Ask others about a case."""
    by, case = actor(request), find(number, actor(request))
    facts = facts_of(case, by)
    if refusal := why_not(facts, CONSULT):
        raise refusal
    steps = {one.key: one.name for one in facts.spec.steps}
    under_way = [(task.key, steps[task.key]) for task in facts.open_steps if task.key in steps]
    houses = tuple((one.code, named(one)) for one in departments())
    sheet = Sheet(
        section="consultations",
        title=_("Ask others about this case"),
        crumbs=(
            (reverse("desk:cases"), pgettext("desk", "Cases")),
            (reverse("desk:case", args=[number]), number),
        ),
        shape=ConsultationRecord,
        series="HS",
        button=_("Send the request"),
        about=_(
            "Those who are asked read the question and what the case is about, and not its file. The clock of the case"
            " runs on."
        ),
        hidden=("asked",),
        options={"step": (("", _("the case as a whole")), *under_way)},
        more=lambda typed, errors: _who_is_asked(typed, errors, houses),
    )

    def record(made: ConsultationRecord) -> str:
        return reverse("desk:consultation", args=[consult(by=by, number=number, record=made).public_id])

    return answer(request, sheet, {}, {"asked": _asked(request.POST)}, record)


def _asked(sent: QueryDict) -> list[dict[str, str]]:
    """The rows in which a department was chosen, or a division was typed."""
    rows = [
        {"department": sent.get(f"department.{n}", ""), "division": sent.get(f"division.{n}", "").strip()}
        for n in range(ROWS)
    ]
    return [one for one in rows if one["department"]][:MOST]


def _who_is_asked(
    typed: Mapping[str, str], errors: dict[str, list[Any]], houses: tuple[tuple[str, Any], ...]
) -> list[Entry]:
    """Rows of a department and, where one is asked, its division; faults come to the row they are about."""
    filled = [n for n in range(ROWS) if typed.get(f"department.{n}")] or [0]
    moved = {f"asked.{place}": f"department.{n}" for place, n in enumerate(filled)} | {
        "asked": "department.0"
    }
    for old, name in moved.items():
        if old in errors:
            errors[name] = errors.pop(old)
    found = []
    for n in range(ROWS):
        label = _("Who is asked") if n == 0 else _("Who else is asked")
        for name, words, control in (
            (f"department.{n}", label, "choice"),
            (f"division.{n}", _("Its division, where one is asked"), "text"),
        ):
            found.append(
                Entry(
                    name=name,
                    label=words,
                    control=control,
                    value=typed.get(name, ""),
                    help="",
                    required=name == "department.0",
                    options=(("", _("Choose")), *houses) if control == "choice" else (),
                    errors=tuple(errors.get(name, ())),
                )
            )
    return found


@screen
def consultation(request: HttpRequest, public_id: str) -> HttpResponse:
    """The request, who said what, meetings, the conclusion."""
    return _page(request, public_id, Filled())


def _page(
    request: HttpRequest, public_id: str, filled: Filled, words: Undone = NOTHING, status: int = 200
) -> HttpResponse:
    by, version = actor(request), version_of(TOPIC, public_id)
    found = find_consultation(public_id, by)
    open_ = found.state == ConsultationState.ASKED
    waits = why_not_conclude(answers(found), found.answer_by, clock.today()) if open_ else None
    context = {
        "found": found,
        "row": row_of(found),
        "seats": [_seat(found, one, by, filled) for one in seats(found)],
        "meetings": list(found.meetings.select_related("recorded_by").order_by("held_on", "id")),
        "outcome": stance_words(found.outcome),
        "may_tell": found.state == ConsultationState.CONCLUDED
        and WEEKLY_GRANTS.may(by, WeeklyPermission.SEND, department=found.department_id),
        "outcome_tone": TONES.get(found.outcome, ""),
        "opens_case": found.topic == "case" and _sees_case(found, by),
        "forms": (_forms if open_ else _room_forms)(found, version, by, filled),
        "room": _room(found),
        "waits": str(waits) if waits and _asks(found, by) else "",
        "tried": filled.prefix,
        "words": words,
    }
    return show(request, "desk/consultations/consultation.html", "consultations", context, status)


def _asks(found: Consultation, by: Actor) -> bool:
    return GRANTS.may(by, ConsultationPermission.ASK, department=found.department_id)


def _sees_case(found: Consultation, by: Actor) -> bool:
    """True where ``by`` may open the case it is about."""
    if not may_open("case", by.roles):
        return False
    try:
        find(found.subject, by)
    except Missing:
        return False
    return True


def _seat(found: Consultation, one: Any, by: Actor, filled: Filled) -> dict[str, Any]:
    answers_here = (
        found.state == ConsultationState.ASKED
        and GRANTS.may(by, ConsultationPermission.OPINE, department=one.department_id)
        and why_not_answer(one.department_id == found.department_id, found.asked_by_id, by.id) is None
    )
    return {
        "seat": one,
        "who": who(one),
        "stance": stance_words(one.stance),
        "tone": TONES.get(one.stance, ""),
        "form": opinion_form(one.place, one.version, filled) if answers_here else None,
    }


def _forms(found: Consultation, version: int, by: Actor, filled: Filled) -> list[ActForm]:
    """What the department that asked may do; the conclusion where it can be drawn, or was tried."""
    if not _asks(found, by):
        return []
    said = answers(found)
    may_conclude = why_not_conclude(said, found.answer_by, clock.today()) is None
    concludes = may_conclude or filled.prefix == prefix_of("conclude", -1)
    first = [conclusion_form(version, said, filled)] if concludes else []
    rooms = _room_forms(found, version, by, filled)
    return [*first, *rooms, meeting_form(version, filled), call_off_form(version, filled)]


def _room(found: Consultation) -> dict[str, Any] | None:
    """The room held for its meeting."""
    booking = meeting_room(found.public_id)
    return {"row": booking, "name": room_name(booking.room)} if booking else None


def _room_forms(found: Consultation, version: int, by: Actor, filled: Filled) -> list[ActForm]:
    """Booking a room while it is under way, giving back the one that is held; nothing where the pack has no rooms."""
    if not _asks(found, by) or trading_book() is None:
        return []
    if meeting_room(found.public_id) is not None:
        return [room_back_form(version, filled)]
    return [room_form(version, filled)] if found.state == ConsultationState.ASKED else []


@screen
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """An opinion, a meeting, its room, the conclusion, calling off."""
    sent = request.POST
    number = whole(sent.get("seat", "")) if name == "opinion" else -1
    seat = -1 if number is None else number
    prefix, doing = prefix_of(name, seat), _acts(request, public_id, name, seat)
    if name not in doing:
        raise Missing(gettext_noop("There is no such page."))
    if not_done := tried_act(sent, prefix, doing[name]):
        return _page(request, public_id, not_done.filled, not_done.words, not_done.status)
    messages.success(request, _("Noted."))
    return redirect("desk:consultation", public_id)


def _acts(request: HttpRequest, public_id: str, name: str, seat: int) -> dict[str, Callable[[], object]]:
    """What each form does, with what was sent in the fields of the form ``name``."""
    by, sent, prefix = actor(request), request.POST, prefix_of(name, seat)
    same: dict[str, Any] = {"consultation": public_id, "by": by, "version": seen(request)}

    def told(field: str) -> str:
        return sent.get(f"{prefix}{field}", "")

    def meeting() -> None:
        record_meeting(record=MeetingRecord.model_validate(values(MeetingRecord, sent, prefix)), **same)

    return {
        "opinion": lambda: give_opinion(seat=seat, stance=told("stance"), text=told("text"), **same),
        "meeting": meeting,
        "conclude": lambda: conclude_consultation(
            outcome=told("outcome"), text=told("text"), on_objections=told("on_objections"), **same
        ),
        "room": lambda: book_meeting_room(
            record=SessionRecord.model_validate(values(SessionRecord, sent, prefix)), **same
        ),
        "room-back": lambda: cancel_meeting_room(reason=told("reason"), **same),
        "call-off": lambda: call_off_consultation(reason=told("reason"), **same),
    }


@screen
def minutes(request: HttpRequest, public_id: str) -> HttpResponse:
    """The minutes as PDF, once it was concluded."""
    found = find_consultation(public_id, actor(request))
    if found.state != ConsultationState.CONCLUDED:
        raise Missing(gettext_noop("The minutes are made of the conclusion, which is not there yet."))
    return papers.answer(papers.Paper(minutes_pdf(found), f"{found.public_id}.pdf"))
