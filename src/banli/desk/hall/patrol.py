"""Recording a round through the hall: every dimension in order or with what was found. Made for a phone."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from pydantic import ValidationError

from banli.desk.hall.choices import finding_entries, finding_options
from banli.desk.hall.photographs import PHOTOGRAPH, keep_photographs
from banli.desk.kit.fields import Group, entries, faults, typed_of, values
from banli.desk.kit.frame import actor, screen, show
from banli.hall.service import (
    MOST_PHOTOGRAPHS,
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
from banli.kernel.errors import BanliError, Invalid, Problem
from banli.screens.item_form import by_place

TOKEN = frozenset("0123456789abcdef")
Errors = dict[str, list[Any]]


@screen
def new_patrol(request: HttpRequest) -> HttpResponse:
    """The form; sending it twice records one round."""
    by, plan = actor(request), needed_plan()
    if request.method != "POST":
        return _form(request, plan, fresh_round(by, plan), {})
    typed = typed_of(request.POST)
    try:
        made, untaken = take_round(by, request.POST, request.FILES)
    except Invalid as error:
        return _form(request, plan, typed, by_place(error.problems), status=422)
    except BanliError as error:
        return _form(request, plan, typed, {}, str(error), 409)
    messages.success(request, _("The round is recorded."))
    for words in untaken:
        messages.error(request, words)
    return redirect("desk:patrol", made.public_id)


def take_round(by: Actor, sent: QueryDict, files: MultiValueDict[str, Any]) -> tuple[Patrol, list[str]]:
    """Record the round that a form tells, with its photographs; and what of these was not taken, and why.

    :raises Invalid: with every fault at its field.
    """
    errors, records = _read(sent, needed_plan())
    if errors or records is None:
        raise Invalid([Problem(where, str(words)) for where, told in errors.items() for words in told])
    patrol, found = records
    return _record(by, patrol, found, files)


def token_of(sent: QueryDict) -> str:
    """The token of the form that was sent, or a new one where it cannot be one of ours."""
    token = sent.get("token", "")
    return token if token and set(token) <= TOKEN and len(token) <= 12 else secrets.token_hex(3)


def fresh_round(by: Actor, plan: PatrolPlanFile) -> dict[str, str]:
    """What the form of a round begins with."""
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
def _record(
    by: Actor,
    patrol: PatrolRecord,
    found: list[FindingRecord],
    files: MultiValueDict[str, Any],
) -> tuple[Patrol, list[str]]:
    made, untaken = record_patrol(record=patrol, by=by), []
    for one in found:
        try:
            stands = record_finding(patrol=made.public_id, record=one, by=by)
            untaken += keep_photographs(by, stands.public_id, files.getlist(f"{one.dimension}.{PHOTOGRAPH}"))
        except Invalid as error:
            raise Invalid(
                [replace(fault, where=f"{one.dimension}.{fault.where}") for fault in error.problems]
            ) from None
    return made, untaken


def _form(
    request: HttpRequest,
    plan: PatrolPlanFile,
    typed: dict[str, str],
    errors: Errors,
    words: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {**round_asked(plan, typed, errors), "words": words, "wrong": bool(errors)}
    return show(request, "desk/hall/patrol_new.html", "hall", context, status)


def round_asked(plan: PatrolPlanFile, typed: dict[str, str], errors: Errors) -> dict[str, Any]:
    """What the form of a round asks, with what was typed and what was wrong."""
    options = {
        "slot": tuple((one.key, one.name) for one in plan.slots),
        "route": _routes(plan, typed.get("route", "")),
    }
    asked = finding_options(plan)
    return {
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
        "most": MOST_PHOTOGRAPHS,
    }


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
