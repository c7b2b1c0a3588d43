"""Finding cases without their numbers: by identity or credit code and a code to the mobile that they name."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banli.accounts.service import address_of
from banli.accounts.states import ContactKind, Purpose
from banli.cases.service import cases_opened, claim, naming, spec_of
from banli.kernel.folding import folded_number
from banli.notices.service import open_channels
from banli.portal.cases.track import open_by_password
from banli.portal.kit.track_form import TrackForm
from banli.portal.kit.visitor import actor_of, page, unlock
from banli.screens.codes import KINDS, CodeForm, ask, awaited, entered, unreached, wrong_code
from banli.screens.words_by_kind import state_words


class FindForm(forms.Form):
    """Who applied, and the mobile given with the application."""

    code = forms.CharField(
        label=gettext_lazy("Identity number or unified social credit code"),
        help_text=gettext_lazy("Of the applicant, as in the application."),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    mobile = forms.CharField(
        label=gettext_lazy("Mobile number given with the application"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_code(self) -> str:
        """The code, however it was typed."""
        return folded_number(str(self.cleaned_data["code"]))

    def clean_mobile(self) -> str:
        """The number in its one spelling."""
        found = address_of(str(self.cleaned_data["mobile"]))
        if found is None or found.kind != ContactKind.MOBILE:
            raise forms.ValidationError(_("Enter a mobile number of 11 digits."))
        if KINDS[ContactKind.MOBILE] not in open_channels():
            raise forms.ValidationError(unreached(ContactKind.MOBILE))
        return found.value


@page
def find(request: HttpRequest) -> HttpResponse:
    """Send a code to the mobile where cases name both; the answer is the same where none does."""
    form, status = FindForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            numbers = naming(told["code"], told["mobile"])
            to = address_of(told["mobile"])
            assert to is not None
            why = ask(request, Purpose.FIND, to, send=bool(numbers), numbers=numbers)
            if not why:
                return redirect("portal:find_enter")
            form.add_error(None, why)
            status = 429
    return render(request, "portal/cases/find.html", {"section": "track", "form": form}, status=status)


@page
def enter(request: HttpRequest) -> HttpResponse:
    """The code opens the cases."""
    asked = awaited(request, Purpose.FIND)
    if asked is None:
        return redirect("portal:find")
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            found = entered(request, Purpose.FIND, form.cleaned_data["code"])
            if found is not None and found.more["numbers"]:
                for number in found.more["numbers"]:
                    unlock(request, number)
                return redirect("portal:opened")
            form.add_error("code", wrong_code())
    return render(
        request,
        "portal/cases/find_enter.html",
        {"section": "track", "form": form, "asked": asked},
        status=status,
    )


@page
def opened(request: HttpRequest) -> HttpResponse:
    """The cases that are open in this browser, the newest first."""
    rows = [
        (case, spec_of(case), state_words(case.state, case.kind)) for case in cases_opened(actor_of(request))
    ]
    return render(request, "portal/cases/opened.html", {"section": "track", "rows": rows})


@page
@require_POST
def claim_opened(request: HttpRequest) -> HttpResponse:
    """Let the cases that are open here belong to the account."""
    by = actor_of(request)
    _tell(request, len(claim(by=by, numbers=by.session)), len(by.session))
    return redirect("portal:my_cases")


@page
def claim_one(request: HttpRequest) -> HttpResponse:
    """Number and password let a case belong to the account."""
    form, status = TrackForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            status, number, wrong = open_by_password(request, told["number"], told["password"])
            if number:
                _tell(request, len(claim(by=actor_of(request), numbers=[number])), 1)
                return redirect("portal:my_cases")
            form.add_error(None, wrong)
    return render(request, "portal/cases/claim.html", {"section": "mine", "form": form}, status=status)


def _tell(request: HttpRequest, own: int, asked: int) -> None:
    if own < asked:
        messages.error(request, _("A case that belongs to another account stays there."))
    if own:
        messages.success(request, _("Added to your cases."))
