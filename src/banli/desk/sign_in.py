"""Signing in to the desk and out of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banli.screens import sign_in


class DeskForm(sign_in.SignInForm):
    """The form of the desk: staff have somebody to ask."""

    error_messages = {
        **sign_in.SignInForm.error_messages,
        "inactive": _("This account is closed. Please ask the administrator."),
    }
    locked = _(
        "Too many wrong tries. Please wait fifteen minutes, or ask the administrator for a new password."
    )


class SignIn(sign_in.SignIn):
    """The sign-in page of the desk."""

    template_name = "desk/sign_in.html"
    authentication_form = DeskForm


class SignOut(sign_in.SignOut):
    """Signing out leads to the sign-in page."""

    next_page = "desk:sign_in"
