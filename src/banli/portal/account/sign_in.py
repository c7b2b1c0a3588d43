"""Signing in to the public site and out of it, for applicants and staff alike."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from banli.portal.kit.visitor import DEVICE, DRAFTS
from banli.screens import sign_in


class SignIn(sign_in.SignIn):
    """The sign-in page of the public site."""

    template_name = "portal/account/login.html"


class SignOut(sign_in.SignOut):
    """Signing out also closes the cases opened here and forgets drafts and cases that this browser keeps."""

    next_page = "portal:home"

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and come back to the first page."""
        response = super().post(request, *args, **kwargs)
        response.delete_cookie(DRAFTS)
        response.delete_cookie(DEVICE)
        return response
