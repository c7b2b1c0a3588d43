"""One matter after it was handed in: its receipt, and where each of its cases stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banli.bundles.service import find_hand_in
from banli.bundles.service import revision as bundle_revision
from banli.cases.service import Case
from banli.cases.states import State
from banli.catalogue.service import revision
from banli.people.service import named
from banli.portal.apply.pages import password_once
from banli.portal.kit.visitor import FRESH, UNLOCKED, actor_of, page, unlock
from banli.screens.answers import answered
from banli.screens.words import ANSWERED
from banli.screens.words_by_kind import state_words


@page
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Every case of what was handed in at one go. Whoever opened one of them opens the others by it."""
    row, cases = find_hand_in(number, actor_of(request))
    if request.method == "POST":
        mine = {one.number for one in cases}
        request.session[FRESH] = [one for one in request.session.get(FRESH, ()) if one not in mine]
        return redirect("portal:matter", number)
    if not request.user.is_authenticated:
        for one in cases:
            if one.number not in request.session.get(UNLOCKED, ()):
                unlock(request, one.number)
    context = {
        "section": "track",
        "matter": row,
        "spec": bundle_revision(row.revision_id).spec,
        "cases": [_row(request, one, {other.number: other for other in cases}) for one in cases],
        "applicant": cases[0].applicant,
        "fresh": any(one.number in request.session.get(FRESH, ()) for one in cases),
    }
    return render(request, "portal/bundles/matter.html", context)


def _row(request: HttpRequest, case: Case, others: dict[str, Case]) -> dict[str, object]:
    spec = revision(case.revision_id).spec
    waits = [others[one["number"]] for one in case.needs if one["how"] == "waits" and one["number"] in others]
    return {
        "case": case,
        "spec": spec,
        "state": ANSWERED if answered(case, spec) else state_words(case.state, case.kind),
        "department": named(case.department),
        "correct": case.state == State.CORRECTING,
        "password": password_once(request, case),
        "after": [revision(one.revision_id).spec.name for one in waits if not one.completed_at],
    }
