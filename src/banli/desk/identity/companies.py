"""A company's licence seen at the counter: its account is opened for the legal representative named there."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banli.accounts.service import licence_faults, open_company
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.errors import Invalid
from banli.kernel.folding import folded_number
from banli.people.service import check_names

FIELDS = {"display_name": "name"}


class LicenceForm(forms.Form):
    """What the licence says, and the identity number of the legal representative whose papers were seen."""

    name = forms.CharField(label=gettext_lazy("Name of the company as on the licence"), max_length=150)
    code = forms.CharField(label=gettext_lazy("Unified social credit code as on the licence"), max_length=40)
    representative = forms.CharField(
        label=gettext_lazy("Legal representative as on the licence"), max_length=150
    )
    number = forms.CharField(
        label=gettext_lazy("Identity number of the legal representative"),
        help_text=gettext_lazy("Whose papers were seen, here or at another window."),
        max_length=40,
    )

    def clean_name(self) -> str:
        """The name without blanks around it, and one that can be printed."""
        return _printable(str(self.cleaned_data["name"]))

    def clean_representative(self) -> str:
        """As for the company's name."""
        return _printable(str(self.cleaned_data["representative"]))

    def clean_code(self) -> str:
        """The code, however it was typed."""
        return folded_number(str(self.cleaned_data["code"]))

    def clean_number(self) -> str:
        """The number, however it was typed."""
        return folded_number(str(self.cleaned_data["number"]))


def _printable(name: str) -> str:
    try:
        check_names("-", name)
    except Invalid as error:
        raise forms.ValidationError([str(one) for one in error.problems]) from error
    return name.strip()


@screen
def company(request: HttpRequest) -> HttpResponse:
    """Take down what the licence says."""
    form, status = LicenceForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if _opened(request, form):
            messages.success(
                request,
                _("Noted. The legal representative finds the company under “My companies”."),
            )
            return redirect("desk:identity_company")
    return show(request, "desk/identity/company.html", "identity", {"form": form}, status)


def _opened(request: HttpRequest, form: LicenceForm) -> bool:
    """Take it down; False with what is wrong at every field."""
    form.full_clean()
    typed = {key: form.cleaned_data.get(key, "") for key in ("code", "representative", "number")}
    for one in licence_faults(actor(request), **typed):
        if one.where not in form.errors:
            form.add_error(one.where, str(one))
    if form.errors:
        return False
    try:
        open_company(by=actor(request), **form.cleaned_data)
    except Invalid as error:
        for one in error.problems:
            form.add_error(FIELDS.get(one.where, one.where), str(one))
        return False
    return True
