"""How much a request may bring: refused by what it announces before a byte is read, and held to it while it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from banli.files.service import LARGEST, LARGEST_AT_ONCE
from banli.site.guard import API

MB = 1 << 20
LARGEST_REQUEST = LARGEST_AT_ONCE + 2 * MB
"""Bytes: five of the largest files at once, or many small ones, and the form around them."""
Next = Callable[[HttpRequest], HttpResponseBase]


class SizeMiddleware:
    """Answers 413 in words to what announces more than is read; nothing of it is kept."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse by the announced length, forms without files by a smaller one. The API tells of its pieces itself."""
        most = allowed(request)
        if announced(request) <= most:
            return self.get_response(request)
        return too_large(request, most // MB)


def announced(request: HttpRequest) -> int:
    """Bytes the request says it brings; 0 where it says nothing, and then nothing is read."""
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def allowed(request: HttpRequest) -> int:
    """Bytes a request of this kind may bring."""
    if request.content_type == "application/x-www-form-urlencoded":
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return LARGEST_REQUEST


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """413: a problem object for a program, one sentence for a script of ours, a page for a person."""
    words = gettext(
        "More than %(most)s MB were sent at once. Nothing of it was kept: go back and hand in fewer or smaller files."
    ) % {"most": most}
    if request.path.startswith(API):
        told = {"type": "about:blank", "title": gettext("Too large"), "status": 413, "detail": words}
        return JsonResponse(
            {**told, "problems": []},
            status=413,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
    if request.headers.get("HX-Request"):
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
    return render(request, "banli/too_large.html", {"words": words}, status=413)


class BoundedUpload(TemporaryFileUploadHandler):
    """Counts a file that is larger than any that is taken, and keeps no byte of it beyond that."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.came = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what may still be taken."""
        self.came += len(raw_data)
        if self.came <= LARGEST:
            super().receive_data_chunk(raw_data, start)
        elif self.file.tell():
            self.file.seek(0)
            self.file.truncate()
