"""One's own number and address, and closing one's account: what is new and what was are both confirmed by a code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banli.accounts.service import Address, change_contact, close_account, contact_of, contacts_of
from banli.accounts.states import ContactKind, Purpose
from banli.kernel.errors import Refused
from banli.portal.account.by_code import is_applicant
from banli.portal.kit.visitor import actor_of, page
from banli.screens.codes import CodeForm, ContactForm, ask, awaited, entered, wrong_code

CONFIRMED = "contact_confirmed"


class BothForm(CodeForm):
    """The code sent to the new number or address, and the one sent to the one before."""

    old = forms.CharField(
        label=gettext_lazy("Code sent to the present one"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "class": "short"}),
    )

    field_order = ("code", "old")


@page
def contact(request: HttpRequest) -> HttpResponse:
    """Name a new number or address; a code goes there, and one to the present one."""
    if not is_applicant(request.user):
        raise PermissionDenied
    form, status = ContactForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            new: Address = form.cleaned_data["contact"]
            old = _present(request, new.kind)
            if old == new:
                form.add_error("contact", _("This is the present one already."))
            else:
                why = ask(request, Purpose.NEW_CONTACT, new, old=old.value if old else "")
                if old and not why:
                    why = ask(request, Purpose.OLD_CONTACT, old)
                if not why:
                    return redirect("portal:contact_enter")
                form.add_error(None, why)
                status = 429
    return render(request, "portal/account/contact.html", {"section": "mine", "form": form}, status=status)


@page
def enter_contact(request: HttpRequest) -> HttpResponse:
    """Both codes let the new one take the place of the old. The right one of two need not be entered twice."""
    asked = awaited(request, Purpose.NEW_CONTACT)
    done = request.session.get(CONFIRMED, {})
    if asked is None and not done:
        return redirect("portal:contact")
    old = str(asked.more["old"] if asked else done["old"])
    form = (BothForm if old else CodeForm)(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if asked is not None and (code := request.POST.get("code", "")):
            if (right := entered(request, Purpose.NEW_CONTACT, code)) is None:
                form.add_error("code", wrong_code())
            else:
                done = {"kind": right.kind, "value": right.value, "old": old}
                request.session[CONFIRMED] = done
        if done and _old_fits(request, form, old):
            return _changed(request, form, done)
    context = {"section": "mine", "form": form, "asked": asked, "done": bool(done), "old": old}
    return render(request, "portal/account/contact_enter.html", context, status=status)


def _old_fits(request: HttpRequest, form: forms.Form, old: str) -> bool:
    if not old:
        return True
    if entered(request, Purpose.OLD_CONTACT, request.POST.get("old", "")) is not None:
        return True
    form.add_error("old", wrong_code())
    return False


def _changed(request: HttpRequest, form: forms.Form, done: dict[str, Any]) -> HttpResponse:
    request.session.pop(CONFIRMED, None)
    try:
        change_contact(by=actor_of(request), address=Address(ContactKind(done["kind"]), done["value"]))
    except Refused as error:
        messages.error(request, str(error))
        return redirect("portal:contact")
    messages.success(request, _("Noted. Codes and messages go there from now on."))
    return redirect("portal:account")


@page
def close(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, send a code, and end the account with it."""
    if not is_applicant(request.user):
        raise PermissionDenied
    asked = awaited(request, Purpose.CLOSE)
    form, status = CodeForm(request.POST if "code" in request.POST else None), 200
    reached = _reached(request)
    if request.method == "POST" and "code" not in request.POST and reached is not None:
        why = ask(request, Purpose.CLOSE, reached)
        if not why:
            return redirect("portal:account_close")
        messages.error(request, why)
    elif request.method == "POST" and asked is not None:
        status = 422
        if form.is_valid() and entered(request, Purpose.CLOSE, form.cleaned_data["code"]) is not None:
            close_account(by=actor_of(request))
            logout(request)
            return render(request, "portal/account/closed.html", {})
        form.add_error("code", wrong_code())
    context = {"section": "mine", "form": form, "asked": asked, "reached": reached}
    return render(request, "portal/account/close.html", context, status=status)


def _present(request: HttpRequest, kind: ContactKind) -> Address | None:
    """What a new one of ``kind`` takes the place of; else the other by which the owner is reached."""
    value = contact_of(request.user.pk, kind)
    return Address(kind, value) if value else _reached(request)


def _reached(request: HttpRequest) -> Address | None:
    """By what the owner is reached: the mobile before the address."""
    known = contacts_of([request.user.pk or 0]).get(request.user.pk or 0, {})
    return next((Address(kind, known[kind]) for kind in ContactKind if kind in known), None)
