"""Applying again: a new form begun with the answers of an earlier case."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import find, reuse, save_draft, spec_of
from banli.catalogue.service import current
from banli.kernel import clock
from banli.portal.apply.draft import application
from banli.portal.apply.pages import closed
from banli.portal.kit.visitor import (
    actor_of,
    address,
    drafts,
    keep_drafts,
    page,
)


@require_POST
@page
def again(request: HttpRequest, number: str) -> HttpResponse:
    """Begin an application with the answers of the case; days are asked anew, and so are the files.

    A form that was begun before is kept, and nothing is copied over it.
    """
    by = actor_of(request)
    found = find(number, by)
    slug = spec_of(found).slug
    if refused := closed(request, slug):
        return refused
    if application(request, slug).typed:
        messages.info(
            request, _("You have begun this form before. Discard it first to begin with the earlier answers.")
        )
        return redirect("portal:apply", slug)
    kept = {one.key for one in current(slug).spec.form.fields if one.type != "date"}
    answers = {key: value for key, value in found.form.items() if key in kept}
    day = found.submitted_at.astimezone(clock.SHANGHAI).date().isoformat()
    reused = reuse.Reused(reuse.CASE, found.number, day, answers)
    draft_id = begun_with(request, slug, reused, found.company)
    messages.success(
        request,
        _("The answers of the earlier case are filled in. Please look at each, and give the days anew."),
    )
    return keep_drafts(redirect("portal:apply", slug), {**drafts(request), slug: draft_id})


def begun_with(request: HttpRequest, slug: str, reused: reuse.Reused, company: str = "") -> uuid.UUID:
    """A new draft, of a company where one is named, that begins with answers taken over and keeps where from."""
    draft_id, form = uuid.uuid4(), {**reused.answers, reuse.REUSED: reused.as_data()}
    by, at = actor_of(request), address(request)
    save_draft(by=by, item=slug, draft_id=draft_id, form=form, address=at, company=company)
    return draft_id
