"""What goes to the party of an own procedure and comes from it: the slip to answer online, and its documents."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from banli.cases.service import look_at_document, look_at_slip, query_password
from banli.desk.kit.frame import actor, screen, show
from banli.documents.service import qr_image
from banli.enforcement.service import attached, found, look
from banli.kernel.masking import masked_name
from banli.screens import papers


@screen
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """A sheet to hand over with a paper: the number and the password by which the party reads the papers and answers.

    Who printed it is written down.
    """
    by = actor(request)
    case = found(number, by)
    look_at_slip(by=by, case=case)
    context = {
        "case": case,
        "spec": look(case, by).spec,
        "party": masked_name(case.applicant, case.applicant_code),
        "password": query_password(case.number),
        "qr": qr_image(
            request.build_absolute_uri(f"{reverse('portal:track')}?number={case.query_number or case.number}")
        ),
    }
    return show(request, "desk/enforcement/slip.html", "enforcement", context)


@screen
def document(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A document the party handed in, to be saved; who opened it is written down."""
    by = actor(request)
    case = found(number, by)
    held = attached(case, pk)
    look_at_document(by=by, case=case, name=held.file.name)
    return papers.of_a_stranger(held.file)
