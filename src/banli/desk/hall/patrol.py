"""Recording a round through the hall: every dimension in order or with what was found. Made for a phone."""

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

from banli.desk.hall.choices import finding_entries, finding_options
from banli.desk.kit.fields import Group, entries, faults, typed_of, values
from banli.desk.kit.frame import actor, screen, show
from banli.hall.service import (
    Dimension,
    FindingRecord,
    Patrol,
    PatrolPlanFile,
    PatrolRecord,
    needed_plan,
    record_finding,
    record_patrol,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid
from banli.screens.item_form import by_place

TOKEN = frozenset("0123456789abcdef")
Errors = dict[str, list[Any]]


@screen
def new_patrol(request: HttpRequest) -> HttpResponse:
    """The form; sending it twice records one round."""
    by, plan = actor(request), needed_plan()
    if request.method != "POST":
        return _form(request, plan, _fresh(by, plan), {})
    typed = typed_of(request.POST)
    errors, records = _read(request.POST, plan)
    if errors or records is None:
        return _form(request, plan, typed, errors, status=422)
    try:
        made = _record(by, *records)
    except Invalid as error:
        return _form(request, plan, typed, by_place(error.problems), status=422)
    except BanliError as error:
        return _form(request, plan, typed, {}, str(error), 409)
    messages.success(request, _("The round is recorded."))
    return redirect("desk:patrol", made.public_id)


def token_of(sent: QueryDict) -> str:
    """The token of the form that was sent, or a new one where it cannot be one of ours."""
    token = sent.get("token", "")
    return token if token and set(token) <= TOKEN and len(token) <= 12 else secrets.token_hex(3)


def _fresh(by: Actor, plan: PatrolPlanFile) -> dict[str, str]:
    now = clock.now()
    return {
        "day": now.date().isoformat(),
        "slot": plan.slot_at(now.time()).key,
        "inspectors": by.name,
        "route": plan.routes[0].name.zh,
        "token": secrets.token_hex(3),
    }


def _read(
    sent: QueryDict, plan: PatrolPlanFile
) -> tuple[Errors, tuple[PatrolRecord, list[FindingRecord]] | None]:
    """The round and its findings; or what is wrong, by field."""
    errors: Errors = {}
    stem = f"{sent.get('day', '').replace('-', '')}-{token_of(sent)}"
    found: list[FindingRecord] = []
    for dimension in plan.dimensions:
        key = dimension.key
        mark = sent.get(f"mark.{key}")
        if mark not in ("yes", "no"):
            errors[f"mark.{key}"] = [_("Say whether it is in order.")]
        if mark == "no":
            told = {**values(FindingRecord, sent, f"{key}."), "dimension": key}
            try:
                found.append(
                    FindingRecord.model_validate({**told, "public_id": f"WT-{stem}-{len(found) + 1}"})
                )
            except ValidationError as error:
                errors |= {f"{key}.{where}": words for where, words in faults(error).items()}
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
    request: HttpRequest,
    plan: PatrolPlanFile,
    typed: dict[str, str],
    errors: Errors,
    words: str = "",
    status: int = 200,
) -> HttpResponse:
    options = {
        "slot": tuple((one.key, one.name) for one in plan.slots),
        "route": _routes(plan, typed.get("route", "")),
    }
    asked = finding_options(plan)
    context = {
        "entries": entries(PatrolRecord, typed, errors, options, {"public_id"}),
        "dimensions": [
            {
                "key": one.key,
                "title": one.name,
                "mark": typed.get(f"mark.{one.key}", ""),
                "errors": errors.get(f"mark.{one.key}", []),
                "entries": _of_dimension(one, typed, errors, asked.options, asked.groups),
            }
            for one in plan.dimensions
        ],
        "token": typed.get("token", ""),
        "words": words,
        "wrong": bool(errors),
    }
    return show(request, "desk/hall/patrol_new.html", "hall", context, status)


def _routes(plan: PatrolPlanFile, typed: str) -> tuple[tuple[str, Any], ...]:
    """The routes of the plan, and what was typed where it is none of them."""
    known = tuple((one.name.zh, one.name) for one in plan.routes)
    return known if not typed or typed in dict(known) else (*known, (typed, typed))


def _of_dimension(
    dimension: Dimension,
    typed: dict[str, str],
    errors: Errors,
    options: dict[str, Any],
    groups: dict[str, tuple[Group, ...]],
) -> list[Any]:
    start = f"{dimension.key}."
    own = {key.removeprefix(start): value for key, value in typed.items() if key.startswith(start)}
    wrong = {key.removeprefix(start): value for key, value in errors.items() if key.startswith(start)}
    return finding_entries(dimension, own, wrong, options, groups)
