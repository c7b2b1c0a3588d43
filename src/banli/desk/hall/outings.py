"""Planned activities: put on the plan, the list of who comes, called off."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.hall.fieldwork import may_record_for
from banli.desk.hall.lists import list_told
from banli.desk.kit.fields import choices
from banli.desk.kit.forms import Sheet, answer, seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.desk.kit.labels import LABELS
from banli.fieldwork.service import (
    GRANTS,
    KIND_NAMES,
    FieldworkPermission,
    Kind,
    OutingRecord,
    attendees_of,
    call_off_outing,
    find_outing,
    list_attendee,
    overdue,
    plan_outing,
    sign_in_attendee,
    why_not_list,
    why_not_sign_in,
)
from banli.fieldwork.states import OUTING_NAMES, OutingState
from banli.kernel import clock
from banli.kernel.actors import Role
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens.parameters import whole

TONES = {OutingState.PLANNED: "", OutingState.HELD: "done", OutingState.CANCELLED: ""}


@screen
def new_outing(request: HttpRequest) -> HttpResponse:
    """Put an activity on the plan: one form for every kind."""
    by = actor(request)
    GRANTS.require(by, FieldworkPermission.RECORD)

    def record(made: OutingRecord) -> str:
        return reverse("desk:outing", args=[plan_outing(record=made, by=by).public_id])

    houses = [one for one in departments() if may_record_for(by, one.code)]
    sheet = Sheet(
        section="hall",
        title=_("Plan an activity"),
        crumbs=(
            (reverse("desk:hall"), pgettext("desk", "Hall")),
            (reverse("desk:activities"), _("Fieldwork")),
        ),
        shape=OutingRecord,
        series="JHD",
        button=_("Put it on the plan"),
        about=_("Its department is reminded three days before, and of what was planned and not held."),
        options={
            "kind": tuple(choices(KIND_NAMES)),
            "department": (("", _("Choose")), *((one.code, named(one)) for one in houses)),
        },
        labels={"kind": _("Kind")},
        asks_department=True,
    )
    own = "" if Role.HALL_MANAGER in by.roles else by.department
    fresh = {"day": clock.today().isoformat(), "department": own, "kind": str(Kind.OUTREACH)}
    return answer(request, sheet, fresh, {}, record)


@screen
def outing(request: HttpRequest, public_id: str) -> HttpResponse:
    """One planned activity with its list."""
    GRANTS.require(actor(request), FieldworkPermission.READ)
    return _page(request, public_id)


@screen
@require_POST
def outing_act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Put somebody on the list, sign somebody in, or call it off."""
    by, sent = actor(request), request.POST

    def sign_in() -> object:
        return sign_in_attendee(outing=public_id, place=whole(sent.get("place", "")) or 0, by=by)

    acts: dict[str, Callable[[], object]] = {
        "list": lambda: list_attendee(
            outing=public_id, name=sent.get("name", ""), unit=sent.get("unit", ""), by=by
        ),
        "sign-in": sign_in,
        "call-off": lambda: call_off_outing(
            outing=public_id, reason=sent.get("reason", ""), by=by, version=seen(request)
        ),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    return tried(
        request,
        acts[name],
        lambda words, status: _page(request, public_id, words, status),
        "desk:outing",
        public_id,
    )


def _page(request: HttpRequest, public_id: str, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of("fieldwork", public_id)
    found, today = find_outing(public_id), clock.today()
    state, people = OutingState(found.state), attendees_of(found)
    may = GRANTS.may(by, FieldworkPermission.RECORD, department=found.department_id)
    late = overdue(state, found.day, today)
    context = {
        "outing": found,
        "kind": KIND_NAMES[Kind(found.kind)],
        "state": OUTING_NAMES[state],
        "late": late,
        "tone": "overdue" if late else TONES[state],
        **list_told(found, people, may),
        "may_list": may and not why_not_list(state, len(people), removed=found.names_removed_on is not None),
        "may_sign_in": may and not why_not_sign_in(state, found.day, today),
        "may_record": may and state is OutingState.PLANNED,
        "day_came": found.day <= today,
        "labels": LABELS,
        "version": version,
        "words": words,
    }
    return show(request, "desk/hall/outing.html", "hall", context, status)
