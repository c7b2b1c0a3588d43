"""Verifying a certificate: by its code, or by number and holder together. Strangers see masked facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from banli.kernel.text import Words
from banli.licences.service import Standing, Verification, verify_by_facts
from banli.licences.service import verify as verify_code
from banli.people.service import count_failure, is_locked, masked_code, masked_name, named
from banli.portal.visitor import address, page

NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")

STANDINGS = {
    Standing.VALID: (_("Valid"), "done", _("This certificate was issued here and holds today.")),
    Standing.NOT_YET: (_("Not yet valid"), "warning", _("This certificate was issued here; its term has not begun.")),
    Standing.EXPIRED: (_("Expired"), "warning", _("This certificate was issued here; its term is over.")),
    Standing.REVOKED: (_("Revoked"), "overdue", _("This certificate was revoked and does not hold.")),
    Standing.CANCELLED: (_("Cancelled"), "overdue", _("This certificate was cancelled and does not hold.")),
}


class VerifyForm(forms.Form):
    """Either the code beside the QR code, or number and holder."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("12 letters and digits under the QR code of the certificate."),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    number = forms.CharField(
        label=_("Certificate number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    holder = forms.CharField(
        label=_("Holder"),
        help_text=_("The full name as it stands on the certificate."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, str]:
        """One of the two ways must be filled in."""
        cleaned: dict[str, str] = super().clean() or {}
        by_code = "by_code" in self.data
        if by_code and not cleaned.get("code"):
            self.add_error("code", _("Enter the verification code."))
        if not by_code and not cleaned.get("number"):
            self.add_error("number", _("Enter the certificate number."))
        if not by_code and not cleaned.get("holder"):
            self.add_error("holder", _("Enter the name of the holder."))
        return cleaned


@dataclass(frozen=True)
class Shown:
    """What a verification tells."""

    word: object
    tone: str
    says: object
    title: Words
    number: str
    holder: str
    issuer: str
    found: Verification
    lines: tuple[tuple[Words, str], ...]


def _shown(found: Verification) -> Shown:
    paper = found.certificate
    word, tone, says = STANDINGS[found.standing]
    return Shown(
        word=word,
        tone=tone,
        says=says,
        title=Words(**paper.title),
        number=paper.number,
        holder=masked_name(paper.holder),
        issuer=named(paper.department),
        found=found,
        lines=tuple((Words(**line["label"]), _masked(line["value"], paper.holder)) for line in paper.lines),
    )


def _masked(value: str, holder: str) -> str:
    """A line of the face with what identifies a person hidden."""
    text = masked_name(holder) if value == holder else value
    return NUMBER_OF_A_PERSON.sub(lambda match: masked_code(match.group()), text)


def _locked(request: HttpRequest) -> str:
    """The key under which wrong tries of this asker are counted."""
    return f"verify-from:{address(request)}"


def _page(
    request: HttpRequest, form: VerifyForm, *, found: Verification | None, missed: bool, status: int
) -> HttpResponse:
    context = {
        "section": "verify",
        "form": form,
        "shown": _shown(found) if found else None,
        "missed": missed,
        "locked": status == 429,
    }
    return render(request, "portal/verify.html", context, status=status)


@page
def verify(request: HttpRequest) -> HttpResponse:
    """The page to type a code, or number and holder, into."""
    if request.method != "POST":
        return _page(request, VerifyForm(), found=None, missed=False, status=200)
    form = VerifyForm(request.POST)
    if is_locked(_locked(request)):
        return _page(request, form, found=None, missed=False, status=429)
    if not form.is_valid():
        return _page(request, form, found=None, missed=False, status=422)
    cleaned = form.cleaned_data
    if cleaned["code"]:
        return redirect("portal:verify_code", "".join(cleaned["code"].split()))
    return _answer(request, form, verify_by_facts(cleaned["number"], cleaned["holder"]))


@page
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code of a certificate leads."""
    form = VerifyForm(initial={"code": code})
    if is_locked(_locked(request)):
        return _page(request, form, found=None, missed=False, status=429)
    return _answer(request, form, verify_code(code))


def _answer(request: HttpRequest, form: VerifyForm, found: Verification | None) -> HttpResponse:
    if found is None:
        count_failure(key=_locked(request))
    return _page(request, form, found=found, missed=found is None, status=200 if found else 404)
