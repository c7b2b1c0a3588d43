"""Papers seen at the counter: a code to the mobile in the applicant's hand, then name, number and what was shown."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from banli.accounts.service import Address, check_at_counter
from banli.accounts.states import IdentityPaper, Purpose
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.errors import Invalid, Refused
from banli.kernel.folding import folded_number
from banli.people.service import check_papers
from banli.screens.codes import CodeForm, ContactForm, ask, awaited, entered, may_send, wrong_code

PAPERS = {
    IdentityPaper.IDENTITY_CARD: pgettext_lazy("identity paper", "Identity card"),
    IdentityPaper.TEMPORARY_CARD: pgettext_lazy("identity paper", "Temporary identity card"),
    IdentityPaper.HOUSEHOLD_REGISTER: pgettext_lazy("identity paper", "Household register"),
    IdentityPaper.PERMANENT_RESIDENCE: pgettext_lazy(
        "identity paper", "Permanent residence card of a foreigner"
    ),
}
FIELDS = {"display_name": "name", "identity": "number"}


class PapersForm(CodeForm):
    """What the papers say, which they were, and the code that the applicant was sent."""

    name = forms.CharField(label=gettext_lazy("Name as on the papers"), max_length=150)
    number = forms.CharField(label=gettext_lazy("Identity number as on the papers"), max_length=40)
    paper = forms.ChoiceField(label=gettext_lazy("Papers seen"), choices=list(PAPERS.items()))
    field_order = ("name", "number", "paper", "code")

    def clean_number(self) -> str:
        """The number, however it was typed."""
        return folded_number(str(self.cleaned_data["number"]))


@screen
def identity(request: HttpRequest) -> HttpResponse:
    """Send the code; then take down what the papers say."""
    anew = "contact" in request.POST or "new" in request.GET
    asked = None if anew else awaited(request, Purpose.IDENTITY)
    if asked is None:
        return _begin(request)
    form, status = PapersForm(request.POST if "code" in request.POST else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid() and _checked(request, form, asked.address):
            messages.success(request, _("Noted. The account is known to be this person's."))
            return redirect("desk:identity")
    context = {"form": form, "asked": asked, "sends": True}
    return show(request, "desk/identity/identity.html", "identity", context, status)


def _begin(request: HttpRequest) -> HttpResponse:
    form, status = ContactForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            why = ask(request, Purpose.IDENTITY, form.cleaned_data["contact"])
            if not why:
                return redirect("desk:identity")
            form.add_error(None, why)
    context = {"form": form, "asked": None, "sends": may_send()}
    return show(request, "desk/identity/identity.html", "identity", context, status)


def _checked(request: HttpRequest, form: PapersForm, address: Address) -> bool:
    """Take it down; False with what is wrong at its field. Papers are looked at before the code is used up."""
    told, by = form.cleaned_data, actor(request)
    try:
        check_papers(told["name"], told["number"])
    except Invalid as error:
        for one in error.problems:
            form.add_error(FIELDS.get(one.where), str(one))
        return False
    if entered(request, Purpose.IDENTITY, told["code"]) is None:
        form.add_error("code", wrong_code())
        return False
    try:
        check_at_counter(
            by=by,
            address=address,
            name=told["name"],
            number=told["number"],
            paper=IdentityPaper(told["paper"]),
        )
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True
