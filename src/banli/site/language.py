"""Chinese unless the visitor chose otherwise. What a browser prefers does not decide on a public service's language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

API = "/api/"
"""Addresses for programs: they keep no cookie, and name their language in the header made for it."""


class LanguageMiddleware:
    """Activates the language of the cookie that the language switch sets; for the API that of Accept-Language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response in the visitor's language, named in its header."""
        of_program = request.path.startswith(API)
        chosen = _asked(request) if of_program else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in self.known else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        if of_program:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def _asked(request: HttpRequest) -> str:
    """The first language of Accept-Language that the platform speaks, '' for none."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return ""
