"""Roads at the desk: checks at toll stations, carriers due for a talk, restrictions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.kit.fields import choices
from banli.desk.kit.forms import (
    Sheet,
    answer,
    seen,
    tried,
)
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.desk.kit.written_offline import written_offline
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.text import Words
from banli.ledger.service import versions_of
from banli.people.service import Register, keeps, require_keeper
from banli.roads.service import (
    FIELDS,
    Limits,
    Network,
    RestrictionRecord,
    RestrictionRow,
    RoadPermission,
    current_restrictions,
    lift_restriction,
    network,
)
from banli.roads.service import (
    GRANTS as ROAD_GRANTS,
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
    told_counts,
    would_touch,
)
from banli.roadside.states import DIRECTION_NAMES, MISMATCH_NAMES, OUTCOME_NAMES, Direction, Mismatch, Outcome

SHOWN = 50
"""Touched permits listed before saving."""
TONES = {Outcome.PASSED: "done", Outcome.TURNED_BACK: "overdue", Outcome.HELD: "overdue"}


def _may_restrict(by: Actor) -> bool:
    return keeps(by, Register.ROADS) and ROAD_GRANTS.may(
        by, RoadPermission.RESTRICT, department=by.department
    )


@screen
def roadside(request: HttpRequest) -> HttpResponse:
    """The newest checks, carriers due for a talk, restrictions in force."""
    return _page(request)


def _page(request: HttpRequest, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    by = actor(request)
    versions = versions_of("roads", [one.public_id for one in current_restrictions()])
    restrictions = [restriction_row(one) for one in current_restrictions()]
    told = told_counts(one["row"].public_id for one in restrictions)
    for one in restrictions:
        one["touched"], one["told"] = told.get(one["row"].public_id, (0, 0))
        one["version"] = versions.get(one["row"].public_id, 0)
    context = {
        "rows": [check_row(one) for one in checks(by)],
        "due": talks_due(by),
        "restrictions": restrictions,
        "may_check": keeps(by, Register.ROADSIDE)
        and GRANTS.may(by, RoadsidePermission.CHECK, department=by.department),
        "may_restrict": _may_restrict(by),
        "words": words,
    }
    return show(request, "desk/roads/roadside.html", "roadside", context, status)


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
    require_keeper(by, Register.ROADSIDE)
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
    return show(request, "desk/roads/roadside_check.html", "roadside", {**row, **written_offline(request)})


@screen
def new_restriction(request: HttpRequest) -> HttpResponse:
    """Restrict a road; the holders of live permits that it touches are told."""
    by = actor(request)
    ROAD_GRANTS.require(by, RoadPermission.RESTRICT, department=by.department)
    require_keeper(by, Register.ROADS)
    sections = sorted(network().sections.values(), key=lambda one: one.name)
    sheet = Sheet(
        section="roadside",
        title=_("Restrict a road"),
        crumbs=_crumbs(),
        shape=RestrictionRecord,
        series="XX",
        button=_("Restrict and tell the holders"),
        labels={"kind": pgettext("restriction", "Kind")},
        look=_("Look which permits it touches"),
        preview=_would_touch,
        previewed="desk/roads/parts/touched.html",
        about=_("Every holder of a live permit whose vehicle meets the restriction on its way is told."),
        options={
            "section": (("", _("Choose")), *((one.key, one.name) for one in sections)),
            "kind": choices(KIND_NAMES),
        },
    )

    def record(made: RestrictionRecord) -> str:
        restrict_road(record=made, by=by)
        return reverse("desk:roadside")

    fresh = {"begins": clock.today().isoformat(), "section": request.GET.get("section", "")}
    return answer(request, sheet, fresh, {"department": by.department}, record)


def _would_touch(made: RestrictionRecord) -> dict[str, Any]:
    """What saving would do: the live permits it touches, and how many of them it keeps off their way."""
    touched = would_touch(made)
    return {
        "touched": touched[:SHOWN],
        "touched_count": len(touched),
        "kept_off": sum(one.prevents for one in touched),
    }


@screen
def roads(request: HttpRequest) -> HttpResponse:
    """The network by road: sections with their limits and bridges, and the restrictions on each."""
    by, known = actor(request), network()
    names = {section.road: section.road_name for section in known.sections.values()}
    road = request.GET.get("road", "")
    road = road if road in names else next(iter(names), "")
    held: dict[str, list[dict[str, Any]]] = {}
    for row in current_restrictions():
        held.setdefault(row.section, []).append(restriction_row(row))
    rows: list[dict[str, Any]] = [
        {
            "section": section,
            "limits": limit_words(section),
            "bridges": [(bridge.name, limit_words(bridge)) for bridge in section.bridges],
            "restrictions": held.get(section.key, []),
        }
        for section in known.sections.values()
        if section.road == road
    ]
    context = {
        "road": road,
        "roads": [(one, f"{one} {names[one]}", any(_of(known, key) == one for key in held)) for one in names],
        "rows": rows,
        "km": round(sum(row["section"].km for row in rows), 1),
        "may_restrict": _may_restrict(by),
    }
    return show(request, "desk/roads/roads.html", "roadside", context)


def _of(known: Network, section: str) -> str:
    """The road of a section; '' where this edition has none of that key."""
    found = known.sections.get(section)
    return found.road if found else ""


def limit_words(limits: Limits) -> list[str]:
    """What may pass at most, in the reader's words."""
    told = ((kind, getattr(limits, name)) for kind, name in FIELDS.items())
    return [f"{KIND_NAMES[kind]} {value:.10g} {UNITS[kind]}" for kind, value in told if value is not None]


@screen
@require_POST
def lift(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lift a restriction with its reason."""
    by, reason, version = actor(request), request.POST.get("reason", ""), seen(request)

    def act() -> None:
        lift_restriction(number=public_id, reason=reason, by=by, version=version)

    return tried(request, act, lambda words, status: _page(request, words, status), "desk:roadside")
