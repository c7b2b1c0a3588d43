"""Passkeys: made, listed and taken away under one's own account; signing in by one, alone or as a second factor."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banli.accounts.service import (
    Site,
    ask_for_passkey,
    begin_passkey,
    passkeys_of,
    register_passkey,
    remove_passkey,
    shown_passkey,
)
from banli.kernel import clock
from banli.kernel.errors import Invalid, Refused
from banli.people.service import Locked, platform
from banli.portal.account.by_code import BACKEND
from banli.portal.kit.visitor import actor_of, address, page
from banli.screens.second_factor import LACKING, enter_whole, go_on, half_signed_in

CHALLENGE = "passkey_challenge"
"""In the session: what the authenticator has to sign, until it answers; good once."""
WAITS = 300
"""Seconds."""


class PasskeyForm(forms.Form):
    """What the new passkey is called."""

    name = forms.CharField(
        label=gettext_lazy("Name of the passkey"),
        help_text=gettext_lazy("By which you know it again, such as “my telephone”."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    answer = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput())


def site_of(request: HttpRequest) -> Site:
    """For which site: a passkey of one host opens no other."""
    host = request.get_host()
    origin = f"{request.scheme}://{host}"
    return Site(str(platform().name), host.rsplit(":", 1)[0] if ":" in host else host, origin)


def _kept(request: HttpRequest, options: str) -> HttpResponse:
    """The options, whose challenge the session keeps."""
    request.session[CHALLENGE] = {"is": json.loads(options)["challenge"], "at": clock.machine_seconds()}
    return HttpResponse(options, content_type="application/json", headers={"Cache-Control": "no-store"})


def _challenge(request: HttpRequest) -> str:
    kept: dict[str, Any] = request.session.pop(CHALLENGE, None) or {}
    fresh = bool(kept) and 0 <= clock.machine_seconds() - kept["at"] <= WAITS
    return str(kept["is"]) if fresh else ""


@page
def passkeys(request: HttpRequest) -> HttpResponse:
    """Those there are, and one more."""
    by = actor_of(request)
    form, status = PasskeyForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        challenge = _challenge(request)
        if form.is_valid():
            told = form.cleaned_data
            try:
                register_passkey(
                    by=by,
                    site=site_of(request),
                    challenge=challenge,
                    answer=told["answer"],
                    name=told["name"],
                )
            except Invalid as error:
                form.add_error("name", str(error.problems[0]))
            except Refused as error:
                form.add_error(None, str(error))
            else:
                request.session.pop(LACKING, None)
                messages.success(request, _("The passkey is registered."))
                return redirect("portal:passkeys")
    context = {"section": "mine", "form": form, "passkeys": passkeys_of(by.id)}
    return render(request, "portal/account/passkeys.html", context, status=status)


@require_POST
@page
def new_options(request: HttpRequest) -> HttpResponse:
    """What a browser needs to make one."""
    return _kept(request, begin_passkey(by=actor_of(request), site=site_of(request)))


@require_POST
@page
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one away."""
    remove_passkey(by=actor_of(request), pk=pk)
    messages.success(request, _("The passkey is removed here. Delete it on your device as well."))
    return redirect("portal:passkeys")


@require_POST
@page
def options(request: HttpRequest) -> HttpResponse:
    """What a browser needs to show one: any of this site, or one of whoever has shown the password."""
    return _kept(request, ask_for_passkey(site=site_of(request), person=half_signed_in(request)))


@require_POST
@page
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by the passkey that was shown; after the password it is the second factor."""
    person, challenge = half_signed_in(request), _challenge(request)
    back = "portal:second_factor" if person else "portal:login"
    try:
        user = shown_passkey(
            site=site_of(request),
            challenge=challenge,
            answer=request.POST.get("answer", "")[:20_000],
            address=address(request),
            person=person,
        )
    except Locked as error:
        messages.error(request, str(error))
        return redirect(back)
    if user is None:
        messages.error(request, _("This passkey opens no account here. Please sign in in another way."))
        return redirect(back)
    if person:
        return go_on(request)
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = ""
    return enter_whole(request, user, backend=BACKEND, wanted=wanted)
