"""One's companies: those one represents, with the agents authorised there, and those one is an agent of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from banli.accounts.service import (
    Authorisation,
    Company,
    accept_authorisation,
    authorisation_of,
    authorisations_given,
    authorise_agent,
    companies_of,
    company_of,
    end_authorisation,
    held_by,
    offered_to,
    standing_of,
)
from banli.accounts.states import Standing
from banli.catalogue.service import items
from banli.files.service import receive
from banli.kernel.errors import Invalid
from banli.kernel.masking import masked_address
from banli.portal.account.authorisation_form import AuthorisationForm
from banli.portal.account.by_code import is_applicant
from banli.portal.kit.visitor import actor_of, page
from banli.screens.papers import of_a_stranger

STANDINGS = {
    Standing.WAITING: pgettext_lazy("authorisation", "Not accepted yet"),
    Standing.AHEAD: pgettext_lazy("authorisation", "Accepted, not begun yet"),
    Standing.HOLDS: pgettext_lazy("authorisation", "Holds"),
    Standing.OVER: pgettext_lazy("authorisation", "Over"),
    Standing.ENDED: pgettext_lazy("authorisation", "Ended"),
}


@page
def companies(request: HttpRequest) -> HttpResponse:
    """The companies represented, what is offered to be accepted, and what was accepted."""
    if not is_applicant(request.user):
        raise PermissionDenied
    by = actor_of(request)
    context = {
        "section": "mine",
        "companies": companies_of(by),
        "offered": rows_of(offered_to(by)),
        "held": rows_of(held_by(by)),
    }
    return render(request, "portal/account/companies.html", context)


@page
def company(request: HttpRequest, code: str) -> HttpResponse:
    """The agents of a company, for its legal representative, and the form that authorises another one."""
    by = actor_of(request)
    found = company_of(code, by)
    form, status = AuthorisationForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _authorised(request, found, form):
            # The same words whether or not anybody has this number or address.
            messages.success(
                request,
                _(
                    "Noted. Whoever holds this number or address finds it under “My companies” and accepts it."
                ),
            )
            return redirect("portal:company", found.code)
    context = {
        "section": "mine",
        "company": found,
        "form": form,
        "rows": rows_of(authorisations_given(found)),
    }
    return render(request, "portal/account/company.html", context, status=status)


def _authorised(request: HttpRequest, found: Company, form: AuthorisationForm) -> bool:
    """Do it; False with what is wrong at its field."""
    told, by = form.cleaned_data, actor_of(request)
    try:
        authorise_agent(
            by=by,
            code=found.code,
            agent=told["agent"],
            paper=receive(by=by, sent=told["paper"], where="paper"),
            starts=told["starts"],
            until=told["until"],
            items=told["items"],
            everything=told["scope"] == "all",
        )
    except Invalid as error:
        for one in error.problems:
            form.add_error(one.where, str(one))
        return False
    return True


def rows_of(found: Sequence[Authorisation]) -> list[dict[str, Any]]:
    """What the pages show of authorisations: to whom, for what, and where each stands today."""
    names = {card.slug: card.name for card in items()} if any(one.items for one in found) else {}
    between = pgettext("list", ", ")
    rows = []
    for one in found:
        stands = standing_of(one)
        rows.append(
            {
                "one": one,
                "to": one.agent.display_name if one.agent else masked_address(one.value),
                "items": between.join(str(names.get(slug, slug)) for slug in one.items),
                "words": STANDINGS[stands],
                "tone": "good" if stands == Standing.HOLDS else "neutral",
                "open": stands in (Standing.WAITING, Standing.AHEAD, Standing.HOLDS),
            }
        )
    return rows


@require_POST
@page
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what was offered."""
    found = accept_authorisation(by=actor_of(request), pk=pk)
    messages.success(
        request, _("Accepted. You are an agent of %(company)s.") % {"company": found.company.name}
    )
    return redirect("portal:companies")


@require_POST
@page
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End it at once, from either side."""
    by = actor_of(request)
    found = end_authorisation(by=by, pk=pk)
    messages.info(request, _("The authorisation has ended."))
    if found.company.representative_id == by.id:
        return redirect("portal:company", found.company_id)
    return redirect("portal:companies")


@page
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The written authorisation, to be saved by either side."""
    return of_a_stranger(authorisation_of(pk, actor_of(request)).paper)
