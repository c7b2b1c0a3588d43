"""A mark of this browser, so that what it did without an account is shown to it again. It opens nothing by itself."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

MARK = "banli_device"
KEPT = 180 * 24 * 3600
"""Seconds; longer than any rule on missed appointments looks back."""


def device_of(request: HttpRequest) -> str:
    """The mark this browser has; '' where it has none or touched it."""
    return request.get_signed_cookie(MARK, default="", salt=MARK, max_age=KEPT) or ""


def new_device() -> str:
    """A mark nobody else has."""
    return secrets.token_hex(8)


def keep_device(response: HttpResponse, device: str) -> HttpResponse:
    """Let the browser keep its mark."""
    response.set_signed_cookie(
        MARK,
        device,
        salt=MARK,
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response
