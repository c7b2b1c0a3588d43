"""One's own account, for applicants and staff alike: the password, and who signed in with it lately."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banli.kernel.errors import Invalid
from banli.people.service import OUTCOMES, Locked, change_own_password, sign_ins_of
from banli.portal.kit.visitor import actor_of, address, page

NEW = {"autocomplete": "new-password"}


class OwnPasswordForm(forms.Form):
    """The present password, and the new one twice, because nobody sees what they type."""

    current = forms.CharField(
        label=gettext_lazy("Present password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
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


@page
def account(request: HttpRequest) -> HttpResponse:
    """Change one's password; see from where one signed in lately."""
    form, by = OwnPasswordForm(request.POST or None), actor_of(request)
    status = 200
    if request.method == "POST":
        status = _changed(request, form)
        if status == 302:
            messages.success(request, _("The password is changed. It is signed out everywhere else."))
            return redirect("portal:account")
    recent = [(one, _(OUTCOMES[one.outcome])) for one in sign_ins_of(by, by.id or 0)]
    must = bool(getattr(request.user, "temporary", False))
    context = {"section": "mine", "form": form, "must": must, "recent": recent}
    return render(request, "portal/account/account.html", context, status=status)


def _changed(request: HttpRequest, form: OwnPasswordForm) -> int:
    """Change it; the status of the answer, with what is wrong at its field."""
    if not form.is_valid():
        return 422
    told = form.cleaned_data
    try:
        user = change_own_password(
            by=actor_of(request), current=told["current"], new=told["new"], address=address(request)
        )
    except Invalid as error:
        for one in error.problems:
            form.add_error(one.where if one.where in form.fields else None, str(one))
        return 422
    except Locked as error:
        form.add_error(None, str(error))
        return 429
    update_session_auth_hash(request, user)
    return 302
