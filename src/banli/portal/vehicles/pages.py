"""The vehicles that a signed-in applicant keeps: listed, described, given up."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.catalogue.service import holds, shown
from banli.kernel.errors import Invalid, Problem, Stale
from banli.portal.kit.visitor import actor_of, page
from banli.screens.item_form import (
    Question,
    as_text,
    by_place,
    question,
)
from banli.vehicles.service import (
    FIELDS,
    GRANTS,
    Vehicle,
    VehiclePermission,
    change_vehicle,
    find_vehicle,
    give_up_vehicle,
    keep_vehicle,
    vehicles,
)
from banli.vehicles.states import KIND_NAMES, VehicleKind

LISTED = ("model", "axles", "curb_mass_kg", "tyres")


@page
def list_vehicles(request: HttpRequest) -> HttpResponse:
    """The vehicles kept, by plate."""
    by = actor_of(request)
    GRANTS.require(by, VehiclePermission.KEEP)
    rows = [_row(one) for one in vehicles(by)]
    return render(request, "portal/vehicles/vehicles.html", {"section": "mine", "rows": rows})


def _row(vehicle: Vehicle) -> dict[str, Any]:
    told = {field.key: shown(field, vehicle.facts.get(field.key)) for field in FIELDS if field.key in LISTED}
    return {"vehicle": vehicle, "kind": KIND_NAMES[VehicleKind(vehicle.kind)], **told}


def _sheet(
    request: HttpRequest,
    typed: Mapping[str, Any],
    problems: Iterable[Problem] = (),
    *,
    vehicle: Vehicle | None = None,
    words: str = "",
    status: int = 200,
) -> HttpResponse:
    faults = list(problems)
    wrong = by_place(faults)
    drives = typed.get("kind") in (None, "", "tractor", "truck")
    questions: list[Question] = [
        question(field, typed.get(field.key), wrong.get(field.key, ()))
        for field in FIELDS
        if drives or holds(field.show_when, dict(typed))
    ]
    context = {
        "section": "mine",
        "vehicle": vehicle,
        "questions": questions,
        "problems": faults,
        "words": words,
        "version": typed.get("version", ""),
        "token": typed.get("token", ""),
    }
    return render(request, "portal/vehicles/vehicle.html", context, status=status)


@page
def new_vehicle(request: HttpRequest) -> HttpResponse:
    """Describe a vehicle and keep it. A second click is the same vehicle."""
    by = actor_of(request)
    GRANTS.require(by, VehiclePermission.KEEP)
    if request.method != "POST":
        return _sheet(request, {"token": secrets.token_hex(6)})
    typed = request.POST.dict()

    def act() -> Vehicle:
        return keep_vehicle(typed=typed, by=by, public_id=_number(str(typed.get("token", ""))))

    return _done(request, act, typed, None)


def _number(token: str) -> str:
    """The number that belongs to the page that was sent."""
    fine = token.isascii() and token.isalnum() and len(token) == 12
    return f"CL-{token}" if fine else ""


@page
def vehicle(request: HttpRequest, public_id: str) -> HttpResponse:
    """A kept vehicle, to be read and described anew."""
    by = actor_of(request)
    found = find_vehicle(public_id, by)
    if request.method != "POST":
        answers = {key: as_text(value) for key, value in found.facts.items()}
        return _sheet(request, {**answers, "version": str(found.version)}, vehicle=found)
    typed = request.POST.dict()
    told = str(typed.get("version", ""))
    version = int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0

    def act() -> Vehicle:
        return change_vehicle(vehicle=public_id, typed=typed, version=version, by=by)

    return _done(request, act, typed, found)


def _done(
    request: HttpRequest, act: Callable[[], Vehicle], typed: Mapping[str, Any], found: Vehicle | None
) -> HttpResponse:
    """Do it and show the list; else the form with everything that was typed and the faults at their fields."""
    try:
        kept = act()
    except Invalid as error:
        return _sheet(request, typed, error.problems, vehicle=found, status=422)
    except Stale as error:
        return _sheet(request, typed, vehicle=found, words=str(error), status=409)
    messages.success(request, _("Kept: %(plate)s.") % {"plate": kept.plate})
    return redirect("portal:vehicles")


@require_POST
@page
def remove_vehicle(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep a vehicle no longer."""
    gone = give_up_vehicle(vehicle=public_id, by=actor_of(request))
    messages.info(request, _("%(plate)s is no longer among your vehicles.") % {"plate": gone.plate})
    return redirect("portal:vehicles")
