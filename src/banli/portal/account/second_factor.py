"""The second factor: shown when signing in, set up and taken away by its owner, applicants and staff alike."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from banli.accounts.service import (
    begin_second_factor,
    confirm_second_factor,
    has_passkey,
    has_second_factor,
    passes_second_factor,
    recovery_codes_left,
    remove_second_factor,
)
from banli.documents.service import qr_image
from banli.kernel.errors import Invalid, Refused
from banli.people.service import Locked, platform
from banli.portal.kit.visitor import actor_of, address, page
from banli.screens.second_factor import LACKING, SecondForm, go_on, half_signed_in

SETTING_UP = "second_factor_address"
"""In the session: the address for the app, until it was confirmed."""


@page
def second_factor(request: HttpRequest) -> HttpResponse:
    """After the password or the code: what the app shows."""
    person = half_signed_in(request)
    if person is None:
        return redirect("portal:login")
    form, status = SecondForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if passes_second_factor(
                    person=person, code=form.cleaned_data["code"], address=address(request)
                ):
                    return go_on(request)
                form.add_error("code", _("This code does not pass. Each code passes once."))
            except Locked as error:
                form.add_error(None, str(error))
                status = 429
    context = {"form": form, "app": has_second_factor(person), "key": has_passkey(person), "next": ""}
    return render(request, "portal/account/second_factor.html", context, status=status)


@page
def set_up(request: HttpRequest) -> HttpResponse:
    """Whether there is one; setting one up, or taking it away with a last code."""
    by = actor_of(request)
    present = has_second_factor(by.id)
    form, status = SecondForm(request.POST if "code" in request.POST else None), 200
    if request.method == "POST" and "code" not in request.POST and not present:
        request.session[SETTING_UP] = begin_second_factor(by=by, issuer=str(platform().name))
        return redirect("portal:second_setup")
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if present:
                    return _removed(request, form.cleaned_data["code"])
                return _confirmed(request, form.cleaned_data["code"])
            except Invalid as error:
                form.add_error("code", str(error.problems[0]))
            except Locked as error:
                form.add_error(None, str(error))
                status = 429
            except Refused as error:
                form.add_error(None, str(error))
    wanted = "" if present else str(request.session.get(SETTING_UP, ""))
    context = {
        "section": "mine",
        "form": form,
        "present": present,
        "left": recovery_codes_left(by.id or 0),
        "qr": qr_image(wanted) if wanted else "",
        "secret": wanted.partition("secret=")[2].partition("&")[0],
        "must": bool(request.session.get(LACKING)),
    }
    return render(request, "portal/account/second_setup.html", context, status=status)


def _confirmed(request: HttpRequest, code: str) -> HttpResponse:
    """The codes for a lost telephone stand on this one page and nowhere else."""
    codes = confirm_second_factor(by=actor_of(request), code=code)
    request.session.pop(SETTING_UP, None)
    request.session.pop(LACKING, None)
    return render(request, "portal/account/recovery_codes.html", {"section": "mine", "codes": codes})


def _removed(request: HttpRequest, code: str) -> HttpResponse:
    remove_second_factor(by=actor_of(request), code=code, address=address(request))
    messages.success(request, _("The second factor is taken away."))
    return redirect("portal:account")
