"""The hall: how the week stands in six dimensions, what is still to be put right, rounds, visits, fieldwork."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.fieldwork.service import GRANTS as FIELD_GRANTS
from banli.fieldwork.service import KIND_NAMES, FieldworkPermission, Kind, follow_ups_due, latest
from banli.hall.service import (
    GRADE_NAMES,
    GRANTS,
    SEVERITY_NAMES,
    SLOT_NAMES,
    TITLES,
    HallPermission,
    Slot,
    find_patrol,
    latest_leader_visits,
    latest_patrols,
    open_findings,
    patrol_summary,
    recheck,
    rectify,
    reopen,
)
from banli.hall.states import STATE_NAMES
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import versions_of

SHOWN = 6
TONES = {"good": "done", "fair": "warning", "poor": "overdue", "unseen": ""}
STATE_TONES = {"open": "overdue", "rectified": "warning", "rechecked": "done"}


@screen
def hall(request: HttpRequest) -> HttpResponse:
    """This week in the hall."""
    by = actor(request)
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    everywhere = GRANTS.may_everywhere(by, HallPermission.READ)
    context = {
        **may(by),
        "monday": monday,
        "friday": monday + timedelta(days=4),
        "dimensions": [
            (TITLES[line.dimension], GRADE_NAMES[line.grade], TONES[line.grade], line)
            for line in patrol_summary(monday, monday + timedelta(days=6))
        ],
        "findings": [finding_row(one) for one in open_findings("" if everywhere else by.department)],
        "patrols": [(one, SLOT_NAMES[Slot(one.slot)]) for one in latest_patrols(limit=SHOWN)],
        "visits": latest_leader_visits(limit=SHOWN),
        "activities": [(one, KIND_NAMES[Kind(one.kind)]) for one in latest(limit=SHOWN)],
        "due": follow_ups_due(today + timedelta(days=7)),
        "kinds": list(KIND_NAMES.items()),
    }
    return show(request, "desk/hall/hall.html", "hall", context)


def may(by: Actor) -> dict[str, bool]:
    """What ``by`` may record."""
    return {
        "may_patrol": GRANTS.may(by, HallPermission.PATROL),
        "may_visit": GRANTS.may(by, HallPermission.RECORD_VISIT),
        "may_record": FIELD_GRANTS.may(by, FieldworkPermission.RECORD),
    }


def finding_row(finding: Any) -> dict[str, Any]:
    """A finding in the reader's words."""
    return {
        "finding": finding,
        "dimension": TITLES[finding.dimension],
        "severity": SEVERITY_NAMES[finding.severity],
        "state": STATE_NAMES[finding.state],
        "tone": STATE_TONES[finding.state],
    }


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
        "slot": SLOT_NAMES[Slot(found.slot)],
        "findings": [
            {
                **finding_row(one),
                "version": versions.get(one.public_id, 0),
                "may_rectify": GRANTS.may(by, HallPermission.RECTIFY, department=one.department_id),
            }
            for one in sorted(found.findings.all(), key=lambda one: one.pk)
        ],
        "words": words,
    }
    return show(request, "desk/hall/patrol.html", "hall", context, status)


@screen
@require_POST
def finding_act(request: HttpRequest, public_id: str, finding: str, name: str) -> HttpResponse:
    """Put right, confirm, or open again."""
    text = request.POST.get("text", "")
    by, today, version = actor(request), clock.today(), seen(request)
    acts: dict[str, Callable[[], object]] = {
        "rectify": lambda: rectify(finding=finding, on=today, rectification=text, by=by, version=version),
        "recheck": lambda: recheck(finding=finding, on=today, by=by, version=version),
        "reopen": lambda: reopen(finding=finding, on=today, by=by, version=version),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))

    def page(words: Undone, status: int) -> HttpResponse:
        return _patrol_page(request, by, public_id, words, status)

    return tried(request, acts[name], page, "desk:patrol", public_id)
