"""Files of an application, one material at a time; htmx gets the row alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from banli.cases.service import attach, check_room_in, detach, save_draft
from banli.catalogue.service import MaterialSpec
from banli.files.service import receive
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.portal.views.applying import Application, application, closed, kept, material_files
from banli.portal.visitor import actor_of, address, page


def _material(found: Application, key: str) -> MaterialSpec:
    for one in found.revision.spec.materials:
        if one.key == key:
            return one
    raise Http404


def _row(request: HttpRequest, found: Application, key: str, problems: list[Problem]) -> HttpResponse:
    """The row of one material, or the whole page for a browser without script."""
    if not request.headers.get("HX-Request"):
        if problems:
            for problem in problems:
                messages.error(request, str(problem))
        return kept(request, redirect("portal:apply_materials", found.slug), found)
    (row,) = material_files(found, [_material(found, key)], problems)
    context = {"row": row, "spec": found.revision.spec}
    return kept(request, render(request, "portal/parts/material.html", context), found)


@require_POST
@page
def upload(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take in one or several files for the material ``key``; each that cannot be taken says why."""
    if refused := closed(request, slug):
        return refused
    found = application(request, slug)
    _material(found, key)
    by, where = actor_of(request), f"material.{key}"
    if found.draft is None:
        save_draft(by=by, item=slug, draft_id=found.draft_id, form=found.typed, address=address(request))
    problems: list[Problem] = []
    sent = request.FILES.getlist("file")
    if not sent:
        problems.append(Problem(where, gettext_noop("Choose a file first.")))
    for one in sent:
        try:
            check_room_in(found.draft_id, key, one.size or 0)
            file = receive(by=by, sent=one, where=where)
            attach(by=by, draft_id=found.draft_id, key=key, file=file)
        except Invalid as error:
            problems += error.problems
        except Refused as error:
            problems.append(Problem(where, str(error)))
    return _row(request, found, key, list(dict.fromkeys(problems)))


@require_POST
@page
def remove(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Take one file out again."""
    found = application(request, slug)
    detach(by=actor_of(request), draft_id=found.draft_id, material_id=pk)
    return _row(request, found, key, [])
