"""What can be taken away from a case: materials, notices, the decision, the certificate, the receipt."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import (
    complete_paper,
    decision_sheet,
    find,
    look_at_material,
    look_at_receipt,
    materials_of,
    notice_sheet,
    notices,
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
from banli.documents.service import notice_pdf, qr_image
from banli.files.service import StoredFile, page_of, read
from banli.kernel.errors import Missing
from banli.kernel.masking import masked_name
from banli.kernel.text import gettext_noop
from banli.licences.service import of_case

SANDBOX = "default-src 'none'; sandbox"
NO_PAPER = gettext_noop("There is no such paper with this case.")


def bytes_response(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def saved_response(file: StoredFile) -> HttpResponse:
    """A stored file to be saved: a browser opens nothing of a stranger's by itself, and runs nothing of it."""
    response = bytes_response(read(file), file.media_type, file.name)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["Content-Security-Policy"] = SANDBOX
    return response


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
    return saved_response(_material(request, number, material))


@screen
def material_page(request: HttpRequest, number: str, material: int, page: int) -> HttpResponse:
    """A page of such a file as a picture drawn here, beside the check list."""
    file = _material(request, number, material)
    return bytes_response(page_of(file, page), "image/png", f"{page}.png")


@screen
def notice(request: HttpRequest, number: str, notice: int) -> HttpResponse:
    """A written notice as PDF."""
    case = find(number, actor(request))
    found = next((one for one in notices(case) if one.pk == notice), None)
    if found is None:
        raise Missing(NO_PAPER)
    return bytes_response(notice_pdf(notice_sheet(case, found)), "application/pdf", f"{found.number}.pdf")


@screen
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """The written decision as PDF."""
    case = find(number, actor(request))
    found = decision_of(case)
    if found is None:
        raise Missing(NO_PAPER)
    return bytes_response(notice_pdf(decision_sheet(case, found)), "application/pdf", f"{found.number}.pdf")


@screen
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate as it was issued."""
    found = of_case(find(number, actor(request)))
    if found is None or found.file is None:
        raise Missing(NO_PAPER)
    return bytes_response(read(found.file), found.file.media_type, found.file.name)


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
        "password": query_password(case.number) if shows else "",
        "applicant": case.applicant if shows else masked_name(case.applicant, case.applicant_code),
        "handed_in": [(names[one.key], one.file) for one in materials_of(case) if one.key in names],
        "awaited": running(case).awaited,
        "waits": case.state == State.SUBMITTED,
        "decision": decision_of(case),
        "qr": qr_image(request.build_absolute_uri(f"{reverse('portal:track')}?number={case.number}")),
    }
    return show(request, "desk/receipt.html", "counter", context)
