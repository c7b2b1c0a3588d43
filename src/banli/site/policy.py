"""The content security policy: one header on every page, from the directives in the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "Content-Security-Policy"
Next = Callable[[HttpRequest], HttpResponseBase]


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """``directives`` as the header says them: ``default-src 'self'; img-src 'self' data:``."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class PolicyMiddleware:
    """Send the policy with every answer that has none of its own."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.header = policy(settings.CONTENT_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the policy."""
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.header)
        return response
