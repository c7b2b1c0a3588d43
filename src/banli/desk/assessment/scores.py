"""One score at the desk: criterion by criterion, each mark with its record, objections and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.assessment.service import (
    GRANTS,
    Assessment,
    AssessmentPermission,
    AssessmentScore,
    Criterion,
    Mark,
    Objection,
    Score,
    answer_objection,
    find_round,
    find_score,
    left_out,
    object_to,
    objections_of,
    score_of,
    why_not_object,
)
from banli.assessment.states import OBJECTION_NAMES, AssessmentState, ObjectionState, Source
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, undone
from banli.desk.permissions import may_open
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.printable import require
from banli.kernel.text import gettext_noop
from banli.people.service import departments, named, windows
from banli.screens.item_form import by_place

PAGES: dict[str, str] = {
    Source.SIGNALS: "signal",
    Source.BAD_RATINGS: "rating",
    Source.FINDINGS: "patrol",
    Source.OPINIONS: "consultation",
    Source.ATTENDANCE: "attendance_shift",
    Source.LATE_SUGGESTIONS: "suggestion",
    Source.ADOPTED: "suggestion",
}
"""The page of what a mark of each source is about; what was written down by hand stands in the mark itself."""
TONES = {ObjectionState.RAISED: "action", ObjectionState.UPHELD: "done", ObjectionState.REJECTED: ""}


def title_of(row: Assessment) -> str:
    if row.yearly:
        return _("Year %(year)s") % {"year": row.first.year}
    return _("%(year)s, month %(month)s") % {"year": row.first.year, "month": row.first.month}


def names_of_units() -> dict[str, str]:
    return {one.code: named(one) for one in departments()} | {one.code: named(one) for one in windows()}


@screen
def score(request: HttpRequest, public_id: str, unit: str) -> HttpResponse:
    """One score: criterion by criterion, each mark with what it is about, objections and answers."""
    return _score(request, public_id, unit)


def _score(
    request: HttpRequest,
    public_id: str,
    unit: str,
    tried: Mapping[str, Any] | None = None,
    words: Undone = NOTHING,
    status: int = 200,
) -> HttpResponse:
    by = actor(request)
    row = find_round(public_id, by)
    one, names, without = find_score(row, unit, by), names_of_units(), left_out(row)
    found = None if row.yearly else score_of(row, one, without)
    context = {
        "row": row,
        "title": title_of(row),
        "unit": unit,
        "name": names.get(unit, unit),
        "total": one.final if one.final is not None else found.total if found else one.total,
        "frozen": one.total,
        "parts": parts_of(found, objections_of(row), by, without, row, one) if found else [],
        "months": one.marks if row.yearly else [],
        "tried": tried or {"mark": "", "act": "", "text": "", "errors": [], "upheld": ""},
        "words": words,
    }
    return show(request, "desk/assessment/score.html", "assessment", context, status)


def parts_of(
    found: Score,
    objections: Mapping[str, Objection],
    by: Actor,
    without: frozenset[str],
    row: Assessment | None = None,
    one: AssessmentScore | None = None,
) -> list[dict[str, Any]]:
    return [
        {
            "criterion": part.criterion,
            "points": part.points,
            "moved": part.moved,
            "sign": _sign(part.criterion),
            "capped": bool(part.marks) and part.moved == part.criterion.most,
            "marks": [
                _mark(mark, weight, objections.get(mark.key), by, without, row, one)
                for mark, weight in part.marks
            ],
        }
        for part in found.parts
    ]


def _sign(criterion: Criterion) -> str:
    return "+" if criterion.adds else "−"


def _mark(
    mark: Mark,
    weight: Decimal,
    objection: Objection | None,
    by: Actor,
    without: frozenset[str],
    row: Assessment | None,
    one: AssessmentScore | None,
) -> dict[str, Any]:
    name = PAGES.get(mark.source, "")
    own = one is not None and one.window_id is None and one.department_id == by.department
    open_ = row is not None and row.state == AssessmentState.FROZEN and row.object_until is not None
    may_object = own and open_ and GRANTS.may(by, AssessmentPermission.OBJECT, department=by.department)
    return {
        "mark": mark,
        "day": date.fromisoformat(mark.day),
        "weight": weight,
        "left_out": mark.key in without,
        "address": reverse(f"desk:{name}", args=[mark.ref]) if name and may_open(name, by.roles) else "",
        "objection": objection,
        "state": OBJECTION_NAMES[ObjectionState(objection.state)] if objection else "",
        "tone": TONES[ObjectionState(objection.state)] if objection else "",
        "may_object": may_object
        and row is not None
        and row.object_until is not None
        and why_not_object(row.object_until, clock.today(), there=objection is not None) is None,
        "may_answer": open_
        and objection is not None
        and objection.state == ObjectionState.RAISED
        and GRANTS.may(by, AssessmentPermission.ASSESS),
    }


@screen
@require_POST
def act(request: HttpRequest, public_id: str, unit: str, name: str) -> HttpResponse:
    """Object to a mark of a score, answer an objection."""
    by, sent = actor(request), request.POST
    mark, text = sent.get("mark", ""), sent.get("text", "")

    def object_() -> None:
        object_to(assessment=public_id, mark=mark, reason=text, by=by)

    def answer_() -> None:
        verdict = sent.get("upheld", "")
        if verdict not in ("yes", "no"):
            raise Invalid([Problem("upheld", gettext_noop("Say whether the objection is upheld."))])
        answer_objection(assessment=public_id, mark=mark, upheld=verdict == "yes", answer=text, by=by)

    acts: dict[str, Callable[[], None]] = {"object": object_, "answer": answer_}
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    tried: dict[str, Any] = {
        "mark": mark,
        "act": name,
        "text": text,
        "upheld": sent.get("upheld", ""),
        "errors": [],
    }
    try:
        require({"text": text})
        acts[name]()
    except Invalid as error:
        found = by_place(error.problems)
        tried["errors"] = [one for several in found.values() for one in several]
        return _score(request, public_id, unit, tried, status=422)
    except (Refused, Stale) as error:
        return _score(request, public_id, unit, tried, undone(error, sent), 409)
    messages.success(request, _("Noted."))
    return redirect("desk:assessment_score", public_id, unit)
