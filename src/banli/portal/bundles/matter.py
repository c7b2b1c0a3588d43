"""One matter after it was handed in: its receipt, and where each of its cases stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banli.bundles.service import find_hand_in
from banli.bundles.service import revision as bundle_revision
from banli.cases.service import Case, Draft, cosigning_of, together
from banli.cases.states import State
from banli.catalogue.service import current, revision
from banli.people.service import department, named
from banli.portal.apply.pages import password_once
from banli.portal.kit.visitor import FRESH, UNLOCKED, actor_of, drafts, page, unlock
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
        "waiting": [_waiting(request, one) for one in together.set_aside_in(row.number)],
        "applicant": cases[0].applicant,
        "fresh": any(one.number in request.session.get(FRESH, ()) for one in cases),
    }
    return render(request, "portal/bundles/matter.html", context)


def _waiting(request: HttpRequest, draft: Draft) -> dict[str, object]:
    """An item that a second party signs first: where the signature stands, and where this visitor goes on with it."""
    assert draft.item is not None, "a bundle sets items aside"
    slug = draft.item.slug
    spec = current(slug).spec
    state, user = cosigning_of(spec, draft), getattr(request.user, "pk", None)
    mine = draft.pk == drafts(request).get(slug) or (user is not None and draft.owner_id == user)
    return {
        "spec": spec,
        "asked": state.asked if state else None,
        "standing": str(state.standing) if state else "",
        "reason": state.signature.reason if state and state.signature else "",
        "department": named(department(spec.department)),
        "open": mine,
    }


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
