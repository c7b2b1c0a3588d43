"""A second party signs an application beside its applicant: asked on the check page, signs on a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banli.accounts.service import Address
from banli.accounts.states import ContactKind, Purpose
from banli.cases.service import cosigners, cosigning_of, draft_materials, may_sign, signature_of
from banli.catalogue.service import ItemSpec, current, validate_form
from banli.documents.service import qr_image
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.masking import masked_address
from banli.portal.apply.draft import Application, application
from banli.portal.kit.answers import answer_parts
from banli.portal.kit.visitor import actor_of, address, page
from banli.screens.codes import CodeForm, ContactForm, ask, awaited, entered, wrong_code
from banli.screens.words import day_words

PROVED = "cosigns"
"""In the session: the tokens whose number or address was proved here by a code."""


class SignForm(forms.Form):
    """The name under the application, and the digest of what was read."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=100)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DeclineForm(forms.Form):
    """Why it is not signed."""

    reason = forms.CharField(
        label=gettext_lazy("Why you do not sign"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def second_party(request: HttpRequest, found: Application) -> dict[str, Any]:
    """What the check page shows of the second party; nothing where the item wants none."""
    state = cosigning_of(found.revision.spec, found.draft) if found.draft else None
    if state is None:
        return {}
    kept = state.signature
    link = request.build_absolute_uri(reverse("portal:cosign", args=[kept.token])) if kept else ""
    return {
        "cosign": state,
        "cosign_link": link,
        "cosign_qr": qr_image(link) if link else "",
        "cosign_to": masked_address(kept.value) if kept else "",
        "cosign_form": ContactForm(),
    }


@require_POST
@page
def ask_second(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the second party, by a mobile number or an address; whoever was asked before is asked no more."""
    found, form = application(request, slug), ContactForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("contact", ()))))
        return redirect("portal:apply_check", slug)
    try:
        cosigners.ask_signature(
            by=actor_of(request),
            draft_id=found.draft_id,
            address=form.cleaned_data["contact"],
            network=address(request),
            link=lambda token: request.build_absolute_uri(reverse("portal:cosign", args=[token])),
        )
    except Invalid as error:
        messages.error(request, " ".join(str(one) for one in error.problems))
    except (Refused, Missing) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The link was sent; whoever opens it signs after entering a code."))
    return redirect(f"{reverse('portal:apply_check', args=[slug])}#second-party")


@page
def cosign(request: HttpRequest, token: UUID) -> HttpResponse:
    """The second party reads what it signs, signs it or declines; before that a code proves who it is."""
    found = signature_of(token)
    if found is None:
        raise Missing(cosigners.GONE)
    spec = current(found.draft.item.slug).spec  # type: ignore[union-attr]
    state = cosigning_of(spec, found.draft)
    if state is None:
        raise Missing(cosigners.GONE)
    context: dict[str, Any] = {"section": "items", "spec": spec, "state": state, "token": token}
    context["to"] = masked_address(found.value)
    if str(token) not in request.session.get(PROVED, ()) and not may_sign(found, actor_of(request)):
        return _proving(request, token, Address(ContactKind(found.kind), found.value), context)
    signing, declining, status = SignForm(initial={"seen": state.digest}), DeclineForm(), 200
    if request.method == "POST":
        status = 422
        wants = "decline" in request.POST
        signing = signing if wants else SignForm(request.POST)
        declining = DeclineForm(request.POST) if wants else declining
        form = declining if wants else signing
        if form.is_valid() and _answered(request, token, form):
            return redirect("portal:cosign", token)
    answers = {**found.draft.form}
    clean, _problems = validate_form(spec, {k: v for k, v in answers.items() if spec.form.field(k)})
    context |= {
        "parts": answer_parts(spec, clean),
        "materials": _materials(spec, found.draft_id),
        "sign_form": signing,
        "decline_form": declining,
        "signed_on": day_words(found.signed_at.date()) if found.signed_at else "",
    }
    return render(request, "portal/apply/cosign.html", context, status=status)


def _answered(request: HttpRequest, token: UUID, form: forms.Form) -> bool:
    """True where it was signed or declined; else what stood against it is told at the form."""
    by, told = actor_of(request), form.cleaned_data
    try:
        if isinstance(form, DeclineForm):
            cosigners.decline(by=by, token=token, reason=told["reason"])
            messages.success(request, _("You declined to sign; the applicant reads your reason."))
        else:
            cosigners.sign(by=by, token=token, name=told["name"], seen=told["seen"])
            messages.success(request, _("You signed the application. The applicant can hand it in now."))
    except Invalid as error:
        for one in error.problems:
            form.add_error(one.where, str(one))
        return False
    except (Refused, Stale) as error:
        messages.error(request, str(error))
    return True


def _proving(request: HttpRequest, token: UUID, to: Address, context: dict[str, Any]) -> HttpResponse:
    """A code to the number or address that was asked; the right one opens the application in this session."""
    waits = awaited(request, Purpose.COSIGN)
    asked = waits if waits and waits.more.get("token") == str(token) else None
    form, status = CodeForm(), 200
    if request.method == "POST" and "code" in request.POST and asked is not None:
        form, status = CodeForm(request.POST), 422
        if form.is_valid():
            if entered(request, Purpose.COSIGN, form.cleaned_data["code"]):
                proved = [one for one in request.session.get(PROVED, ()) if one != str(token)]
                request.session[PROVED] = [*proved[-9:], str(token)]
                return redirect("portal:cosign", token)
            form.add_error("code", wrong_code())
    elif request.method == "POST":
        if why := ask(request, Purpose.COSIGN, to, token=str(token)):
            messages.error(request, why)
        return redirect("portal:cosign", token)
    return render(
        request, "portal/apply/cosign_code.html", {**context, "asked": asked, "form": form}, status=status
    )


def _materials(spec: ItemSpec, draft_id: UUID) -> list[tuple[str, str]]:
    """The files that come with it: the material's name and the file's."""
    names = {one.key: str(one.name) for one in spec.materials}
    return [(names.get(one.key, one.key), one.file.name) for one in draft_materials(draft_id) if one.file]
