"""One's own account, for applicants and staff alike: the password, and who signed in with it lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banli.accounts.service import contacts_of, level_of
from banli.accounts.states import ContactKind, IdentityLevel
from banli.kernel.errors import Invalid
from banli.kernel.masking import masked_address
from banli.people.service import (
    OUTCOMES,
    Locked,
    change_own_password,
    choose_password,
    sign_ins_of,
    whole_life,
)
from banli.portal.account.by_code import came_by_code, is_applicant
from banli.portal.account.sessions import rows
from banli.portal.kit.visitor import actor_of, address, page

KINDS = {
    ContactKind.MOBILE: gettext_lazy("Mobile number"),
    ContactKind.MAIL: gettext_lazy("E-mail address"),
}
LEVELS = {
    IdentityLevel.NONE: gettext_lazy("Nobody has checked whose account this is."),
    IdentityLevel.CODE: gettext_lazy(
        "Confirmed by a code. To be answered about yourself at once, show your identity card at any window."
    ),
    IdentityLevel.CHECKED: gettext_lazy(
        "Your papers were seen: questions about yourself are answered at once."
    ),
    IdentityLevel.PROVIDER: gettext_lazy(
        "An identity provider has said who you are: questions about yourself are answered at once."
    ),
}
NEW = {"autocomplete": "new-password"}


class NewPasswordForm(forms.Form):
    """The new password twice, because nobody sees what they type."""

    new = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least ten characters, not digits alone, and nothing anybody would try."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs=NEW),
    )
    again = forms.CharField(
        label=gettext_lazy("New password once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs=NEW),
    )

    def clean(self) -> dict[str, Any]:
        """Both say the same."""
        told = self.cleaned_data
        if told.get("new") and told.get("again") and told["new"] != told["again"]:
            self.add_error("again", _("This is not the same as above."))
        return told


class OwnPasswordForm(NewPasswordForm):
    """... and the present one, where no code was entered just now."""

    current = forms.CharField(
        label=gettext_lazy("Present password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "new", "again")


@page
def account(request: HttpRequest) -> HttpResponse:
    """Change one's password; see from where one signed in lately."""
    by, by_code = actor_of(request), came_by_code(request)
    form = (NewPasswordForm if by_code else OwnPasswordForm)(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _changed(request, form)
        if status == 302:
            messages.success(request, _("The password is changed. It is signed out everywhere else."))
            return redirect("portal:account")
    recent = [(one, _(OUTCOMES[one.outcome])) for one in sign_ins_of(by, by.id or 0)]
    must = bool(getattr(request.user, "temporary", False))
    context = {
        "section": "mine",
        "form": form,
        "must": must,
        "recent": recent,
        "sessions": [] if must else rows(request),
        "whole_hours": whole_life(by.roles) // timedelta(hours=1),
        "by_code": by_code,
        "has_password": getattr(request.user, "has_usable_password", bool)(),
        "keeps": is_applicant(request.user),
        "contacts": _contacts(by.id or 0),
        "level": LEVELS[level_of(request.user)],
    }
    return render(request, "portal/account/account.html", context, status=status)


def _contacts(person: int) -> list[tuple[Any, str]]:
    """The account's number and address, in part."""
    known = contacts_of([person]).get(person, {})
    return [(words, masked_address(known[kind])) for kind, words in KINDS.items() if kind in known]


def _changed(request: HttpRequest, form: NewPasswordForm) -> int:
    """Change it; the status of the answer, with what is wrong at its field."""
    if not form.is_valid():
        return 422
    told, by = form.cleaned_data, actor_of(request)
    try:
        if "current" in told:
            user = change_own_password(
                by=by, current=told["current"], new=told["new"], address=address(request)
            )
        else:
            user = choose_password(by=by, new=told["new"])
    except Invalid as error:
        for one in error.problems:
            form.add_error(one.where if one.where in form.fields else None, str(one))
        return 422
    except Locked as error:
        form.add_error(None, str(error))
        return 429
    update_session_auth_hash(request, user)
    return 302
