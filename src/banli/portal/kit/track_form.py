"""Opening a case with number and password: the form, and the page that asks for them on the way to somewhere."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banli.kernel.folding import folded_number

PAGES = frozenset({"answer", "case", "correct", "later", "receipt"})
"""Pages of a case that one can come back to."""


class TrackForm(forms.Form):
    """What the receipt says: the number of the case and its six digits."""

    number = forms.CharField(
        label=_("Query number or case number"),
        help_text=_(
            "On your receipt: the query number of 12 characters, or the case number (its day and serial are enough)."
        ),
        max_length=160,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    password = forms.CharField(
        label=_("Query password"),
        help_text=_("Six digits, on your receipt."),
        max_length=80,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "class": "short"}, render_value=False
        ),
    )
    to = forms.ChoiceField(
        choices=[(name, name) for name in sorted(PAGES)], required=False, widget=forms.HiddenInput()
    )

    def clean_number(self) -> str:
        """The number, however it was typed."""
        return folded_number(str(self.cleaned_data["number"]))

    def clean_password(self) -> str:
        """The digits alone, however they were typed."""
        return folded_number(str(self.cleaned_data["password"]))

    def target(self, number: str) -> str:
        """The address of the page that was wanted, of the case that was opened."""
        return reverse(f"portal:{self.cleaned_data['to'] or 'case'}", args=[number])


def ask_first(request: HttpRequest, number: str) -> HttpResponse:
    """404 with the form: what a visitor gets who has not opened the case, whether or not there is one."""
    wanted = request.resolver_match.url_name if request.resolver_match else ""
    form = TrackForm(initial={"number": number, "to": wanted if wanted in PAGES else "case"})
    return render(
        request,
        "portal/track.html",
        {"section": "track", "form": form, "asked": True, "here": []},
        status=404,
    )
