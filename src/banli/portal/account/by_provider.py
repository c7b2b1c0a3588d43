"""Signing in by an outside identity provider (统一身份认证): there, back, and the account behind it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from banli.accounts.service import (
    PROVIDER_WAITS,
    Provider,
    begin_with_provider,
    enter_by_provider,
    provider,
    said_by_provider,
)
from banli.kernel import clock
from banli.kernel.errors import Refused
from banli.portal.account.by_code import BACKEND
from banli.portal.kit.visitor import actor_of, page
from banli.screens.second_factor import enter

BEGUN = "provider_begun"
"""In the session: what was sent to the provider, until the browser comes back; good once."""


def _configured() -> Provider:
    found = provider()
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:provider_back"))


@page
def to_provider(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider, and nowhere else."""
    found = _configured()
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = ""
    try:
        begun = begin_with_provider(found, _back(request))
    except Refused as error:
        return _again(request, str(error))
    request.session[BEGUN] = {
        "state": begun.state,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "next": wanted,
        "at": clock.machine_seconds(),
    }
    return HttpResponseRedirect(begun.address)


@page
def back(request: HttpRequest) -> HttpResponse:
    """The browser comes back with a code: whose account it is follows from what the provider says of it."""
    found = _configured()
    kept: dict[str, Any] = request.session.pop(BEGUN, None) or {}
    fresh = bool(kept) and 0 <= clock.machine_seconds() - kept["at"] <= PROVIDER_WAITS
    if not fresh or not constant_time_compare(request.GET.get("state", ""), kept["state"]):
        return _again(request, _("This sign-in was not begun here, or too long ago. Please begin once more."))
    code = request.GET.get("code", "")
    if not code:
        return _again(request, _("The identity provider did not sign you in."))
    told = {"nonce": kept["nonce"], "verifier": kept["verifier"]}
    try:
        said = said_by_provider(found, code=code[:2000], back=_back(request), **told)
        user = enter_by_provider(by=actor_of(request), said=said)
    except Refused as error:
        return _again(request, str(error))
    return enter(request, user, backend=BACKEND, wanted=kept["next"])


def _again(request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("portal:login")
