"""Signing in to the public site and out of it, for applicants and staff alike."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from banli.accounts.service import provider
from banli.portal.kit.visitor import DEVICE, DRAFTS
from banli.screens import sign_in


class SignInForm(sign_in.SignInForm):
    """An applicant who registered knows no user name, but the number or address that was confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name, mobile number or e-mail address")


class SignIn(sign_in.SignIn):
    """The sign-in page of the public site."""

    authentication_form = SignInForm
    template_name = "portal/account/login.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With the identity provider, where there is one."""
        return super().get_context_data(**more) | {"provider": provider()}


class SignOut(sign_in.SignOut):
    """Signing out also closes the cases opened here and forgets drafts and cases that this browser keeps."""

    next_page = "portal:home"

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and come back to the first page."""
        response = super().post(request, *args, **kwargs)
        response.delete_cookie(DRAFTS)
        response.delete_cookie(DEVICE)
        return response
