"""What can be taken away from a case: materials, notices, the decision, the certificate, the receipt."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import (
    answer_of,
    complete_paper,
    find,
    look_at_material,
    look_at_receipt,
    materials_of,
    query_password,
    running,
    spec_of,
)
from banli.cases.service import decision as decision_of
from banli.cases.states import State
from banli.desk.kit.frame import (
    LOOKED,
    actor,
    screen,
    show,
)
from banli.documents.service import qr_image
from banli.files.service import StoredFile, page_of
from banli.kernel.errors import Missing
from banli.kernel.masking import masked_name
from banli.kernel.text import gettext_noop
from banli.screens import papers
from banli.screens.answers import answer_paper
from banli.screens.rating_address import rating_address
from banli.tickets.service import served_at

NO_PAPER = gettext_noop("There is no such paper with this case.")


def _material(request: HttpRequest, number: str, pk: int) -> StoredFile:
    """The file of a material of the case; each time it is written down who looked at it.

    :raises Missing: where there is none.
    """
    by = actor(request)
    case = find(number, by)
    found = next((one for one in materials_of(case) if one.pk == pk), None)
    if found is None or found.file is None:
        raise Missing(NO_PAPER)
    look_at_material(by=by, case=case, material=found, told=number in request.session.get(LOOKED, ()))
    return found.file


@screen
def material(request: HttpRequest, number: str, material: int) -> HttpResponse:
    """A file handed in with the case, to be saved."""
    return papers.of_a_stranger(_material(request, number, material))


@screen
def material_page(request: HttpRequest, number: str, material: int, page: int) -> HttpResponse:
    """A page of such a file as a picture drawn here, beside the check list."""
    file = _material(request, number, material)
    return papers.answer(papers.Paper(page_of(file, page), f"{page}.png", "image/png"))


@screen
def notice(request: HttpRequest, number: str, notice: int) -> HttpResponse:
    """A written notice as PDF."""
    return _shown(papers.notice(find(number, actor(request)), notice))


@screen
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """The written decision as PDF."""
    return _shown(papers.decision(find(number, actor(request))))


@screen
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate as it was issued."""
    return _shown(papers.certificate(find(number, actor(request))))


@screen
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The answer to a look-up as it was issued."""
    return _shown(answer_paper(find(number, actor(request))))


def _shown(paper: papers.Paper | None) -> HttpResponse:
    if paper is None:
        raise Missing(NO_PAPER)
    return papers.answer(paper)


@screen
@require_POST
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """The characters that a paper lacked were written in by hand."""
    complete_paper(by=actor(request), number=number, paper=request.POST.get("paper", ""))
    messages.success(request, _("Noted."))
    return redirect("desk:case", number)


@screen
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt to print: number, what was handed in and until when it is answered; the query password for the window
    that took it in, and for a clerk of the department who said why on the page of the case."""
    by = actor(request)
    case = find(number, by)
    shows = look_at_receipt(by=by, case=case, told=number in request.session.get(LOOKED, ()))
    spec = spec_of(case)
    names = {one.key: one.name for one in spec.materials}
    context = {
        "case": case,
        "spec": spec,
        "password": query_password(case.number) if shows and not case.company else "",
        "applicant": case.applicant if shows else masked_name(case.applicant, case.applicant_code),
        "handed_in": [(names[one.key], one.file) for one in materials_of(case) if one.key in names],
        "awaited": running(case).awaited,
        "waits": case.state == State.SUBMITTED,
        "ticket": served_at(by.window),
        "decision": decision_of(case),
        "answer": answer_of(case),
        "rating_qr": qr_image(request.build_absolute_uri(rating_address(case))),
        "qr": qr_image(
            request.build_absolute_uri(f"{reverse('portal:track')}?number={case.query_number or case.number}")
        ),
    }
    return show(request, "desk/receipt.html", "counter", context)
