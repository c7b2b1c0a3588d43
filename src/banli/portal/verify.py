"""Verifying a certificate: by its code, or by number and holder together. Strangers see masked facts."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banli.databanks.service import Answer
from banli.databanks.service import verify as verify_answer
from banli.kernel import keys
from banli.kernel.folding import folded_number
from banli.kernel.masking import masked_in, masked_name, masked_numbers
from banli.kernel.text import Words
from banli.licences.service import Certificate, Standing, Verification, verify_by_facts
from banli.licences.service import verify as verify_code
from banli.people.service import Door, Locked, guarded, named
from banli.portal.kit.visitor import address, page
from banli.screens.answers import records_of

PLAIN = {"autocomplete": "off", "spellcheck": "false"}

STANDINGS = {
    Standing.VALID: (_("Valid"), "done", _("This certificate was issued here and holds today.")),
    Standing.NOT_YET: (
        _("Not yet valid"),
        "warning",
        _("This certificate was issued here; its term has not begun."),
    ),
    Standing.EXPIRED: (_("Expired"), "warning", _("This certificate was issued here; its term is over.")),
    Standing.SUSPENDED: (
        pgettext_lazy("certificate", "Suspended"),
        "overdue",
        _("This certificate was suspended and may not be used for the time being."),
    ),
    Standing.DEEMED_RENEWED: (
        _("Renewed by law"),
        "done",
        _("Its renewal was asked for in time and not decided by the end of its term: it holds (art. 50)."),
    ),
    Standing.RENEWING: (
        _("Renewal granted"),
        "done",
        _("Its renewal was granted in its term; the new certificate is being made."),
    ),
    Standing.WITHDRAWN: (
        pgettext_lazy("certificate", "Withdrawn"),
        "overdue",
        _("This certificate was withdrawn and does not hold."),
    ),
    Standing.REPLACED: (
        pgettext_lazy("certificate", "Replaced"),
        "warning",
        _("A newer certificate was issued in its place; ask the holder for that one."),
    ),
    Standing.REVOKED: (_("Revoked"), "overdue", _("This certificate was revoked and does not hold.")),
    Standing.CANCELLED: (_("Cancelled"), "overdue", _("This certificate was cancelled and does not hold.")),
}


class CodeForm(forms.Form):
    """The code beside the QR code."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("12 letters and digits under the QR code of the certificate."),
        max_length=40,
        error_messages={"required": _("Enter the verification code.")},
        widget=forms.TextInput(attrs={**PLAIN, "autocapitalize": "characters"}),
    )


class FactsForm(forms.Form):
    """Number and holder together, for paper whose code cannot be read."""

    number = forms.CharField(
        label=_("Certificate number"),
        max_length=80,
        error_messages={"required": _("Enter the certificate number.")},
        widget=forms.TextInput(attrs=PLAIN),
    )
    holder = forms.CharField(
        label=_("Holder"),
        help_text=_("The full name as it stands on the certificate."),
        max_length=200,
        error_messages={"required": _("Enter the name of the holder.")},
        widget=forms.TextInput(attrs=PLAIN),
    )


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
        number=paper.face_number,
        holder=masked_name(paper.holder, paper.holder_code),
        issuer=named(paper.department),
        found=found,
        lines=tuple((Words(**line["label"]), _masked(line["value"], paper)) for line in paper.lines),
    )


def _masked(value: str, paper: Certificate | Answer) -> str:
    """A line of the face with what identifies a person hidden."""
    return masked_numbers(masked_in(value, paper.holder, paper.holder_code))


def _shown_answer(answer: Answer) -> dict[str, object]:
    """What the answer to a look-up tells whoever was given it: all that its paper says, persons in part."""
    return {
        "title": Words(**answer.title),
        "number": answer.number,
        "holder": masked_name(answer.holder, answer.holder_code),
        "issuer": named(answer.department),
        "found": answer,
        "records": [
            [(label, _masked(value, answer)) for label, value in record] for record in records_of(answer)
        ],
    }


def _page(
    request: HttpRequest,
    *,
    code_form: CodeForm | None = None,
    facts_form: FactsForm | None = None,
    found: Verification | None = None,
    answer: Answer | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "verify",
        "code_form": code_form or CodeForm(),
        "facts_form": facts_form or FactsForm(),
        "shown": _shown(found) if found else None,
        "answer": _shown_answer(answer) if answer else None,
        "missed": status == 404,
        "locked": status == 429,
        "fingerprint": keys.fingerprint(),
    }
    return render(request, "portal/verify.html", context, status=status)


@page
def verify(request: HttpRequest) -> HttpResponse:
    """The page to type a code, or number and holder, into."""
    if request.method != "POST":
        return _page(request)
    if "code" in request.POST:
        by_code = CodeForm(request.POST)
        if by_code.is_valid():
            return redirect("portal:verify_code", "".join(by_code.cleaned_data["code"].split()))
        return _page(request, code_form=by_code, status=422)
    by_facts = FactsForm(request.POST)
    if not by_facts.is_valid():
        return _page(request, facts_form=by_facts, status=422)
    return _by_facts(request, by_facts)


def _by_facts(request: HttpRequest, form: FactsForm) -> HttpResponse:
    """Number and holder can be guessed at, so that wrong ones are counted."""
    number, holder = form.cleaned_data["number"], form.cleaned_data["holder"]
    found: Verification | None = None

    def fits() -> bool:
        nonlocal found
        found = verify_by_facts(number, holder)
        return found is not None

    try:
        guarded(door=Door.CERTIFICATE, secret=folded_number(number), address=address(request), fits=fits)
    except Locked:
        return _page(request, facts_form=form, status=429)
    return _page(request, facts_form=form, found=found, status=200 if found else 404)


@page
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code of a certificate leads. Nobody guesses a code of it, and an image on any page can open such
    an address in a stranger's browser: nothing is counted here.
    """
    found = verify_code(code)
    answer = None if found else verify_answer(code)
    form = CodeForm(initial={"code": code})
    return _page(request, code_form=form, found=found, answer=answer, status=200 if found or answer else 404)
