"""One finding on a phone: chosen by touch, photographed, told at once; and its photographs."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from banli.desk.hall.choices import finding_entries, finding_options
from banli.desk.hall.patrol import token_of
from banli.desk.hall.photographs import take_photographs
from banli.desk.kit.fields import faults, typed_of, values
from banli.desk.kit.frame import actor, screen, show
from banli.files.service import page_of
from banli.hall.service import (
    GRANTS,
    MOST_PHOTOGRAPHS,
    Dimension,
    FindingRecord,
    HallPermission,
    Patrol,
    find_patrol,
    find_photograph,
    needed_plan,
    record_finding,
)
from banli.kernel.errors import BanliError, Invalid, Missing
from banli.kernel.text import gettext_noop
from banli.screens import papers
from banli.screens.item_form import by_place

Errors = dict[str, list[Any]]


@screen
def new_finding(request: HttpRequest, public_id: str, dimension: str) -> HttpResponse:
    """The form of one finding; sending it twice records it once."""
    by = actor(request)
    GRANTS.require(by, HallPermission.PATROL)
    patrol, looked_at = find_patrol(public_id), needed_plan().dimension(dimension)
    if looked_at is None:
        raise Missing(gettext_noop("There is no such page."))
    if request.method != "POST":
        return _form(request, patrol, looked_at, {"token": secrets.token_hex(3)}, {})
    typed = typed_of(request.POST)
    told = {**values(FindingRecord, request.POST), "dimension": dimension}
    told["public_id"] = f"WT-{patrol.day:%Y%m%d}-{token_of(request.POST)}"
    told["note"] = "".join(one for one in (typed.get("phrase", ""), typed.get("note", "")) if one)
    if not typed.get("place"):
        told["place"] = _place(typed)
    try:
        made = record_finding(patrol=public_id, record=FindingRecord.model_validate(told), by=by)
    except ValidationError as error:
        return _form(request, patrol, looked_at, typed, faults(error), status=422)
    except Invalid as error:
        return _form(request, patrol, looked_at, typed, by_place(error.problems), status=422)
    except BanliError as error:
        return _form(request, patrol, looked_at, typed, {}, str(error), 409)
    if made.patrol_id == patrol.pk:
        messages.success(request, _("Recorded; the department reads it on its first page now."))
    else:
        messages.success(
            request,
            _(
                "Another round found this already and it is still open: what you wrote stands there as a remark."
            ),
        )
    for words in take_photographs(request, by, made.public_id):
        messages.error(request, words)
    return redirect(f"{reverse('desk:patrol', args=[made.patrol.public_id])}#{made.public_id}")


@screen
def photograph_of(request: HttpRequest, pk: int) -> HttpResponse:
    """A photograph, for the hall and for the department it is about."""
    by = actor(request)
    found = find_photograph(pk)
    GRANTS.require(by, HallPermission.READ, department=found.finding.department_id)
    return papers.answer(papers.Paper(page_of(found.file, 1), f"{pk}.png", "image/png"))


def _place(typed: dict[str, str]) -> str:
    """Where nobody says it otherwise, a finding was seen at its window."""
    options = finding_options(needed_plan())
    return next(
        (
            str(name)
            for group in options.groups["window"]
            for code, name in group.options
            if code == typed.get("window")
        ),
        "",
    )


def _form(
    request: HttpRequest,
    patrol: Patrol,
    dimension: Dimension,
    typed: dict[str, str],
    errors: Errors,
    words: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = finding_options(needed_plan())
    shown = finding_entries(dimension, typed, errors, asked.options, asked.groups)
    named = {one.name: replace(one, required=one.name == "department") for one in shown}
    plan = needed_plan()
    context = {
        "patrol": patrol,
        "dimension": dimension,
        "items": [
            (one, (plan.weighed(dimension.key, one.key, "") or (None, 0))[1]) for one in dimension.items
        ],
        "item": typed.get("sub_item", ""),
        "item_errors": errors.get("sub_item", []),
        "phrase": typed.get("phrase", ""),
        "where": [named[name] for name in ("department", "window", "person", "place")],
        "what": [named[name] for name in ("note", "severity")],
        "token": typed.get("token", ""),
        "most": MOST_PHOTOGRAPHS,
        "words": words,
        "wrong": bool(errors),
    }
    return show(request, "desk/hall/finding_new.html", "hall", context, status)
