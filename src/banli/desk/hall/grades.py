"""The grade of one dimension in a week: what the rule gives, from which findings, and what a person set instead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from pydantic import ValidationError

from banli.desk.kit.fields import faults, typed_of
from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, undone
from banli.hall.service import (
    GRANTS,
    DimensionLine,
    Grade,
    HallPermission,
    PatrolRemark,
    RemarkRecord,
    change_remark,
    findings_of,
    needed_plan,
    patrol_remark,
    patrol_summary,
)
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.printable import require
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.screens.item_form import by_place

FRIDAY = 4
"""Days from Monday: the weekly report tells of the working week."""


@screen
def grade(request: HttpRequest, monday: str, dimension: str) -> HttpResponse:
    """The grade with its findings; an editor changes it with a reason."""
    by = actor(request)
    GRANTS.require(by, HallPermission.READ)
    start, end = _week(monday)
    line = next((one for one in patrol_summary(start, end) if one.dimension.key == dimension), None)
    if line is None:
        raise Missing(gettext_noop("There is no such page."))
    if request.method != "POST":
        return _page(request, start, end, line)
    GRANTS.require(by, HallPermission.REMARK)
    typed = typed_of(request.POST)
    told: dict[str, Any] = {name: typed.get(name, "") for name in ("text", "reason")}
    told |= {"start": start, "end": end, "dimension": dimension, "grade": typed.get("grade") or None}
    try:
        require(request.POST.dict())
        change_remark(record=RemarkRecord.model_validate(told), by=by, version=seen(request))
    except ValidationError as error:
        return _page(request, start, end, line, typed, faults(error), status=422)
    except Invalid as error:
        return _page(request, start, end, line, typed, by_place(error.problems), status=422)
    except (Refused, Stale) as error:
        return _page(request, start, end, line, typed, words=undone(error, request.POST), status=409)
    messages.success(request, _("Recorded."))
    return redirect("desk:grade", monday, dimension)


def _week(monday: str) -> tuple[date, date]:
    """Monday to Friday. Raises :class:`Missing` for what is no Monday."""
    try:
        start = date.fromisoformat(monday)
    except ValueError:
        raise Missing(gettext_noop("There is no such page.")) from None
    if start.weekday():
        raise Missing(gettext_noop("There is no such page."))
    return start, start + timedelta(days=FRIDAY)


def _page(
    request: HttpRequest,
    start: date,
    end: date,
    line: DimensionLine,
    typed: dict[str, str] | None = None,
    errors: dict[str, list[Any]] | None = None,
    words: Undone = NOTHING,
    status: int = 200,
) -> HttpResponse:
    plan, by = needed_plan(), actor(request)
    remark = patrol_remark(start, end, line.dimension.key)
    wrong = errors or {}
    context = {
        "monday": start,
        "friday": end,
        "line": line,
        "grade": plan.grades.named(line.grade),
        "ruled": plan.grades.named(line.ruled),
        "findings": findings_of(start, end, line.dimension.key),
        "may_remark": GRANTS.may(by, HallPermission.REMARK) and line.ruled is not Grade.UNSEEN,
        "grades": [(str(one), plan.grades.named(one)) for one in (Grade.GOOD, Grade.FAIR, Grade.POOR)],
        "typed": {**_shown(remark), **(typed or {})},
        "reason_errors": wrong.get("reason", []),
        "text_errors": [one for place, found in wrong.items() if place != "reason" for one in found],
        "version": version_of("hall", remark.public_id) if remark else 0,
        "words": words,
    }
    return show(request, "desk/hall/grade.html", "hall", context, status)


def _shown(remark: PatrolRemark | None) -> dict[str, str]:
    if remark is None:
        return {"grade": "", "text": "", "reason": ""}
    return {"grade": remark.grade, "text": remark.text, "reason": remark.reason}
