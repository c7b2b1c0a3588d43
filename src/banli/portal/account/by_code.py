"""Signing in and registering by a code: one page for both, so that nobody learns who has an account."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy

from banli.accounts.service import holder_of, provider, register
from banli.accounts.states import Purpose
from banli.kernel import clock
from banli.kernel.actors import Role
from banli.kernel.errors import Invalid
from banli.people.service import User
from banli.portal.kit.visitor import actor_of, page
from banli.screens.codes import (
    FRESH,
    Asked,
    CodeForm,
    ContactForm,
    ask,
    awaited,
    entered,
    may_send,
    wrong_code,
)
from banli.screens.second_factor import BY_CODE, enter

BACKEND = "banli.accounts.selectors.signed_in.ContactBackend"
CONFIRMED = "confirmed"
"""In the session: whose number or address it is that was confirmed, and has no account yet."""


class NameForm(forms.Form):
    """What the new account is called."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy(
            "Yours, or what we may call you. It is checked only where a service needs it."
        ),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


@page
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Send a code to a number or address, whether or not there is an account."""
    form = ContactForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            wanted = request.POST.get("next", "")
            why = ask(request, Purpose.SIGN_IN, form.cleaned_data["contact"], next=wanted)
            if not why:
                return redirect("portal:code_enter")
            form.add_error(None, why)
            status = 429
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "sends": may_send(),
        "provider": provider(),
    }
    return render(request, "portal/account/by_code.html", context, status=status)


@page
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code opens the account; where there is none, it is opened now."""
    asked = awaited(request, Purpose.SIGN_IN)
    if asked is None:
        return redirect("portal:login_code")
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            found = entered(request, Purpose.SIGN_IN, form.cleaned_data["code"])
            if found is not None:
                return _let_in(request, found)
            form.add_error("code", wrong_code())
    return render(request, "portal/account/code_enter.html", {"form": form, "asked": asked}, status=status)


def _let_in(request: HttpRequest, asked: Asked) -> HttpResponse:
    user = holder_of(asked.address)
    if user is None:
        request.session.cycle_key()
        request.session[CONFIRMED] = asdict(replace(asked, at=clock.now().timestamp()))
        return redirect("portal:register")
    return _signed_in(request, user, asked)


def _signed_in(request: HttpRequest, user: User, asked: Asked) -> HttpResponse:
    wanted = str(asked.more.get("next", ""))
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = ""
    return enter(request, user, backend=BACKEND, wanted=wanted, by_code=True)


@page
def new_account(request: HttpRequest) -> HttpResponse:
    """Open the account whose number or address was just confirmed."""
    kept: dict[str, Any] | None = request.session.get(CONFIRMED)
    asked = Asked(**kept) if kept else None
    if asked is None or not asked.fresh:
        return redirect("portal:login_code")
    form, status = NameForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                user = register(by=actor_of(request), name=form.cleaned_data["name"], address=asked.address)
            except Invalid as error:
                form.add_error("name", str(error.problems[0]))
            else:
                return _signed_in(request, user, asked)
    return render(request, "portal/account/register.html", {"form": form, "asked": asked}, status=status)


def came_by_code(request: HttpRequest) -> bool:
    """True where the owner of this session entered a code just now: it stands for the present password."""
    at = float(request.session.get(BY_CODE, 0.0))
    return 0 <= clock.now().timestamp() - at <= FRESH


def is_applicant(user: Any) -> bool:
    """True for whoever keeps the own account."""
    return set(getattr(user, "roles", ())) == {str(Role.APPLICANT)}
