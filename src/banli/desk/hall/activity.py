"""One activity: its facts, what came up at it, who came, and what those visited say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pydantic import BaseModel

from banli.cases.service import find as find_case
from banli.catalogue.service import current
from banli.desk.hall.lists import NO_LIST, list_told
from banli.desk.hall.tasks import is_late
from banli.desk.kit.fields import choices, control_of
from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.desk.kit.labels import LABELS
from banli.desk.kit.written_offline import written_offline
from banli.fieldwork.service import (
    GRANTS,
    KIND_NAMES,
    FieldworkPermission,
    Kind,
    Outing,
    attendees_of,
    facts_told,
    find,
    follow_up,
    matters_of,
    opinions_of,
    satisfaction_of,
)
from banli.fieldwork.states import MATTER_NAMES, MATTER_STATES, MatterState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.ratings.states import GRADE_NAMES, Grade
from banli.weekly.service import GRANTS as WEEKLY_GRANTS
from banli.weekly.service import WeeklyPermission


@screen
def activity(request: HttpRequest, public_id: str) -> HttpResponse:
    """One activity with its facts."""
    GRANTS.require(actor(request), FieldworkPermission.READ)
    return activity_page(request, public_id)


@screen
@require_POST
def followed_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what the follow-up of a talk found."""
    by, text, version = actor(request), request.POST.get("text", ""), seen(request)

    def act() -> None:
        follow_up(activity=public_id, on=clock.today(), result=text, by=by, version=version)

    def page(words: Undone, status: int) -> HttpResponse:
        return activity_page(request, public_id, words, status, text)

    return tried(request, act, page, "desk:activity", public_id)


def activity_page(
    request: HttpRequest, public_id: str, words: Undone = NOTHING, status: int = 200, typed: str = ""
) -> HttpResponse:
    """The page of an activity, with why something was not done."""
    by, version = actor(request), version_of("fieldwork", public_id)
    found = find(public_id)
    plan: Outing | None = getattr(found, "plan", None)
    matters, opinions = matters_of(found), opinions_of(found)
    may_record = GRANTS.may(by, FieldworkPermission.RECORD, department=found.department_id)
    context = {
        "activity": found,
        "version": version,
        "kind": KIND_NAMES[Kind(found.kind)],
        "facts": told(facts_told(found)),
        "waits": found.follow_up_on is not None and found.followed_up_on is None,
        "may_record": may_record,
        "may_tell": WEEKLY_GRANTS.may(by, WeeklyPermission.SEND, department=found.department_id),
        "kinds": choices(MATTER_NAMES),
        "items": [(one, name) for one, name in _items(found.items)],
        "cases": [(one, _may_see(one, by)) for one in found.cases],
        "plan": plan,
        **(list_told(plan, attendees_of(plan), may_record) if plan else NO_LIST),
        "matters": [(one, MATTER_STATES[MatterState(one.state)], is_late(one)) for one in matters],
        "opinions": [
            (one, GRADE_NAMES[Grade(one.grade)] if one.grade else "", _address(request, one.code))
            for one in opinions
        ],
        "satisfaction": satisfaction_of(opinions),
        "unasked": [one for one in found.targets if one not in {opinion.target for opinion in opinions}],
        "grades": [(int(grade), GRADE_NAMES[grade]) for grade in Grade],
        "houses": [("", _("Nobody has to do more")), *((one.code, named(one)) for one in departments())],
        "demands": found.kind == str(Kind.TALK),
        "words": words,
        "typed": typed,
        **written_offline(request),
    }
    return show(request, "desk/hall/activity.html", "hall", context, status)


def told(facts: BaseModel) -> list[tuple[Any, list[str]]]:
    """Typed facts as label and lines; what was not told is left out."""
    found = []
    for name, field in type(facts).model_fields.items():
        value = getattr(facts, name)
        if value in (None, "", [], False):
            continue
        match control_of(field):
            case "points":
                lines = [f"{one.head}：{'；'.join(one.items)}" if one.items else one.head for one in value]
            case "lines":
                lines = list(value)
            case "check":
                lines = [_("yes")]
            case _:
                lines = [str(value)]
        found.append((LABELS[name], lines))
    return found


def _items(slugs: list[str]) -> list[tuple[str, Any]]:
    """The items with their names; one that ended meanwhile is told by its slug."""
    found: list[tuple[str, Any]] = []
    for slug in slugs:
        try:
            found.append((slug, current(slug).spec.name))
        except Missing:
            found.append((slug, slug))
    return found


def _may_see(number: str, by: Actor) -> bool:
    try:
        return bool(find_case(number, by))
    except (Missing, Denied):
        return False


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("portal:rate_activity", args=[code]))
