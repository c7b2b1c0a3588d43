"""Signing in and out. Guessing is slowed down per user name; the words say what to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banli.desk.permissions import STAFF
from banli.people.service import Locked, Outcome, User, asked_from, let_in, note_sign_in


class SignInForm(AuthenticationForm):
    """User name and password; five failures lock the name for a quarter of an hour (等保三级)."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _(
            "User name or password is wrong. After five wrong tries the name is locked for a while."
        ),
        "inactive": _("This account is closed. Please ask the administrator."),
        "locked": _(
            "Too many wrong tries. Please wait fifteen minutes, or ask the administrator for a new password."
        ),
    }

    def clean(self) -> dict[str, Any]:
        """The user; a locked name is refused before its password is looked at."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        asker = self.request
        if name and password and asker is not None:
            try:
                self.user_cache = let_in(username=name, password=password, address=asked_from(asker.META))
            except Locked as error:
                raise ValidationError(self.error_messages["locked"], code="locked") from error
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


class SignIn(LoginView):
    """The sign-in page; leads back to where the person came from."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The page again; 429 while tries at the name are refused."""
        answer = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "locked"):
            answer.status_code = 429
        return answer

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, in a session of its own: what was opened here before stays with whoever opened it."""
        self.request.session.flush()
        note_sign_in(user=form.get_user(), outcome=Outcome.IN, address=asked_from(self.request.META))
        return super().form_valid(form)

    def get_default_redirect_url(self) -> str:
        """Staff to the desk, everybody else to the public site."""
        roles = set(getattr(self.request.user, "roles", ()))
        return reverse("desk:today") if roles & STAFF else "/"


class SignOut(LogoutView):
    """Ends the session and shows the sign-in page."""

    http_method_names = ("post", "options")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out, and write it down."""
        if isinstance(request.user, User):
            note_sign_in(user=request.user, outcome=Outcome.OUT, address=asked_from(request.META))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_default_redirect_url(self) -> str:
        """The sign-in page."""
        return reverse("desk:sign_in")
