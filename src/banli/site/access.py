"""Closed by default: an address without a rule is refused, whatever its view would have done.

The portal and the desk each list their addresses in ``permissions.URLS``: the full name of a URL
(``desk:case``) to a rule. A rule is ``"public"``, ``"signed-in"``, or the roles that may enter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = "public"
SIGNED_IN = "signed-in"
OWN = {"set_language": PUBLIC, "health": PUBLIC}
"""Addresses of the site itself."""
SCREENS = ("portal", "desk")

Rule = str | Collection[str]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule there is, by the full name of its URL."""
    found: dict[str, Rule] = dict(OWN)
    for name in SCREENS:
        module = f"banli.{name}.permissions"
        if find_spec(f"banli.{name}") and find_spec(module):
            for url, rule in import_module(module).URLS.items():
                found[url if ":" in url else f"{name}:{url}"] = rule
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
        if rule == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if rule == SIGNED_IN:
            return None
        if isinstance(rule, str) or not set(rule) & set(getattr(request.user, "roles", ())):
            raise PermissionDenied
        return None
