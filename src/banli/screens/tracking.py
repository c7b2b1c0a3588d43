"""What a QR code of a receipt leads to."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from banli.cases.service import Case


def tracking_link(request: HttpRequest, case: Case) -> str:
    """The page that asks for the password of ``case``, with its number filled in."""
    return request.build_absolute_uri(f"{reverse('portal:track')}?number={case.query_number or case.number}")
