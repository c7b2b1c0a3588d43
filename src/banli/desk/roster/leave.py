"""Leave at the desk: what was asked for, the form, one leave with its acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import Sheet, answer, seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, timeline
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import events, version_of
from banli.roster.service import (
    GRANTS,
    TOPIC,
    Leave,
    LeaveRecord,
    RosterPermission,
    ask_leave,
    change_officer,
    come_back,
    could_stand_in,
    decides,
    find_leave,
    grant_leave,
    leave_days,
    leaves,
    refuse_leave,
    roster_plan,
    usual_officer,
    why_not_come_back,
    why_not_decide,
    why_not_move_leave,
    why_not_withdraw,
    withdraw_leave,
)
from banli.roster.states.leaves import GRANT, STANDING, STATE_NAMES, LeaveState

TONES = {LeaveState.ASKED: "action", LeaveState.GRANTED: "done", LeaveState.REFUSED: "overdue"}


@screen
def all_leaves(request: HttpRequest) -> HttpResponse:
    """What waits for a decision first, then the latest."""
    by = actor(request)
    rows = [leave_row(one) for one in leaves(by)]
    context = {
        "waiting": [one for one in rows if one["leave"].state == LeaveState.ASKED],
        "rows": [one for one in rows if one["leave"].state != LeaveState.ASKED],
        "may_ask": GRANTS.may(by, RosterPermission.ASK) and bool(by.department),
    }
    return show(request, "desk/roster/leaves.html", "roster", context)


def leave_row(leave: Leave) -> dict[str, Any]:
    """A leave in a list: its kind, days and state in words, and whether it runs now."""
    plan, state, now = roster_plan(), LeaveState(leave.state), clock.now()
    kind = plan.leave_kind(leave.kind) if plan else None
    shift = plan.shift(leave.shift) if plan and leave.shift else None
    return {
        "leave": leave,
        "kind": kind.name if kind else leave.kind,
        "shift": shift.name if shift else leave.shift,
        "state": STATE_NAMES[state],
        "tone": TONES.get(state, ""),
        "runs": state is LeaveState.GRANTED and leave.begins_at <= now < leave.ends_at,
        "cut": state is LeaveState.GRANTED
        and leave.ends_at <= now
        and leave.ends_at.astimezone(clock.SHANGHAI).date() <= leave.last
        and not leave.shift,
    }


def days_words(person: int, year: int, without: str = "") -> str:
    """What somebody has of leave in a year, in words: each kind with its working days, and what is not decided."""
    plan, parts = roster_plan(), []
    for one in leave_days(person, year, without):
        kind = plan.leave_kind(one.kind) if plan else None
        told = {"kind": kind.name if kind else one.kind, "n": floatformat(one.granted)}
        if one.asked:
            told["more"] = floatformat(one.asked)
            parts.append(_("%(kind)s %(n)s days (%(more)s more asked for)") % told)
        else:
            parts.append(_("%(kind)s %(n)s days") % told)
    return pgettext("list", ", ").join(parts) or pgettext("leave", "none")


@screen
def new_leave(request: HttpRequest) -> HttpResponse:
    """Ask for the own leave."""
    by, plan = actor(request), roster_plan()
    GRANTS.require(by, RosterPermission.ASK)
    kinds = [(one.key, one.name) for one in plan.leave] if plan else []
    shifts = [(one.key, one.name) for one in plan.shifts] if plan else []
    sheet = Sheet(
        section="roster",
        title=_("Ask for leave"),
        crumbs=(
            (reverse("desk:roster"), pgettext("desk", "Roster")),
            (reverse("desk:leaves"), pgettext("roster", "Leave")),
        ),
        shape=LeaveRecord,
        series="QJ",
        button=_("Ask for it"),
        about=_about(by),
        options={
            "kind": (("", _("Choose")), *kinds),
            "shift": (("", _("whole days")), *shifts),
            "officer": (("", _("nobody")), *_colleagues(by)),
        },
        labels={
            "kind": pgettext("roster", "Kind of leave"),
            "shift": pgettext("roster", "Only one shift"),
            "officer": pgettext("roster", "Who stands in"),
        },
    )

    def record(made: LeaveRecord) -> str:
        return reverse("desk:leave", args=[ask_leave(record=made, by=by).public_id])

    today = clock.today().isoformat()
    return answer(
        request,
        sheet,
        {"first": today, "last": today, "officer": str(usual_officer(by.id) or "")},
        {},
        record,
    )


def _about(by: Actor) -> str:
    year = clock.today().year
    decides = _(
        "The head of the window decides. Whoever stands in may act for you from its first moment to its last, and"
        " no longer."
    )
    had = _("Your leave in %(year)s: %(days)s.") % {"year": year, "days": days_words(by.id or 0, year)}
    return f"{decides} {had}"


def _colleagues(by: Actor) -> list[tuple[str, str]]:
    found = could_stand_in(by.id or 0, by.department) if by.department else []
    return [(str(one.pk), one.display_name) for one in found]


@screen
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """One leave: when, why, who stands in, and what can be done about it."""
    return _page(request, public_id)


def _page(request: HttpRequest, public_id: str, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of(TOPIC, public_id)
    row, now = find_leave(public_id, by), clock.now()
    state, mine = LeaveState(row.state), row.person_id == by.id and by.behalf is None
    head = decides(by, row.department_id) and why_not_decide(row.person_id, (by.id, by.behalf)) is None
    typed: Mapping[str, str] = request.POST if request.method == "POST" else {}
    context = {
        **leave_row(row),
        "row": row,
        "version": version,
        "tells_why": mine or head,
        "others": [
            (year, days_words(row.person_id, year, public_id))
            for year in sorted({row.first.year, row.last.year})
            if mine or head
        ],
        "history": timeline(events(TOPIC, public_id)),
        "may_decide": head and why_not_move_leave(GRANT, row.state) is None,
        "may_withdraw": mine
        and state in STANDING
        and why_not_withdraw(row.state, (LeaveState.GRANTED,), row.begins_at, now) is None,
        "may_come_back": mine
        and state is LeaveState.GRANTED
        and why_not_come_back(row.begins_at, row.ends_at, now) is None,
        "may_change": head and state in STANDING and row.ends_at > now,
        "officers": [
            (str(one.pk), one.display_name) for one in could_stand_in(row.person_id, row.department_id)
        ],
        "officer": typed.get("officer", str(row.officer_id or "")),
        "remark": typed.get("remark", ""),
        "words": words,
    }
    return show(request, "desk/roster/leave.html", "roster", context, status)


@screen
@require_POST
def leave_act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Grant, refuse, withdraw, come back, choose somebody else to stand in."""
    sent = request.POST
    same: dict[str, Any] = {"leave": public_id, "by": actor(request), "version": seen(request)}
    acts: dict[str, Callable[[], object]] = {
        "grant": lambda: grant_leave(remark=sent.get("remark", ""), **same),
        "refuse": lambda: refuse_leave(remark=sent.get("remark", ""), **same),
        "withdraw": lambda: withdraw_leave(**same),
        "come-back": lambda: come_back(**same),
        "officer": lambda: change_officer(officer=sent.get("officer", ""), **same),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    return tried(
        request,
        acts[name],
        lambda words, status: _page(request, public_id, words, status),
        "desk:leave",
        public_id,
    )
