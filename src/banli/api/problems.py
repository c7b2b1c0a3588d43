"""What is refused, as problem objects (RFC 9457) in the language asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, pgettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from banli.intake.service import Conflict, TooLarge
from banli.kernel.errors import BanliError, Denied, Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.people.service import Locked

MEDIA_TYPE = "application/problem+json"
NOT_A_DAY = gettext_noop("Write a day, as in 2022-10-17.")
FAULTS = {
    "missing": gettext_noop("Please fill this in."),
    "int_parsing": gettext_noop("Write a whole number."),
    "int_from_float": gettext_noop("Write a whole number."),
    "greater_than_equal": gettext_noop("At least %(ge)s."),
    "less_than_equal": gettext_noop("At most %(le)s."),
    "literal_error": gettext_noop("Write one of these: %(expected)s."),
    "value_error": NOT_A_DAY,
}
"""What pydantic calls a fault of a parameter -> how it is told."""
UNREADABLE = gettext_noop("This cannot be read.")

STATUS: dict[type[BanliError], int] = {Missing: 404, Denied: 403, TooLarge: 413, Locked: 429}


def problem(status: int, detail: str, problems: Iterable[Problem] = (), **more: Any) -> HttpResponse:
    """A problem object; ``problems`` name the places of what was asked, ``more`` are members of its own."""
    body = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": detail,
        "problems": [{"where": one.where, "message": str(one)} for one in problems],
        **more,
    }
    return JsonResponse(
        body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def _title(status: int) -> str:
    return {
        401: pgettext("answer of the interface", "No good token"),
        403: pgettext("answer of the interface", "Not allowed"),
        404: pgettext("answer of the interface", "Not found"),
        409: pgettext("answer of the interface", "Does not fit"),
        413: pgettext("answer of the interface", "Too large"),
        422: pgettext("answer of the interface", "Cannot be answered"),
        429: pgettext("answer of the interface", "Too many attempts"),
    }[status]


def of_error(error: BanliError) -> HttpResponse:
    """What the domain refuses: a status of its own, and 422 with the places for everything else."""
    if isinstance(error, Conflict):
        return problem(409, str(error), offset=error.offset)
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            return problem(status, str(error))
    return problem(422, str(error), error.problems if isinstance(error, Invalid) else ())


def of_parameters(error: ValidationError) -> HttpResponse:
    """Parameters that are missing or cannot be read, each at its name."""
    found = [_fault(one) for one in error.errors]
    return of_error(Invalid(found))


def _fault(error: Mapping[str, Any]) -> Problem:
    begins = 2 if error["loc"][0] == "body" else 1
    place = [str(part) for part in error["loc"][begins:]]
    context = {key: str(value) for key, value in error.get("ctx", {}).items()}
    return Problem(place[0] if place else "", FAULTS.get(error["type"], UNREADABLE), tuple(context.items()))


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that is not there."""
    return problem(404, gettext("There is no such address."))


def no_token() -> HttpResponse:
    """What needs a source's token was asked without a good one."""
    answer = problem(401, gettext("This needs the token of a source, as `Authorization: Bearer ...`."))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def refusing(responses: Mapping[Any, Any]) -> dict[str, Any]:
    """The responses of an operation for the document: refusals as problem objects, ``default`` for those not listed."""
    told = {"schema": {"$ref": "#/components/schemas/ProblemTold"}}
    found = {str(status): dict(said) for status, said in responses.items()}
    for status, said in found.items():
        if status >= "400":
            said["content"] = {MEDIA_TYPE: told}
    return {**found, "default": {"description": "Any other refusal", "content": {MEDIA_TYPE: told}}}


def teach(api: NinjaAPI) -> NinjaAPI:
    """Let ``api`` answer every refusal as a problem object."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        BanliError: lambda _request, error: of_error(error),
        ValidationError: lambda _request, error: of_parameters(error),
        AuthenticationError: lambda _request, _error: no_token(),
        HttpError: lambda _request, _error: problem(422, gettext(UNREADABLE)),
        Http404: lambda request, _error: unknown(request),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
    return api
