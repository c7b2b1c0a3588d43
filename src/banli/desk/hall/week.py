"""The hall: how the week stands in six dimensions, what is still to be put right, rounds, visits, fieldwork."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banli.desk.hall.photographs import PHOTOGRAPH, received
from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.desk.kit.written_offline import written_offline
from banli.desk.permissions import may_open
from banli.desk.roster.attendance import shift_row
from banli.fieldwork.service import GRANTS as FIELD_GRANTS
from banli.fieldwork.service import KIND_NAMES, FieldworkPermission, Kind, follow_ups_due, latest
from banli.hall.service import (
    GRANTS,
    HallPermission,
    find_patrol,
    findings_to_recheck,
    latest_leader_visits,
    latest_patrols,
    open_findings,
    patrol_plan,
    patrol_summary,
    photograph,
    recheck,
    rectify,
    reopen,
)
from banli.hall.states import STATE_NAMES, PhotographStage
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import versions_of
from banli.roster.service import Attended, presence
from banli.roster.states.presence import AGREEMENT_NAMES, Agreement

SHOWN = 6
STAGES: dict[PhotographStage, Any] = {
    PhotographStage.FOUND: gettext_lazy("What was found"),
    PhotographStage.REJECTED: gettext_lazy("Shown as put right, not confirmed"),
    PhotographStage.MENDED: gettext_lazy("How it was put right"),
}
TONES = {"good": "done", "fair": "warning", "poor": "overdue", "unseen": ""}
AGREEMENT_TONES = {Agreement.AGREES: "done", Agreement.CONTRADICTS: "overdue", Agreement.SILENT: ""}
STATE_TONES = {"open": "overdue", "rectified": "warning", "rechecked": "done"}


@screen
def hall(request: HttpRequest) -> HttpResponse:
    """This week in the hall."""
    by = actor(request)
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    everywhere = GRANTS.may_everywhere(by, HallPermission.READ)
    plan = patrol_plan()
    context = {
        **may(by),
        "monday": monday,
        "friday": monday + timedelta(days=4),
        "dimensions": [
            (line.dimension.name, plan.grades.named(line.grade) if plan else "", TONES[line.grade], line)
            for line in patrol_summary(monday, monday + timedelta(days=4))
        ],
        "to_recheck": [finding_row(one) for one in findings_to_recheck()] if everywhere else [],
        "findings": [finding_row(one) for one in open_findings("" if everywhere else by.department)],
        "patrols": [(one, slot_name(one.slot)) for one in latest_patrols(limit=SHOWN)],
        "visits": latest_leader_visits(limit=SHOWN),
        "activities": [(one, KIND_NAMES[Kind(one.kind)]) for one in latest(limit=SHOWN)],
        "due": follow_ups_due(today + timedelta(days=7)),
        "kinds": list(KIND_NAMES.items()),
    }
    return show(request, "desk/hall/hall.html", "hall", context)


def may(by: Actor) -> dict[str, bool]:
    """What ``by`` may record."""
    return {
        "may_roster": may_open("roster", by.roles),
        "may_remark": GRANTS.may(by, HallPermission.REMARK),
        "may_patrol": GRANTS.may(by, HallPermission.PATROL),
        "may_visit": GRANTS.may(by, HallPermission.RECORD_VISIT),
        "may_record": FIELD_GRANTS.may(by, FieldworkPermission.RECORD),
    }


def finding_row(finding: Any) -> dict[str, Any]:
    """A finding in the reader's words; keys stand for what the plan in force does not have any more."""
    plan = patrol_plan()
    dimension = plan.dimension(finding.dimension) if plan else None
    item = dimension.item(finding.sub_item) if dimension else None
    severity = plan.severity(finding.severity) if plan else None
    return {
        "finding": finding,
        "dimension": dimension.name if dimension else finding.dimension,
        "item": item.name if item else finding.sub_item,
        "severity": severity.name if severity else finding.severity,
        "wants_photograph": bool(dimension and dimension.photograph),
        "state": STATE_NAMES[finding.state],
        "tone": STATE_TONES[finding.state],
    }


def slot_name(key: str) -> Any:
    """What the plan calls a part of the day."""
    plan = patrol_plan()
    found = plan.slot(key) if plan else None
    return found.name if found else key


@screen
def patrol(request: HttpRequest, public_id: str) -> HttpResponse:
    """One round and what was found on it."""
    by = actor(request)
    GRANTS.require(by, HallPermission.READ)
    return _patrol_page(request, by, public_id)


def _patrol_page(
    request: HttpRequest, by: Actor, public_id: str, words: Undone = NOTHING, status: int = 200
) -> HttpResponse:
    versions = versions_of("hall", [one.public_id for one in find_patrol(public_id).findings.all()])
    found = find_patrol(public_id)
    context = {
        **may(by),
        "patrol": found,
        "slot": slot_name(found.slot),
        "added": [
            {"remark": one, "first": one.finding}
            for one in sorted(found.remarks.all(), key=lambda one: one.pk)
        ],
        "plan": patrol_plan(),
        "findings": [
            {
                **finding_row(one),
                "version": versions.get(one.public_id, 0),
                "may_see": GRANTS.may(by, HallPermission.READ, department=one.department_id),
                "stages": stages(one),
                "attendance": compared(one, found.day)
                if GRANTS.may(by, HallPermission.READ, department=one.department_id)
                else None,
                "may_rectify": GRANTS.may(by, HallPermission.RECTIFY, department=one.department_id),
            }
            for one in sorted(found.findings.all(), key=lambda one: one.pk)
        ],
        "words": words,
        **written_offline(request),
    }
    return show(request, "desk/hall/patrol.html", "hall", context, status)


def compared(finding: Any, day: date) -> dict[str, Any] | None:
    """What roster and attendance say to a finding about punctuality; None for any other."""
    plan = patrol_plan()
    dimension = plan.dimension(finding.dimension) if plan else None
    item = dimension.item(finding.sub_item) if dimension else None
    if item is None or item.claims is None or finding.window_id is None:
        return None
    same = finding.recorded_at.astimezone(clock.SHANGHAI).date() == day
    found = presence(
        item.claims,
        finding.window_id,
        day,
        finding.recorded_at if same else None,
        finding.person_id,
    )
    return {
        "verdict": AGREEMENT_NAMES[found.verdict],
        "tone": AGREEMENT_TONES[found.verdict],
        "people": [
            {**shift_row(Attended(one.shift, one.now)), "leave": one.leave, "pk": one.shift.pk}
            for one in found.posted
        ],
    }


def stages(finding: Any) -> list[tuple[Any, list[Any]]]:
    """The photographs of a finding by what they show; nothing of what there is none of."""
    every = sorted(finding.photographs.all(), key=lambda one: one.pk)
    found = [(words, [one for one in every if one.stage == stage]) for stage, words in STAGES.items()]
    return [(words, held) for words, held in found if held]


@screen
@require_POST
def finding_act(request: HttpRequest, public_id: str, finding: str, name: str) -> HttpResponse:
    """Photograph, put right, confirm, or open again."""
    text = request.POST.get("text", "")
    by, today, version = actor(request), clock.today(), seen(request)

    def mend() -> object:
        told: dict[str, Any]
        taken, wrong = received(request, by)
        if wrong:
            raise Invalid([Problem(PHOTOGRAPH, one) for one in wrong])
        told = {"finding": finding, "on": today, "rectification": text, "photographs": taken}
        return rectify(**told, by=by, version=version)

    def add() -> object:
        taken, wrong = received(request, by)
        if not taken and not wrong:
            wrong = [_("Choose a photograph first.")]
        made = photograph(finding=finding, photographs=taken, by=by) if taken else None
        if wrong:
            raise Invalid([Problem(PHOTOGRAPH, one) for one in wrong])
        return made

    acts: dict[str, Callable[[], object]] = {
        "photograph": add,
        "rectify": mend,
        "recheck": lambda: recheck(finding=finding, on=today, by=by, version=version),
        "reopen": lambda: reopen(finding=finding, on=today, by=by, version=version),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))

    def page(words: Undone, status: int) -> HttpResponse:
        return _patrol_page(request, by, public_id, words, status)

    return tried(request, acts[name], page, "desk:patrol", public_id)
