"""Rounds, scores and objections: who reads which, and whether a frozen round is still what the record says."""

from __future__ import annotations

import json
from datetime import date

from django.db.models import F, QuerySet

from banli.assessment.models import Assessment, AssessmentScore, Objection
from banli.assessment.permissions import GRANTS, AssessmentPermission
from banli.assessment.rules.score import Mark, Score, digest, from_data, of_units, score, sources_of
from banli.assessment.rules.template import Template
from banli.assessment.selectors.sources import marks_of
from banli.assessment.selectors.template import read_template, template
from banli.assessment.states import FREEZE, PUBLISH_YEAR, AssessmentState, ObjectionState
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import events
from banli.people.service import windows

TOPIC = "assessment"
PAGE = 60


def oversees(by: Actor) -> bool:
    """True for whoever reads open rounds whole."""
    return GRANTS.may(by, AssessmentPermission.OVERSEE)


def rounds(by: Actor) -> list[Assessment]:
    """The rounds that ``by`` may read something of, the latest first."""
    if not GRANTS.may(by, AssessmentPermission.READ):
        return []
    return list(Assessment.objects.order_by("-first", "yearly")[:PAGE])


def find_round(public_id: str, by: Actor) -> Assessment:
    """The round. Raises :class:`Missing` where there is none, or ``by`` reads none."""
    found = Assessment.objects.select_related("frozen_by", "published_by").filter(public_id=public_id).first()
    if found is None or not GRANTS.may(by, AssessmentPermission.READ):
        raise Missing(gettext_noop("There is no such assessment."))
    return found


def visible_scores(row: Assessment, by: Actor) -> QuerySet[AssessmentScore]:
    """Of a published round all scores; of an open one those of the own department, or all for whoever oversees."""
    found = row.scores.select_related("department", "window").order_by(
        "department__order", "department", F("window").asc(nulls_first=True)
    )
    if row.state == AssessmentState.PUBLISHED or oversees(by):
        return found
    return found.filter(department_id=by.department)


def find_score(row: Assessment, unit: str, by: Actor) -> AssessmentScore:
    """The score of a department or window by its code. Raises :class:`Missing`."""
    rows = visible_scores(row, by)
    found = rows.filter(window_id=unit).first() or rows.filter(department_id=unit, window=None).first()
    if found is None:
        raise Missing(gettext_noop("There is no such score, or it is not yours to see."))
    return found


def template_of(row: Assessment) -> Template:
    """The template a round was computed by."""
    return read_template(json.dumps(row.template, sort_keys=True))


def objections_of(row: Assessment) -> dict[str, Objection]:
    """The objections of a round by their marks."""
    found = row.objections.select_related("department", "raised_by", "answered_by")
    return {one.mark: one for one in found.order_by("id")}


def left_out(row: Assessment) -> frozenset[str]:
    """Marks that count no more."""
    upheld = row.objections.filter(state=str(ObjectionState.UPHELD))
    return frozenset(upheld.values_list("mark", flat=True))


def score_of(row: Assessment, one: AssessmentScore, without: frozenset[str]) -> Score:
    """A month's score of one unit, without the marks ``without``."""
    return score(template_of(row), from_data(one.marks), without)


def units() -> dict[str, list[str]]:
    """Who is assessed: every department that has a window in the hall, with its windows."""
    found: dict[str, list[str]] = {}
    for one in windows():
        found.setdefault(one.department_id, []).append(one.code)
    return found


def preview(first: date, last: date) -> tuple[Template, dict[tuple[str, str], tuple[list[Mark], Score]]]:
    """What freezing these days now would give. Raises :class:`Refused` without a template."""
    by = template()
    marks = of_units(marks_of(first, last, sources_of(by)), units())
    return by, {unit: (mine, score(by, mine)) for unit, mine in marks.items()}


def frozen_until() -> date | None:
    """The last day of the latest frozen month."""
    row = Assessment.objects.filter(yearly=False).order_by("-last").first()
    return row.last if row else None


def digest_of(row: Assessment) -> str:
    """The digest over what is kept of a round now."""
    rows = row.scores.values_list("department_id", "window_id", "marks", "total")
    return digest(row.template, ((one, two or "", marks, str(total)) for one, two, marks, total in rows))


def holds(row: Assessment) -> bool:
    """True where the round as it is kept now is the one that the record knows."""
    names = {FREEZE.event, PUBLISH_YEAR.event}
    told = [json.loads(one.body) for one in events(TOPIC, row.public_id) if one.name in names]
    return bool(told) and told[0].get("digest") == row.digest == digest_of(row)


def published_months(year: int) -> list[Assessment]:
    """The published months of a year, in order."""
    rows = Assessment.objects.filter(yearly=False, first__year=year, state=str(AssessmentState.PUBLISHED))
    return list(rows.order_by("first"))
