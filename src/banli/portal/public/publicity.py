"""What is put up for the public while a case is looked at: the list, one with its files, the form of a comment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banli.cases.service import Handed, clear, held_by, laid_by
from banli.disclosure.service import (
    LONGEST_TEXT,
    Publicity,
    Said,
    comment,
    comments_counted,
    ended_publicity,
    find_publicity,
    public_file,
    public_files,
    running_publicity,
)
from banli.kernel import clock
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import named
from banli.portal.kit.visitor import actor_of, address, page
from banli.screens.item_form import by_place
from banli.screens.papers import of_a_stranger
from banli.screens.parameters import whole
from banli.screens.statuses import status_of
from banli.screens.uploads import put_by

FILES = "comment"
PROOF = gettext_noop("Files, where you have any")
PLACES = ("text", "contact", "name")


@page
def publicities(request: HttpRequest) -> HttpResponse:
    """What may be read and commented now, then what ended."""
    ended, following = ended_publicity(whole(request.GET.get("after", "")))
    context = {
        "section": "public",
        "running": [] if "after" in request.GET else [_row(one) for one in running_publicity()],
        "ended": [_row(one) for one in ended],
        "following": f"?after={following}" if following else "",
        "paged": "after" in request.GET,
    }
    return render(request, "portal/public/publicities.html", context)


def _row(one: Publicity) -> dict[str, Any]:
    first = next(iter(one.lines), None)
    return {
        "publicity": one,
        "title": first[1] if first else str(one.spec.name),
        "organ": named(one.task.department),
    }


@require_http_methods(["GET", "POST"])
@page
def publicity(request: HttpRequest, key: int) -> HttpResponse:
    """One: what the item lets strangers read, its days and files; a comment while it runs."""
    found = find_publicity(key)
    if request.method != "POST":
        return _page(request, found)
    faults = put_by(actor_of(request), _pile(key), [FILES], request.session, request.POST, request.FILES)
    typed = {place: request.POST.get(place, "") for place in PLACES}
    if "remove" in request.POST:
        return _page(request, found, typed, faults)
    try:
        if faults:
            raise Invalid(faults)
        files = [file for _key, file in laid_by(request.session, _pile(key), [FILES])]
        made = comment(task=key, said=Said(**typed), address=address(request), files=files)
    except (Invalid, Refused) as error:
        problems = list(error.problems) if isinstance(error, Invalid) else [Problem("", str(error))]
        return _page(request, found, typed, problems, status=status_of(error))
    clear(session=request.session, number=_pile(key))
    messages.success(
        request, _("Your comment was received. Its number is %(number)s.") % {"number": made.number}
    )
    return redirect("portal:publicity", key)


def _pile(key: int) -> str:
    """Under which name files for a comment wait in the session."""
    return f"publicity-{key}"


def _page(
    request: HttpRequest,
    found: Publicity,
    typed: dict[str, str] | None = None,
    problems: Iterable[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    faults = list(problems)
    wrong = by_place(faults)
    closed = found.why_not_comment
    context = {
        "section": "public",
        **_row(found),
        "lines": found.lines,
        "files": public_files(found.case),
        "closed": str(closed) if closed else "",
        "over": found.last is not None
        and clock.today() > found.last
        and found.step.public is not None
        and found.step.public.comments is not None,
        "count": comments_counted(found.case).all if not found.open else None,
        "typed": typed or dict.fromkeys(PLACES, ""),
        "wrong": {place: wrong.get(place, []) for place in PLACES},
        "problems": faults,
        "longest": LONGEST_TEXT,
        "upload": _upload_row(request, found.task.pk, wrong.get(f"material.{FILES}", [])),
    }
    return render(request, "portal/public/publicity.html", context, status=status)


def _upload_row(request: HttpRequest, key: int, errors: Iterable[str]) -> Handed:
    held = tuple(one for _key, one in held_by(request.session, _pile(key), [FILES]))
    return Handed(FILES, _(PROOF), necessity="optional", files=held, errors=tuple(errors))


@require_POST
@page
def upload(request: HttpRequest, key: int) -> HttpResponse:
    """Take in files for a comment, or one out again; they go in with the form they stand in."""
    found = find_publicity(key)
    if error := found.why_not_comment:
        raise error
    faults = put_by(actor_of(request), _pile(key), [FILES], request.session, request.POST, request.FILES)
    if not request.headers.get("HX-Request"):
        return redirect("portal:publicity", key)
    context = {
        "row": _upload_row(request, key, by_place(faults).get(f"material.{FILES}", [])),
        "address": reverse("portal:publicity_upload", args=[key]),
        "beside": "",
    }
    return render(request, "banli/components/upload.html", context)


@page
def file(request: HttpRequest, key: int, pk: int) -> HttpResponse:
    """A file that is put up to be read."""
    return of_a_stranger(public_file(find_publicity(key), pk).file)
