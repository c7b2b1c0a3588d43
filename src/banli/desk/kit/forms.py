"""Forms of records outside the hall: shown, read, recorded once, and shown again with everything that was typed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from banli.desk.kit.fields import (
    Entry,
    entries,
    faults,
    typed_of,
    values,
)
from banli.desk.kit.frame import show
from banli.desk.kit.history import Undone, undone
from banli.kernel import clock
from banli.kernel.errors import Invalid, Refused, Stale
from banli.kernel.printable import require
from banli.screens.item_form import by_place
from banli.screens.parameters import whole

Shape = TypeVar("Shape", bound=BaseModel)
Errors = dict[str, list[Any]]
UNSEEN = -1


@dataclass(frozen=True)
class Sheet:
    """A form: what it records, under which number series, and what surrounds it on the page."""

    section: str
    title: str
    crumbs: tuple[tuple[str, Any], ...]
    """(address, label) of the pages above."""
    shape: type[BaseModel]
    series: str
    button: str
    about: str = ""
    hidden: Collection[str] = ()
    options: Mapping[str, tuple[tuple[str, Any], ...]] = field(default_factory=dict)
    boxes: tuple[tuple[str, Any], ...] | None = None
    """The fields of expertise, where the form asks for them with boxes called ``fields``; None where it does not."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Further context of the page."""
    more: Callable[[Mapping[str, str], Errors], list[Entry]] = lambda _typed, _errors: []
    """Entries below those of the shape."""
    labels: Mapping[str, Any] = field(default_factory=dict)
    """What fields are called here, where that is not what they are called elsewhere."""
    preview: Callable[[Any], Mapping[str, Any]] | None = None
    """What would follow from a record, as further context; the form then has a button that asks for it."""
    previewed: str = ""
    """The template that shows it."""
    look: str = ""
    """What that button says."""
    asks_department: bool = False
    """True where the department is chosen on the form; else it is the officer's own or known."""
    known: tuple[tuple[Any, str], ...] = ()
    """What is not asked because it is known, as the page shows it: label and text."""


def answer(
    request: HttpRequest,
    sheet: Sheet,
    fresh: Mapping[str, str],
    fixed: Mapping[str, Any],
    record: Callable[[Any], str],
) -> HttpResponse:
    """Show the form filled with ``fresh``; or read what was sent, add ``fixed``, record it and go where that says.

    The token of the form becomes the record's number, so that a second click is the same record.
    """
    if request.method != "POST":
        return _page(
            request, sheet, {**fresh, "token": secrets.token_hex(3)}, fresh.get("fields", "").split()
        )
    typed, ticked = typed_of(request.POST), request.POST.getlist("fields")
    told = values(sheet.shape, request.POST) | dict(fixed)
    told["public_id"] = f"{sheet.series}-{clock.today():%Y%m%d}-{token(typed)}"
    if sheet.boxes is not None:
        told["fields"] = ticked
    try:
        require(request.POST.dict())
        made = sheet.shape.model_validate(told)
        if sheet.preview is not None and "look" in request.POST:
            seen = replace(sheet, extra={**sheet.extra, **sheet.preview(made), "seen": True})
            return _page(request, seen, typed, ticked)
        target = record(made)
    except ValidationError as error:
        return _page(request, sheet, typed, ticked, faults(error), status=422)
    except Invalid as error:
        return _page(request, sheet, typed, ticked, by_place(error.problems), status=422)
    except (Refused, Stale) as error:
        return _page(request, sheet, typed, ticked, words=str(error), status=409)
    messages.success(request, _("Recorded."))
    return redirect(target)


def seen(request: HttpRequest) -> int | None:
    """The version of what the page showed; one that nothing has where it is no number.

    None where the form has none: every form of a page has one, and who sends something else is not asked, as at the
    act itself.
    """
    if "version" not in request.POST:
        return None
    version = whole(request.POST["version"])
    return UNSEEN if version is None else version


def token(typed: Mapping[str, str]) -> str:
    """The token of the form that was sent, or a new one where it cannot be one of ours."""
    given = typed.get("token", "")
    return given if given.isascii() and given.isalnum() and len(given) <= 12 else secrets.token_hex(3)


def _page(
    request: HttpRequest,
    sheet: Sheet,
    typed: Mapping[str, str],
    ticked: Collection[str],
    errors: Errors | None = None,
    words: str = "",
    status: int = 200,
) -> HttpResponse:
    wrong = errors or {}
    asked = set() if sheet.boxes is None else {"fields"}
    hidden = {"public_id", *sheet.hidden, *asked} | (set() if sheet.asks_department else {"department"})
    shown = entries(sheet.shape, typed, wrong, sheet.options, hidden)
    shown = [replace(one, label=sheet.labels.get(one.name, one.label)) for one in shown]
    shown += sheet.more(typed, wrong)
    names = {entry.name for entry in shown} | asked
    context = {
        "panels": [],
        "busy": False,
        "seen": False,
        **sheet.extra,
        "sheet": sheet,
        "asks_fields": bool(asked),
        "entries": shown,
        "ticked": set(ticked),
        "box_errors": wrong.get("fields", []),
        "token": typed.get("token", ""),
        "words": words,
        "general": [one for place, found in wrong.items() if place not in names for one in found],
        "wrong": bool(wrong),
    }
    return show(request, "desk/sheet.html", sheet.section, context, status)


def tried(
    request: HttpRequest,
    act: Callable[[], Any],
    page: Callable[[Undone, int], HttpResponse],
    target: str,
    *of: str,
) -> HttpResponse:
    """Do ``act`` and go to ``target``; where it is not done show ``page`` with why and the status.

    What cannot be printed is refused before the act is asked: ``{% unprintable %}`` says it at its field.
    """
    try:
        require(request.POST.dict())
        act()
    except ValidationError as error:
        return page(Undone(" ".join(str(one) for found in faults(error).values() for one in found)), 422)
    except Invalid as error:
        return page(Undone(" ".join(str(one) for one in error.problems)), 422)
    except (Refused, Stale) as error:
        return page(undone(error, request.POST), 409)
    messages.success(request, _("Noted."))
    return redirect(target, *of)
