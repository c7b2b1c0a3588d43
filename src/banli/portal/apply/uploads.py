"""Files of an application, one material at a time; htmx gets the row alone, without script they come with the form."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from banli.cases.service import Handed, held_in, save_draft
from banli.catalogue.service import validate_form
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.portal.apply.draft import application, kept
from banli.portal.apply.pages import (
    closed,
    material_rows,
    way,
)
from banli.portal.kit.visitor import actor_of, address, page
from banli.screens.uploads import take_in


@page
def materials(request: HttpRequest, slug: str) -> HttpResponse:
    """The files this case needs, and no others (行政许可法 31)."""
    if refused := closed(request, slug):
        return refused
    found = application(request, slug)
    _clean, problems = validate_form(found.revision.spec, found.typed)
    if problems:
        return redirect("portal:apply", slug)
    faults: list[Problem] = []
    if request.method == "POST":
        faults = take_in(
            request, actor_of(request), found.draft_id, [row.key for row in material_rows(found)]
        )
        if not faults and "remove" not in request.POST:
            faults = _missing(material_rows(found))
            if not faults:
                return redirect("portal:apply_check", slug)
    context = {
        "section": "items",
        "spec": found.revision.spec,
        "rows": material_rows(found, faults),
        "problems": faults,
        "steps": way(1),
    }
    response = render(request, "portal/apply/materials.html", context, status=422 if faults else 200)
    return kept(request, response, found)


def _missing(rows: Iterable[Handed]) -> list[Problem]:
    return [
        Problem(f"material.{one.key}", gettext_noop("“%(name)s” is missing."), (("name", one.name),))
        for one in rows
        if one.necessity == "required" and not one.files
    ]


@require_POST
@page
def upload(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take in one or several files for the material ``key``, or one out again; what cannot be taken says why."""
    if refused := closed(request, slug):
        return refused
    found = application(request, slug)
    material = next((one for one in found.revision.spec.materials if one.key == key), None)
    if material is None:
        raise Http404
    if found.draft is None:
        save_draft(
            by=actor_of(request),
            item=slug,
            draft_id=found.draft_id,
            form=found.typed,
            address=address(request),
        )
    problems = take_in(request, actor_of(request), found.draft_id, [key])
    if not request.FILES and "remove" not in request.POST:
        problems = [Problem(f"material.{key}", gettext_noop("Choose a file first."))]
    if not request.headers.get("HX-Request"):
        for problem in problems:
            messages.error(request, str(problem))
        return kept(request, redirect("portal:apply_materials", slug), found)
    row = Handed.of(material, held_in(found.draft_id), [str(one) for one in problems])
    context = {"row": row, "address": reverse("portal:apply_upload", args=[slug, key])}
    return kept(request, render(request, "banli/components/upload.html", context), found)
