"""What no database holds is out of every request before a view sees it: U+0000 and halves of surrogate pairs.

Each becomes U+FFFD, which is found nowhere and refused at its field like any other character that cannot be printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict

from banli.kernel.printable import storable

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class StorableMiddleware:
    """Clean the path, the query and the form of a request. JSON and exchange files are checked where they are read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; the address is looked up by what is left of it."""
        request.path_info, request.path = storable(request.path_info), storable(request.path)
        request.GET = _clean(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Clean the form, once it is known that the address may be entered."""
        if request.method == "POST" and request.content_type in FORMS:
            request.POST = _clean(request.POST)  # type: ignore[assignment]


def _clean(sent: QueryDict) -> QueryDict:
    told = dict(sent.lists())
    clean = storable(told)
    if clean == told:
        return sent
    found = QueryDict(mutable=True)
    for name, texts in clean.items():
        found.setlist(name, texts)
    found._mutable = False
    return found
