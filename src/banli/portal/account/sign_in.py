"""Signing in and out, for applicants and staff alike; guessing is slowed down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from banli.kernel.actors import Role
from banli.people.service import Locked, Outcome, User, let_in, note_sign_in
from banli.portal.kit.visitor import DRAFTS, address


class SignInForm(AuthenticationForm):
    """Name and password; after five failures the name is closed for a quarter of an hour."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("The user name and the password do not fit together."),
        "inactive": _("This account is closed."),
    }

    def clean(self) -> dict[str, Any]:
        """Check both together; what is wrong is counted."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        asker = self.request
        if name and password and asker is not None:
            try:
                self.user_cache = let_in(username=name, password=password, address=address(asker))
            except Locked as error:
                raise forms.ValidationError(str(error), code="locked") from error
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


class SignIn(LoginView):
    """The page to sign in; whoever works here goes on to the desk, an applicant to the own cases."""

    template_name = "portal/login.html"
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
        note_sign_in(user=form.get_user(), outcome=Outcome.IN, address=address(self.request))
        return super().form_valid(form)

    def get_default_redirect_url(self) -> str:
        """Where to go where no page was asked for."""
        roles = set(getattr(self.request.user, "roles", ()))
        if roles - {str(Role.APPLICANT)}:
            try:
                return reverse("desk:today")
            except NoReverseMatch:
                return reverse("portal:home")
        return reverse("portal:my_cases")


class SignOut(LogoutView):
    """Signing out also closes the cases opened here and drops the drafts this browser keeps."""

    next_page = "portal:home"

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and come back to the first page."""
        if isinstance(request.user, User):
            note_sign_in(user=request.user, outcome=Outcome.OUT, address=address(request))
        response: HttpResponse = super().post(request, *args, **kwargs)
        response.delete_cookie(DRAFTS)
        return response
