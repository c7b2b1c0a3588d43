"""Headers of every answer: what a page may load, what powers of the browser it has, and who may keep a copy of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from banli.people.service import COUNTED_FOR

HEADER = "Content-Security-Policy"
PERMISSIONS = "Permissions-Policy"
KEPT_BY_NOBODY = "private, no-store"
OFFICE = "/desk/"
CLOSED = 429
"""Too many wrong tries: answered again once the first of them counts no more."""
Next = Callable[[HttpRequest], HttpResponseBase]


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """``directives`` as the header says them: ``default-src 'self'; img-src 'self' data:``."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class PolicyMiddleware:
    """Send the policies with every answer that has none of its own, and let nobody keep what is private."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.header = policy(settings.CONTENT_SECURITY_POLICY)
        self.permissions = ", ".join(f"{name}={who}" for name, who in settings.PERMISSIONS_POLICY.items())
        self.harmless = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the policies."""
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.header)
        response.headers.setdefault(PERMISSIONS, self.permissions)
        if response.status_code == CLOSED:
            response.headers.setdefault("Retry-After", str(int(COUNTED_FOR.total_seconds())))
        if self.is_private(request, response):
            response.headers["Cache-Control"] = KEPT_BY_NOBODY
        return response

    def is_private(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        """True for the desk, for an answer to what was sent, and for a browser that is known by a cookie."""
        if request.path.startswith(settings.STATIC_URL):
            return False
        known = {*request.COOKIES, *response.cookies} - self.harmless
        return bool(known) or request.path.startswith(OFFICE) or request.method not in ("GET", "HEAD")
