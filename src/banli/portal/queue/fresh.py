"""Answers that are asked for every few seconds: unchanged ones are told by their mark and sent without a body."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers


def unless_same(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response`` with its mark (ETag), or 304 where the asker has it already (RFC 9110, 13.1.2)."""
    mark = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if mark in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
        response = HttpResponseNotModified()
    response["ETag"] = mark
    response["Cache-Control"] = "no-cache, private"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
