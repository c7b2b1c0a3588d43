"""Signing in, and the second factor on the way where the account has one: the same for every door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from banli.accounts.service import has_passkey, has_second_factor, needs_second_factor
from banli.kernel import clock
from banli.people.service import User
from banli.screens.sign_in import begin_session, first_page

HALF = "half_signed_in"
"""In the session: who has shown the first factor, and where they were going."""
BY_CODE = "by_code_at"
"""In the session: when its owner entered a code that was sent, in seconds."""
LACKING = "second_factor_lacking"
"""In the session: the account must have a second factor, and has none yet."""
WAITS = 600
"""Seconds for which the second is waited for."""


class SecondForm(forms.Form):
    """What the app shows, or a code for when it is lost."""

    code = forms.CharField(
        label=gettext_lazy("Code of the app"),
        help_text=gettext_lazy(
            "Six digits that your authenticator app shows now, or one of your recovery codes."
        ),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "autofocus": True,
                "class": "short",
            }
        ),
    )


def enter(
    request: HttpRequest, user: User, *, backend: str, wanted: str, by_code: bool = False
) -> HttpResponse:
    """Sign ``user`` in and lead on; to the second factor first where the account has one.

    :param wanted: an address of this site, looked at by whoever calls; '' for the own first page.
    """
    wanted_roles = set(user.roles) & set(settings.SECOND_FACTOR_ROLES)
    if not has_second_factor(user.pk) and not (wanted_roles and has_passkey(user.pk)):
        return _signed_in(request, user, backend, wanted, by_code)
    request.session.cycle_key()
    at = clock.now().timestamp()
    request.session[HALF] = {"user": user.pk, "backend": backend, "to": wanted, "by_code": by_code, "at": at}
    return redirect("portal:second_factor")


def enter_whole(request: HttpRequest, user: User, *, backend: str, wanted: str) -> HttpResponse:
    """Sign ``user`` in who has shown two factors in one: a passkey that asked for finger, face or PIN."""
    return _signed_in(request, user, backend, wanted, by_code=False)


def half_signed_in(request: HttpRequest) -> int | None:
    """Whose second factor this session waits for; None for nobody's."""
    kept: dict[str, Any] = request.session.get(HALF) or {}
    fresh = kept and 0 <= clock.now().timestamp() - kept["at"] <= WAITS
    return int(kept["user"]) if fresh else None


def go_on(request: HttpRequest) -> HttpResponse:
    """Both factors were shown: sign in."""
    kept = request.session[HALF]
    user = User.objects.get(pk=kept["user"], is_active=True)
    return _signed_in(request, user, kept["backend"], kept["to"], kept["by_code"])


def _signed_in(request: HttpRequest, user: User, backend: str, wanted: str, by_code: bool) -> HttpResponse:
    begin_session(request, user, backend)
    if by_code:
        request.session[BY_CODE] = clock.now().timestamp()
    if needs_second_factor(user.roles, settings.SECOND_FACTOR_ROLES, user.pk):
        request.session[LACKING] = True
    return redirect(wanted or first_page(user))
