"""The form by which a legal representative authorises an agent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from banli.accounts.service import Address, check_address
from banli.catalogue.service import items
from banli.kernel.days import day_of
from banli.kernel.errors import Invalid

SCOPES = {
    "all": pgettext_lazy("authorisation", "All items"),
    "named": pgettext_lazy("authorisation", "Only the items chosen here"),
}


def choices() -> list[tuple[str, str]]:
    """Every item by its short name."""
    return [(card.slug, str(card.name)) for card in items()]


def day_field(label: Any) -> forms.CharField:
    """A day, typed or picked."""
    return forms.CharField(
        label=label, max_length=40, widget=forms.TextInput(attrs={"type": "date", "class": "short"})
    )


def _day(field: str) -> Callable[[AuthorisationForm], date]:
    def clean(form: AuthorisationForm) -> date:
        try:
            found = day_of(str(form.cleaned_data[field]))
        except ValueError:
            found = None
        if found is None:
            raise forms.ValidationError(_("This is no day. Write it like 2022-11-15."))
        return found

    return clean


class AuthorisationForm(forms.Form):
    """Whom, by which paper, for which days and items."""

    agent = forms.CharField(
        label=gettext_lazy("The agent's mobile number or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    paper = forms.FileField(
        label=gettext_lazy("Written authorisation, signed or sealed"),
        help_text=gettext_lazy("PDF, JPEG, PNG or DOCX. It names the agent, the matters and the days."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx"}),
    )
    starts = day_field(gettext_lazy("First day of the authorisation"))
    until = day_field(gettext_lazy("Last day of the authorisation"))
    scope = forms.ChoiceField(
        label=pgettext_lazy("authorisation", "For which items"),
        choices=list(SCOPES.items()),
        widget=forms.RadioSelect,
    )
    items = forms.MultipleChoiceField(
        label=gettext_lazy("The items"),
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )
    clean_starts = _day("starts")
    clean_until = _day("until")

    def clean_agent(self) -> Address:
        """The number or address in its one spelling."""
        try:
            return check_address(str(self.cleaned_data["agent"]))
        except Invalid as error:
            raise forms.ValidationError(str(error.problems[0])) from error
