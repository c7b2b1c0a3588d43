"""Roads at the desk: checks at toll stations, carriers due for a talk, restrictions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.views.forms import Sheet, answer, tried
from banli.desk.views.frame import actor, screen, show
from banli.desk.views.records import choices
from banli.kernel import clock
from banli.kernel.text import Words
from banli.roads.service import (
    GRANTS as ROAD_GRANTS,
)
from banli.roads.service import (
    RestrictionRecord,
    RestrictionRow,
    RoadPermission,
    current_restrictions,
    lift_restriction,
    network,
)
from banli.roads.states import KIND_NAMES, UNITS, RestrictionKind
from banli.roadside.service import (
    GRANTS,
    Check,
    CheckRecord,
    RoadsidePermission,
    checks,
    find_check,
    record_check,
    restrict_road,
    talks_due,
)
from banli.roadside.states import DIRECTION_NAMES, MISMATCH_NAMES, OUTCOME_NAMES, Direction, Mismatch, Outcome

TONES = {Outcome.PASSED: "done", Outcome.TURNED_BACK: "overdue", Outcome.HELD: "overdue"}


@screen
def roadside(request: HttpRequest) -> HttpResponse:
    """The newest checks, carriers due for a talk, restrictions in force."""
    return _page(request)


def _page(request: HttpRequest, words: str = "", status: int = 200) -> HttpResponse:
    by = actor(request)
    context = {
        "rows": [check_row(one) for one in checks(by)],
        "due": talks_due(by),
        "restrictions": [restriction_row(one) for one in current_restrictions()],
        "may_check": GRANTS.may(by, RoadsidePermission.CHECK, department=by.department),
        "may_restrict": ROAD_GRANTS.may(by, RoadPermission.RESTRICT, department=by.department),
        "words": words,
    }
    return show(request, "desk/roadside.html", "roadside", context, status)


def check_row(check: Check) -> dict[str, Any]:
    """A check in the reader's words."""
    outcome = Outcome(check.outcome)
    differences = [
        {"name": MISMATCH_NAMES[Mismatch(one["kind"])], "words": Words(**one["words"])}
        for one in check.differences
    ]
    return {
        "check": check,
        "outcome": OUTCOME_NAMES[outcome],
        "tone": TONES[outcome],
        "direction": DIRECTION_NAMES[Direction(check.direction)],
        "differences": differences,
    }


def restriction_row(row: RestrictionRow) -> dict[str, Any]:
    """A restriction in the reader's words."""
    section, kind = network().sections.get(row.section), RestrictionKind(row.kind)
    limit = f"{row.limit:.10g} {UNITS[kind]}" if row.limit is not None else ""
    return {
        "row": row,
        "section": section.name if section else row.section,
        "kind": KIND_NAMES[kind],
        "limit": limit,
    }


def _crumbs() -> tuple[tuple[str, Any], ...]:
    return ((reverse("desk:roadside"), pgettext("desk", "Roads")),)


@screen
def new_check(request: HttpRequest) -> HttpResponse:
    """Check a vehicle at a toll station; ``?permit=`` fills in the permit."""
    by = actor(request)
    GRANTS.require(by, RoadsidePermission.CHECK, department=by.department)
    sheet = Sheet(
        section="roadside",
        title=_("Check a vehicle at a toll station"),
        crumbs=_crumbs(),
        shape=CheckRecord,
        series="CY",
        button=_("Compare with the permit"),
        about=_("Enter figures only where they were measured."),
        options={
            "station": (("", _("Choose")), *((one, one) for one in sorted(network().neighbours))),
            "direction": choices(DIRECTION_NAMES),
        },
    )
    now = clock.now().astimezone(clock.SHANGHAI)
    fresh = {
        "at": f"{now:%Y-%m-%d %H:%M}",
        "permit": request.GET.get("permit", ""),
        "station": request.GET.get("station", ""),
    }

    def record(made: CheckRecord) -> str:
        return reverse("desk:roadside_check", args=[record_check(record=made, by=by).public_id])

    return answer(request, sheet, fresh, {"department": by.department}, record)


@screen
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a check found, and what becomes of the vehicle."""
    row = check_row(find_check(public_id, actor(request)))
    return show(request, "desk/roadside_check.html", "roadside", row)


@screen
def new_restriction(request: HttpRequest) -> HttpResponse:
    """Restrict a road; the holders of live permits that it touches are told."""
    by = actor(request)
    ROAD_GRANTS.require(by, RoadPermission.RESTRICT, department=by.department)
    sections = sorted(network().sections.values(), key=lambda one: one.name)
    sheet = Sheet(
        section="roadside",
        title=_("Restrict a road"),
        crumbs=_crumbs(),
        shape=RestrictionRecord,
        series="XX",
        button=_("Restrict and tell the holders"),
        about=_("Every holder of a live permit whose vehicle meets the restriction on its way is told."),
        options={
            "section": (("", _("Choose")), *((one.key, one.name) for one in sections)),
            "kind": choices(KIND_NAMES),
        },
    )

    def record(made: RestrictionRecord) -> str:
        restrict_road(record=made, by=by)
        return reverse("desk:roadside")

    return answer(
        request, sheet, {"begins": clock.today().isoformat()}, {"department": by.department}, record
    )


@screen
@require_POST
def lift(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lift a restriction with its reason."""
    by, reason = actor(request), request.POST.get("reason", "")

    def act() -> None:
        lift_restriction(number=public_id, reason=reason, by=by)

    return tried(request, act, lambda words, status: _page(request, words, status), "desk:roadside")
