"""When a limit ends, day by day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from banli.api.shapes import Deadline, ProblemTold, Question
from banli.catalogue.service import deadline as item_deadline
from banli.catalogue.service import named, read_facts
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.worktime.service import Pause, Unit, calendar, explain, read_pauses

router = Router(tags=["limits"])


@router.get(
    "/deadline",
    response={200: Deadline, 404: ProblemTold, 422: ProblemTold},
    url_name="deadline",
    exclude_unset=True,
    by_alias=True,
)
def deadline(request: HttpRequest, asked: Query[Question]) -> dict[str, Any]:
    """The last day of a limit and every day up to it: counted, skipped or added, why, and by which article."""
    check(request, asked)
    pauses = _pauses(asked)
    if not asked.item:
        unit = Unit(asked.unit or "working")
        told = explain(
            asked.start, asked.days or 0, unit, calendar(), pauses, extension=asked.extension
        ).as_data()
        open_end = {"undecreed": told["undecreed"]} if "undecreed" in told else {}
        return {"due": told["due"], **open_end, "days": told["days"], "limit": told}
    spec = named(asked.item).spec
    facts = read_facts(spec, asked.fact)
    found = item_deadline(spec, facts, asked.start, calendar(), pauses, extension=asked.extension)
    return {"item": spec.slug, **found.as_data()}


def check(request: HttpRequest, asked: Question) -> None:
    """Raise :class:`Invalid` for a parameter nobody knows, and for a question that is none or two."""
    known = {field.alias or name for name, field in Question.model_fields.items()}
    faults = [
        Problem(name, gettext_noop("There is no such parameter."))
        for name in sorted(set(request.GET) - known)
    ]
    if bool(asked.item) == (asked.days is not None):
        faults.append(Problem("days", gettext_noop("Give either days or item.")))
    if asked.item and asked.unit:
        faults.append(Problem("unit", gettext_noop("An item states its unit itself.")))
    if asked.fact and not asked.item:
        faults.append(Problem("fact", gettext_noop("Facts belong to an item.")))
    if faults:
        raise Invalid(faults)


def _pauses(asked: Question) -> tuple[Pause, ...]:
    """The pauses; what is wrong with them is told at their place."""
    try:
        return read_pauses(asked.pause)
    except Refused as error:
        raise Invalid([Problem("pause", error.message, tuple(error.params.items()))]) from None
