"""One case as its applicant sees it: receipt, state, clock, record, correction, result."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banli.cases.service import (
    Case,
    Face,
    Running,
    any_of,
    decision,
    facts_of,
    find,
    materials_of,
    notices,
    paper_name,
    promises_of,
    review_of,
    running,
    spec_of,
    timeline,
)
from banli.cases.service import withdraw as withdraw_case
from banli.cases.states import (
    CALL_OFF_HEARING,
    GIVE_UP_HEARING,
    RESUBMIT,
    RETRACT,
    SUPPLEMENT,
    WITHDRAW,
    State,
)
from banli.catalogue.service import Limit, derive, summary
from banli.documents.service import qr_image
from banli.enforcement.service import is_own
from banli.kernel import clock
from banli.kernel.errors import Refused, Stale
from banli.kernel.masking import masked_name
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop
from banli.licences.service import changes_offered, of_case
from banli.people.service import departments, named
from banli.portal.apply.pages import password_once
from banli.portal.cases.bans import proposed_to
from banli.portal.cases.own import own_page
from banli.portal.cases.progress import (
    asked,
    closing_reason,
    next_hearing,
    offices,
    own_faces,
    promised,
    upper_number,
)
from banli.portal.cases.serving import served_by_opening
from banli.portal.cases.timeline import (
    happenings,
    way,
)
from banli.portal.items.guide import limit_words
from banli.portal.kit.answers import answer_parts
from banli.portal.kit.visitor import (
    FRESH,
    UNLOCKED,
    actor_of,
    page,
    unlock,
)
from banli.portal.ratings.pages import rating_of
from banli.screens import papers
from banli.screens.answers import answer_paper, answer_shown, answered
from banli.screens.parameters import version_of
from banli.screens.rating_address import rating_address
from banli.screens.second_click import was_ours
from banli.screens.tracking import tracking_link
from banli.screens.words import ANSWERED
from banli.screens.words_by_kind import state_words
from banli.supervision.service import watched
from banli.worktime.service import Explanation, calendar


class WithdrawForm(forms.Form):
    """Why, where the applicant wants to say it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        """The reason, which is printed with the case."""
        reason: str = self.cleaned_data["reason"]
        if wrong := fault(reason):
            raise forms.ValidationError(str(wrong))
        return reason


def common(request: HttpRequest, number: str) -> tuple[Case, dict[str, object]]:
    """The case, where this visitor may see it, and what every page of it shows."""
    by = actor_of(request)
    found = find(number, by)
    facts = facts_of(found, by)
    return found, {
        "section": "track",
        "case": found,
        "spec": facts.spec,
        "state": ANSWERED if answered(found, facts.spec) else state_words(found.state, found.kind),
        "can_withdraw": any_of(facts, RETRACT, WITHDRAW),
        "can_correct": any_of(facts, RESUBMIT),
        "can_hand_in": any_of(facts, SUPPLEMENT),
        "may_give_up": any_of(facts, GIVE_UP_HEARING, CALL_OFF_HEARING),
    }


@page
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """What was handed in and how to come back to it; made to be printed."""
    if request.method == "POST":
        request.session[FRESH] = [one for one in request.session.get(FRESH, ()) if one != number]
        return redirect("portal:receipt", number)
    found, context = common(request, number)
    spec = context["spec"]
    extra = {
        "password": password_once(request, found),
        "qr": qr_image(tracking_link(request, found)),
        "rating_qr": qr_image(request.build_absolute_uri(rating_address(found))),
        "clock": running(found),
        "summary": summary(spec, derive(spec, found.form)),  # type: ignore[arg-type]
        "materials": materials_of(found),
        **answer_shown(found),
    }
    return render(request, "portal/cases/receipt.html", {**context, **extra})


@page
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Where the case stands, why its days are what they are, what happened, and what can be done now."""
    return _case_page(request, number, WithdrawForm())


def _case_page(request: HttpRequest, number: str, taking_back: WithdrawForm) -> HttpResponse:
    found, context = common(request, number)
    if served_by_opening(request, found):
        found, context = common(request, number)
    papers_sent = notices(found)
    if is_own(found):
        return own_page(request, found, context, papers_sent)
    spec = spec_of(found)
    ticking, decided = running(found), decision(found)
    extra = {
        "clock": ticking,
        "ticking": _explained(found, ticking),
        "colour": _colour(found, ticking),
        "law_until": None if found.completed_at else found.statutory_due_on,
        "left": str(ticking.label),
        "steps": way(found, spec),
        "events": happenings(timeline(found), papers_sent),
        "notices": [(one, paper_name(found, one)) for one in papers_sent],
        "answer_by": next(
            (one for one in ticking.faces if one.key == "correction" and not one.done_on), None
        ),
        "correction": next((one for one in papers_sent[::-1] if one.kind == "correction"), None),
        "decision": decided,
        "decision_name": paper_name(found, decided) if decided else "",
        **_certificate(request, found),
        "parts": answer_parts(spec, found.form, masked=True),
        "materials": _material_names(found),
        "promised": _pinned(found),
        "withdraw_form": taking_back,
        "applicant": masked_name(found.applicant, found.applicant_code),
        "department": named(found.department),
        **answer_shown(found),
        "rating": rating_of(found),
        **_under_way(request, found, ticking.faces),
    }
    status = 422 if taking_back.errors else 200
    return render(request, "portal/cases/case.html", {**context, **extra}, status=status)


def _under_way(request: HttpRequest, found: Case, faces: tuple[Face, ...]) -> dict[str, object]:
    """Clocks, offices at work, what was promised, the answer that is awaited, the hearing, where the case went."""
    handed_in = frozenset(one.key for one in materials_of(found))
    hearing = next_hearing(found)
    upper = upper_number(found) if found.state in (State.FORWARDED, State.ARCHIVED) else ""
    if upper and found.number in request.session.get(UNLOCKED, ()):
        unlock(request, upper)
    return {
        "faces": own_faces(faces),
        "names": {one.code: named(one) for one in departments()},
        "offices": offices(review_of(found)) if found.accepted_at else [],
        "promises": promised(promises_of(found), spec_of(found), handed_in),
        "bans": proposed_to(found),
        "asked": asked(facts_of(found, actor_of(request))) if found.state == State.REFUSAL_TOLD else None,
        "hearing": hearing,
        "upper": upper,
        "closed_because": closing_reason(found) if found.completed_at else "",
    }


def _certificate(request: HttpRequest, found: Case) -> dict[str, object]:
    """The certificate that was issued, and the items by which its holder may have it changed."""
    issued = of_case(found)
    return {
        "certificate": issued,
        "changes": changes_offered(issued) if issued else [],
        "is_own": request.user.is_authenticated
        and (bool(found.company) or found.owner_id == request.user.pk),
    }


def _colour(found: Case, ticking: Running) -> str:
    """The light of the clock that runs now; after the decision that of handing over the result."""
    if found.completed_at is None:
        return str(watched(found, calendar(), clock.today()).light)
    left = ticking.left
    if left is None:
        return ""
    return "red" if ticking.label.late else "blue" if left <= 1 else "green"


def _explained(found: Case, ticking: Running) -> Explanation | None:
    """Why the clock that runs now ends the day it does."""
    if found.completed_at is None:
        return ticking.promised
    return next((face.explanation for face in ticking.faces if face.key == "delivery"), None)


def _material_names(found: Case) -> list[tuple[str, object]]:
    """What was handed in: the material's name and the file, None for paper."""
    names = {one.key: str(one.name) for one in spec_of(found).materials}
    return [(names.get(one.key, one.key), one.file) for one in materials_of(found)]


def _pinned(found: Case) -> str:
    """The promised limit as it was pinned at acceptance."""
    return limit_words(Limit.model_validate(found.limits["promised"])) if found.limits else ""


@require_POST
@page
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back."""
    by = actor_of(request)
    find(number, by)
    form, version = WithdrawForm(request.POST), version_of(request)
    if not form.is_valid():
        return _case_page(request, number, form)
    reason = form.cleaned_data["reason"]
    try:
        withdraw_case(by=by, number=number, reason=reason, version=version)
    except (Refused, Stale) as error:
        if not was_ours(find(number, by), ("retract", "withdraw"), version, by):
            messages.error(request, str(error))
    else:
        messages.success(request, _("You took the application back."))
    return redirect("portal:case", number)


@page
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate of a case as it was issued."""
    return _saved(papers.certificate(find(number, actor_of(request))))


@page
def answer_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The answer to a look-up as it was issued."""
    return _saved(answer_paper(find(number, actor_of(request))))


PREPARED = gettext_noop("This paper is being prepared. Please open it again in a few minutes.")


@page
def notice(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A written notice of a case; 0 stands for the decision. What cannot be given out yet is not served by that."""
    found = find(number, actor_of(request))
    try:
        paper = papers.notice(found, pk) if pk else papers.decision(found)
    except Refused:
        raise Refused(PREPARED) from None
    if paper is not None:
        served_by_opening(request, found)
    return _saved(paper)


def _saved(paper: papers.Paper | None) -> HttpResponse:
    """A paper to be saved; 404 where there is none, for whoever asks has opened the case."""
    if paper is None:
        raise Http404
    return papers.answer(paper, save=True)
