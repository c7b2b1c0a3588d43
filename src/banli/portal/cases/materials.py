"""Files for a case that exists: for a material to be corrected, or one that was promised for later; row by row."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from banli.cases.service import (
    Case,
    Handed,
    find,
    materials_of,
    notices,
    promises_of,
    spec_of,
)
from banli.cases.states import SUPPLEMENT, State
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.portal.cases.progress import Promised, promised
from banli.portal.kit.visitor import actor_of, page
from banli.screens.item_form import by_place
from banli.screens.uploads import MATERIAL, put_by, rows_of

NOT_ASKED = gettext_noop("This material is not asked for any more. Please load the page anew.")


def told_materials(found: Case) -> list[str]:
    """Keys of the materials that the last correction notice asks for anew."""
    papers = notices(found, "correction")
    told = papers[-1].body["points"] if papers else []
    return [one["where"].removeprefix(MATERIAL) for one in told if one["where"].startswith(MATERIAL)]


def awaited(found: Case) -> list[Promised]:
    """What was promised and is still to be handed in."""
    handed_in = frozenset(one.key for one in materials_of(found))
    return [one for one in promised(promises_of(found), spec_of(found), handed_in) if one.waits]


def asked_now(found: Case) -> list[str]:
    """Keys of the materials that the case takes files for now: a mended answer may ask for one the notice did not."""
    if found.state == State.CORRECTING:
        return [one.key for one in spec_of(found).materials]
    return [one.key for one in awaited(found)] if found.state in SUPPLEMENT.sources else []


def taken(request: HttpRequest, found: Case, keys: Iterable[str]) -> list[Problem]:
    """Lay by what was sent for these materials, and take out again what was marked; every fault at its place."""
    return put_by(actor_of(request), found.number, keys, request.session, request.POST, request.FILES)


@require_POST
@page
def files(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Take in files for the material ``key``, or one out again; they go in with the form they stand in."""
    found = find(number, actor_of(request))
    asked = asked_now(found)
    problems = taken(request, found, [key] if key in asked else [])
    if not request.headers.get("HX-Request"):
        return redirect("portal:correct" if found.state == State.CORRECTING else "portal:later", number)
    if key not in asked:
        problems.append(Problem(MATERIAL + key, NOT_ASKED))
    row = rows_of(request, found, [key], by_place(problems)).get(key) or Handed(
        key, key, errors=(str(problems[0]),)
    )
    until = {one.key: one.until for one in awaited(found)}
    context = {
        "row": row,
        "address": reverse("portal:files", args=[number, key]),
        "beside": "portal/cases/parts/promised_by.html" if key in until else "",
        "until": until.get(key),
    }
    return render(request, "banli/components/upload.html", context)
