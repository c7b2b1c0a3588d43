"""Signing in and out, the same at the desk and on the public site: guessing is slowed down, a session begins empty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banli.accounts.service import address_of
from banli.kernel.actors import Role
from banli.people.service import (
    BEGUN,
    Locked,
    Outcome,
    User,
    asked_from,
    let_in,
    note_sign_in,
    signed_in,
)


class SignInForm(AuthenticationForm):
    """User name and password; five failures lock the name for a quarter of an hour (等保三级)."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autofocus": True,
                "autocapitalize": "none",
                "spellcheck": "false",
            }
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
        "inactive": _("This account is closed."),
    }
    locked = _("Too many wrong tries. Please wait fifteen minutes.")

    def clean(self) -> dict[str, Any]:
        """The user; a locked name is refused before its password is looked at."""
        typed, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        known = address_of(typed or "")
        # A number is tried in one spelling: however it is typed, it has its five tries.
        name = known.value if known else typed
        asker = self.request
        if name and password and asker is not None:
            try:
                self.user_cache = let_in(username=name, password=password, address=asked_from(asker.META))
            except Locked as error:
                raise ValidationError(self.locked, code="locked") from error
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


def first_page(user: Any) -> str:
    """Where somebody begins who asked for no page: staff at the desk, an applicant at the own cases."""
    staff = set(getattr(user, "roles", ())) - {Role.APPLICANT}
    return reverse("desk:today") if staff else reverse("portal:my_cases")


def begin_session(request: HttpRequest, user: User, backend: str) -> None:
    """Sign ``user`` in, with an empty session: what was opened here before stays with whoever opened it."""
    request.session.flush()
    address = asked_from(request.META)
    note_sign_in(user=user, outcome=Outcome.IN, address=address)
    request.session[BEGUN] = signed_in(address=address, browser=request.headers.get("User-Agent", ""))
    login(request, user, backend=backend)


class SignIn(LoginView):
    """A sign-in page; leads back to where the person came from. Each side has its own template."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The page again; 429 while tries at the name are refused."""
        answer = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "locked"):
            answer.status_code = 429
        return answer

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, in a session of its own; by way of the second factor where the account has one."""
        from banli.screens.second_factor import enter

        user: Any = form.get_user()
        return enter(self.request, user, backend=user.backend, wanted=self.get_redirect_url())

    def get_default_redirect_url(self) -> str:
        """The first page of whoever signed in."""
        return first_page(self.request.user)


class SignOut(LogoutView):
    """Ends the session, and writes it down. Each side says by ``next_page`` where that leads."""

    http_method_names = ("post", "options")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out."""
        if isinstance(request.user, User):
            note_sign_in(user=request.user, outcome=Outcome.OUT, address=asked_from(request.META))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response
