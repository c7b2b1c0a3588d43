"""Standing in at the desk: who usually does for whom, beginning to act for somebody, and ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import Sheet, answer
from banli.desk.kit.frame import actor, screen, show
from banli.people.service import departments, named
from banli.roster.service import (
    COVER,
    GRANTS,
    PairRecord,
    RosterPermission,
    begin_cover,
    end_cover,
    pairs,
    set_officer,
)


@screen
def all_pairs(request: HttpRequest) -> HttpResponse:
    """Whoever handles cases, each with who usually stands in."""
    by = actor(request)
    everywhere = GRANTS.may_everywhere(by, RosterPermission.READ)
    rows = pairs("" if everywhere else by.department) if everywhere or by.department else []
    context: dict[str, Any] = {"rows": rows, "may": GRANTS.may(by, RosterPermission.DECIDE)}
    return show(request, "desk/roster/pairs.html", "roster", context)


@screen
def new_pair(request: HttpRequest) -> HttpResponse:
    """Name who usually stands in for somebody."""
    by = actor(request)
    GRANTS.require(by, RosterPermission.DECIDE)
    everywhere = GRANTS.may_everywhere(by, RosterPermission.DECIDE)
    names = {one.code: named(one) for one in departments()}
    people = tuple(
        (
            str(one.pk),
            f"{names[one.department_id or '']} · {one.display_name}" if everywhere else one.display_name,
        )
        for one, _officer in pairs("" if everywhere else by.department)
    )
    sheet = Sheet(
        section="roster",
        title=_("Name who stands in"),
        crumbs=(
            (reverse("desk:roster"), pgettext("desk", "Roster")),
            (reverse("desk:pairs"), pgettext("roster", "Who stands in")),
        ),
        shape=PairRecord,
        series="AB",
        button=_("Name"),
        about=_("Proposed in each leave this person asks for; the leave may name somebody else."),
        options={"person": (("", _("Choose")), *people), "officer": (("", _("Choose")), *people)},
        labels={
            "person": pgettext("roster", "For whom"),
            "officer": pgettext("roster", "Who stands in"),
        },
    )

    def record(made: PairRecord) -> str:
        set_officer(record=made, by=by)
        return reverse("desk:pairs")

    return answer(request, sheet, {"person": request.GET.get("person", "")}, {}, record)


@screen
@require_POST
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """From now on this session acts for whoever is on leave, as long as the leave runs."""
    begin_cover(leave=public_id, by=actor(request))
    request.session[COVER] = public_id
    return redirect("desk:today")


@screen
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """From now on this session acts for itself."""
    if leave := request.session.pop(COVER, ""):
        end_cover(leave=str(leave), by=actor(request))
        messages.success(request, _("You act for yourself again."))
    return redirect("desk:today")
