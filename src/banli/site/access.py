"""Closed by default: an address without a rule is refused, whatever its view would have done.

The portal, the desk and the API each list their addresses in ``permissions.URLS``: the full name of a URL
(``desk:case``) to a rule. A rule is ``"public"``, ``"signed-in"``, or the roles that may enter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.http import url_has_allowed_host_and_scheme

from banli.api import permissions as api
from banli.desk import permissions as desk
from banli.kernel import clock
from banli.kernel.actors import Role
from banli.people.service import BEGUN, SEEN, is_over
from banli.portal import permissions as portal

PUBLIC = "public"
SIGNED_IN = "signed-in"
OWN = {
    "set_language": PUBLIC,
    "health": PUBLIC,
    "health_live": PUBLIC,
    "demo_sign_in": PUBLIC,
    "demo_mobile": PUBLIC,
}
"""Addresses of the site itself. The door of a demo is not there in any other folder."""
SIGN_IN = {"portal": "portal:login", "desk": "desk:sign_in"}
"""Where each screen sends a visitor who must sign in."""
IDLE_STAFF = timedelta(minutes=30)
IDLE_APPLICANT = timedelta(hours=2)
IDLE_VISITOR = timedelta(minutes=30)
"""For cases opened with number and password, perhaps on a machine of the hall."""
OPENED = "unlocked"
"""Where the session of a visitor names them."""
OWN_ACCOUNT = "portal:account"
SECOND_SET_UP = "portal:second_setup"
LACKING = "second_factor_lacking"
"""Where the session says that its owner must set a second factor up first."""
BEFORE = frozenset({*OWN, OWN_ACCOUNT, "portal:logout", "desk:sign_out", "portal:preferences"})
"""What opens with a password that was handed out and is not changed yet."""
QUIET = frozenset({"desk:issue_changes", "desk:exports_now"})
"""Addresses that an open page asks by itself; that its owner is still there is not shown by them."""
NOTED = timedelta(minutes=1)
"""How often a session notes that its owner is still there; more often would be a write per request."""

Rule = str | Collection[str]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule there is, by the full name of its URL."""
    found: dict[str, Rule] = dict(OWN)
    found |= {f"portal:{name}": rule for name, rule in portal.URLS.items()}
    found |= {f"api:{name}": rule for name, rule in api.URLS.items()}
    found |= {f"desk:{name}": rule for name, rule in desk.URLS.items()}
    return found


def names() -> Iterator[str]:
    """The full name of every URL pattern; a nameless one as its pattern, which no rule can match."""
    return _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name or pattern.pattern}"


def idle(request: HttpRequest) -> timedelta:
    """How long a session lives without a request."""
    if not request.user.is_authenticated:
        return IDLE_VISITOR
    return IDLE_STAFF if set(getattr(request.user, "roles", ())) - {Role.APPLICANT} else IDLE_APPLICANT


def keep_alive(request: HttpRequest) -> None:
    """Let a session end a fixed time after the last request, not after the first."""
    present = clock.now().timestamp()
    if abs(present - request.session.get(SEEN, 0.0)) < NOTED.total_seconds():
        return
    request.session.set_expiry(int(idle(request).total_seconds()))
    request.session[SEEN] = present


def end_lived(request: HttpRequest) -> None:
    """Sign out whoever must sign in again, however busy the session is."""
    told = request.session.get(BEGUN)
    if told is None or not request.user.is_authenticated:
        return
    if is_over(told["at"], clock.now().timestamp(), getattr(request.user, "roles", ())):
        logout(request)


def came_from(request: HttpRequest) -> str:
    """The page to come back to after signing in: for what was sent rather than asked for, the page that sent it."""
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return request.get_full_path()
    return urlunsplit(("", "", *urlsplit(page)[2:4], ""))


def led_to(answer: HttpResponseRedirect, request: HttpRequest) -> HttpResponseBase:
    """The redirect; for a part of a page an answer that leads the whole page there."""
    if not request.headers.get("HX-Request"):
        return answer
    return HttpResponse(status=401, headers={"HX-Redirect": answer.url})


def waits_for_password(request: HttpRequest, view: str) -> bool:
    """True where a password that was handed out is to be changed before ``view`` opens."""
    return view not in BEFORE and bool(getattr(request.user, "temporary", False))


def held(request: HttpRequest) -> set[str]:
    """The roles of whoever asks; of whoever stands in for somebody those that passed, and no others."""
    lent = getattr(request.user, "lent", None)
    return set(lent.roles if lent is not None else getattr(request.user, "roles", ()))


class AccessMiddleware:
    """Applies the rule of the resolved address before its view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """None to go on to the view; a redirect to sign in; :class:`PermissionDenied` otherwise."""
        match = request.resolver_match
        rule = rules().get(match.view_name) if match else None
        if rule is None:
            raise PermissionDenied
        end_lived(request)
        if waits_for_password(request, match.view_name if match else ""):
            return led_to(redirect(OWN_ACCOUNT), request)
        if request.session.get(LACKING) and match and match.view_name not in BEFORE | {SECOND_SET_UP}:
            return led_to(redirect(SECOND_SET_UP), request)
        if rule == PUBLIC:
            if request.session.get(OPENED):
                keep_alive(request)
            return None
        if not request.user.is_authenticated:
            screen = SIGN_IN.get(match.namespace if match else "", SIGN_IN["desk"])
            return led_to(redirect_to_login(came_from(request), resolve_url(screen)), request)
        if match and match.view_name not in QUIET:
            keep_alive(request)
        if rule == SIGNED_IN:
            return None
        if isinstance(rule, str) or not set(rule) & held(request):
            raise PermissionDenied
        return None
