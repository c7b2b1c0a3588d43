"""What no page should ever see: methods nobody serves, and characters that no text of the record can hold.

PostgreSQL stores no NUL and UTF-8 has no lone half of a surrogate pair, so that such a character would end in a fault
of the database wherever it got to. It is refused once, here, for addresses, parameters, names, files, JSON and cookies.
In the answers of a form it becomes U+FFFD, which is refused at its field, so that nothing typed is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from banli.kernel.printable import UNSTORABLE, storable

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
API = "/api/"
Next = Callable[[HttpRequest], HttpResponseBase]


class GuardMiddleware:
    """Answers such requests itself, in words; needs the visitor's language and nothing else before it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse by method, address, parameters and cookies; the rest is looked at before the view."""
        if request.method not in METHODS:
            return HttpResponse(status=405, headers={"Allow": ", ".join(METHODS)})
        if spoiled([request.path, *_pairs(request.GET.lists()), *_pairs(request.COOKIES.items())]):
            return refuse(request)
        response = self.get_response(request)
        bare = response.status_code == 405 and not getattr(response, "content", b"")
        return dead_end(request, response) if bare and not request.path.startswith(API) else response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse by what the address says between its slashes and by what is sent; None to go on."""
        if spoiled(str(one) for one in (*args, *kwargs.values())) or spoiled(_sent(request)):
            return refuse(request)
        if request.method == "POST" and request.content_type in FORMS:
            request.POST = _clean(request.POST)  # type: ignore[assignment]
        return None


def spoiled(texts: Iterable[str]) -> bool:
    """True where one of ``texts`` has a character that cannot be stored."""
    return any(UNSTORABLE.search(text) for text in texts)


def refuse(request: HttpRequest) -> HttpResponse:
    """400 in words: a problem object for a program, a page for a person."""
    words = gettext("There is a character in it that is no text (such as NUL). Write it anew by hand.")
    if request.path.startswith(API):
        told = {"type": "about:blank", "title": gettext("Not understood"), "status": 400, "detail": words}
        return JsonResponse(
            {**told, "problems": []},
            status=400,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
    return render(request, "banli/unreadable.html", {"words": words}, status=400)


def dead_end(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """405 in words: an address that only takes what a form sends was opened; leads to the page with the form."""
    answer = render(request, "405.html", {"page_above": _page_above(request.path)}, status=405)
    answer.headers["Allow"] = response.headers.get("Allow", "")
    return answer


def _page_above(path: str) -> str:
    """The nearest page above ``path``."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"


def _pairs(found: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for name, value in found:
        yield name
        yield from value if isinstance(value, list) else (value,)


def _sent(request: HttpRequest) -> Iterator[str]:
    """Every name of a form's fields and files, and every text of JSON; raw bytes are no texts."""
    kind = request.content_type
    if request.method == "POST" and kind in FORMS:
        yield from request.POST
        for name, files in request.FILES.lists():
            yield name
            yield from (str(file.name) for file in files)
    elif kind == "application/json" and request.method in {"POST", "PUT", "PATCH"}:
        yield from _texts(_json(request))


def _json(request: HttpRequest) -> Any:
    """What was sent as JSON; None where it is none or too large, which its view says better."""
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError, SuspiciousOperation):
        return None


def _texts(found: Any) -> Iterator[str]:
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one


def _clean(sent: QueryDict) -> QueryDict:
    """The answers of a form as a database can hold them, until their fields refuse them."""
    if not spoiled(text for texts in sent.lists() for text in texts[1]):
        return sent
    found = QueryDict(mutable=True)
    for name, texts in sent.lists():
        found.setlist(name, storable(texts))
    found._mutable = False
    return found
