"""Recording a round through the hall: six dimensions, each in order or with what was found. Made for a phone."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from pydantic import ValidationError

from banli.desk.kit.fields import (
    Entry,
    Group,
    choices,
    entries,
    faults,
    typed_of,
    values,
)
from banli.desk.kit.frame import actor, screen, show
from banli.hall.service import (
    SEVERITY_NAMES,
    SLOT_NAMES,
    TITLES,
    Dimension,
    FindingRecord,
    Patrol,
    PatrolRecord,
    record_finding,
    record_patrol,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid
from banli.people.service import departments, named, windows
from banli.screens.item_form import by_place

NOON = 12
TOKEN = frozenset("0123456789abcdef")
Errors = dict[str, list[Any]]


@screen
def new_patrol(request: HttpRequest) -> HttpResponse:
    """The form; sending it twice records one round."""
    by = actor(request)
    if request.method != "POST":
        return _form(request, _fresh(by), {})
    typed = typed_of(request.POST)
    errors, records = _read(request.POST)
    if errors or records is None:
        return _form(request, typed, errors, status=422)
    try:
        made = _record(by, *records)
    except Invalid as error:
        return _form(request, typed, by_place(error.problems), status=422)
    except BanliError as error:
        return _form(request, typed, {}, str(error), 409)
    messages.success(request, _("The round is recorded."))
    return redirect("desk:patrol", made.public_id)


def _fresh(by: Actor) -> dict[str, str]:
    now = clock.now()
    return {
        "day": now.date().isoformat(),
        "slot": "morning" if now.hour < NOON else "afternoon",
        "inspectors": by.name,
        "route": _("whole hall"),
        "token": secrets.token_hex(3),
    }


def _read(sent: QueryDict) -> tuple[Errors, tuple[PatrolRecord, list[FindingRecord]] | None]:
    """The round and its findings; or what is wrong, by field."""
    errors: Errors = {}
    token = sent.get("token", "")
    name = token if token and set(token) <= TOKEN and len(token) <= 12 else secrets.token_hex(3)
    stem = f"{sent.get('day', '').replace('-', '')}-{name}"
    found: list[FindingRecord] = []
    for dimension in Dimension:
        mark = sent.get(f"mark.{dimension}")
        if mark not in ("yes", "no"):
            errors[f"mark.{dimension}"] = [_("Say whether it is in order.")]
        if mark == "no":
            told = {**values(FindingRecord, sent, f"{dimension}."), "dimension": dimension, "public_id": ""}
            try:
                found.append(
                    FindingRecord.model_validate({**told, "public_id": f"WT-{stem}-{len(found) + 1}"})
                )
            except ValidationError as error:
                errors |= {f"{dimension}.{where}": words for where, words in faults(error).items()}
    try:
        patrol = PatrolRecord.model_validate({**values(PatrolRecord, sent), "public_id": f"XC-{stem}"})
    except ValidationError as error:
        return {**errors, **faults(error)}, None
    return errors, (patrol, found)


@transaction.atomic
def _record(by: Actor, patrol: PatrolRecord, found: list[FindingRecord]) -> Patrol:
    made = record_patrol(record=patrol, by=by)
    for one in found:
        try:
            record_finding(patrol=made.public_id, record=one, by=by)
        except Invalid as error:
            raise Invalid(
                [replace(fault, where=f"{one.dimension}.{fault.where}") for fault in error.problems]
            ) from None
    return made


def _form(
    request: HttpRequest, typed: dict[str, str], errors: Errors, words: str = "", status: int = 200
) -> HttpResponse:
    houses = departments()
    options = {
        "slot": choices(SLOT_NAMES),
        "department": (("", _("Choose")), *((one.code, named(one)) for one in houses)),
        "window": (("", _("no window, the hall itself")),),
        "severity": choices(SEVERITY_NAMES),
    }
    of_house: dict[str, list[tuple[str, str]]] = {}
    for door in windows():
        of_house.setdefault(door.department_id, []).append((door.code, named(door)))
    doors = tuple(Group(one.code, named(one), tuple(of_house.get(one.code, ()))) for one in houses)
    context = {
        "entries": entries(PatrolRecord, typed, errors, options, {"public_id"}),
        "dimensions": [
            {
                "key": str(dimension),
                "title": TITLES[dimension],
                "mark": typed.get(f"mark.{dimension}", ""),
                "errors": errors.get(f"mark.{dimension}", []),
                "entries": _finding_entries(dimension, typed, errors, options, doors),
            }
            for dimension in Dimension
        ],
        "token": typed.get("token", ""),
        "words": words,
        "wrong": bool(errors),
    }
    return show(request, "desk/hall/patrol_new.html", "hall", context, status)


def _finding_entries(
    dimension: Dimension,
    typed: dict[str, str],
    errors: Errors,
    options: dict[str, Any],
    doors: tuple[Group, ...],
) -> list[Entry]:
    """What is asked about a finding; the windows stand under their department, which says which may be chosen."""
    start = f"{dimension}."
    own = {key.removeprefix(start): value for key, value in typed.items() if key.startswith(start)}
    wrong = {key.removeprefix(start): value for key, value in errors.items() if key.startswith(start)}
    asked = entries(FindingRecord, own, wrong, options, {"public_id", "dimension"})
    return [replace(one, groups=doors, of="department") if one.name == "window" else one for one in asked]
