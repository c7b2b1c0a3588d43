"""Verifying a certificate without a network: what a device fetches while it has one."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.http import require_safe

from banli.licences.service import STANDINGS_TYPE, standing_list
from banli.signatures.service import token_keys

A_MINUTE = "public, max-age=60"


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """``answer`` with its ETag, or 304 where the device has it already."""
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    told: HttpResponse = HttpResponseNotModified() if tag in known else answer
    told["ETag"], told["Cache-Control"] = tag, A_MINUTE
    return told


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys that sign tokens, those that are trusted no more as well: a device must know both."""
    found = [
        {"id": one.key_id, "public": one.public, "state": one.state, "since": one.taken_up_at.isoformat()}
        for one in token_keys()
    ]
    return _kept(request, JsonResponse({"keys": found}))


@require_safe
def standings(request: HttpRequest) -> HttpResponse:
    """The signed list of standings (COSE_Sign1 of a status list token)."""
    return _kept(request, HttpResponse(bytes(standing_list().content), content_type=STANDINGS_TYPE))
