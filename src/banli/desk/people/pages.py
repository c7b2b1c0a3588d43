"""People at the desk: who signs in, in which roles and where; for administrators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from banli.accounts.service import has_second_factor, reset_second_factor
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import undone
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.people.service import (
    LOOKED_AT,
    OUTCOMES,
    ROLE_NAMES,
    SignIn,
    User,
    account,
    accounts,
    change_account,
    check_certificate,
    check_names,
    departments,
    end_account,
    looks,
    named,
    open_account,
    reopen_account,
    reset_password,
    sign_ins,
    sign_ins_of,
    windows,
)
from banli.screens.parameters import whole

PAGE = 50
VIEWS = ("open", "ended")
UNSENT = "-"
"""Stands for a name that the form does not ask for, or whose own fault is told already."""


class PlaceForm(forms.Form):
    """What an account says: the name, the roles, and where."""

    display_name = forms.CharField(label=gettext_lazy("Name shown to others"), max_length=150)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one role.")},
    )
    department = forms.ChoiceField(label=gettext_lazy("Department"), required=False)
    window = forms.ChoiceField(label=gettext_lazy("Window"), required=False)
    certificate = forms.CharField(
        label=gettext_lazy("Number of the enforcement certificate"),
        help_text=gettext_lazy("Of officers who investigate or inspect; empty for everybody else."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", _("none"))
        places: Mapping[str, list[tuple[str, str]]] = {
            "roles": [(str(role), _(words)) for role, words in ROLE_NAMES.items()],
            "department": [none, *((one.code, named(one)) for one in departments())],
            "window": [none, *((one.code, named(one)) for one in windows())],
        }
        for name, choices in places.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Names that say something and a number that can be printed, told at their field whatever else is wrong."""
        told = self.cleaned_data
        for check, given in (
            (check_names, (told.get("username", UNSENT), told.get("display_name", UNSENT))),
            (check_certificate, (told.get("certificate", ""),)),
        ):
            try:
                check(*given)
            except Invalid as error:
                at_fields(self, error)
        return told


class NewForm(PlaceForm):
    """... and the name to sign in by."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        help_text=gettext_lazy("The name to sign in by; it does not change."),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    field_order = ("username", "display_name", "roles", "department", "window", "certificate")


class ReasonForm(forms.Form):
    """Why an account is ended."""

    reason = forms.CharField(label=gettext_lazy("Why the account is ended"), max_length=400)


def outcome_rows(found: list[SignIn]) -> list[tuple[SignIn, str]]:
    """Sign-ins with what each came to."""
    return [(one, _(OUTCOMES[one.outcome])) for one in found]


@screen
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in, or whose account was ended, found by words."""
    words, view = request.GET.get("q", "").strip(), request.GET.get("view", "")
    view = view if view in VIEWS else "open"
    found = accounts(actor(request), words=words, ended=view == "ended", after=request.GET.get("after", ""))
    context = {
        "rows": [(one, [_(ROLE_NAMES[role]) for role in one.roles if role in ROLE_NAMES]) for one in found],
        "words": words,
        "view": view,
        "views": (("open", pgettext("people", "Open")), ("ended", pgettext("people", "Ended"))),
        "following": found[-1].username if len(found) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/people/people.html", "people", context)


@screen
def new(request: HttpRequest) -> HttpResponse:
    """Make somebody able to sign in; the password to hand out is shown once."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            user, secret = open_account(
                by=actor(request),
                username=told["username"],
                display_name=told["display_name"],
                roles=told["roles"],
                department=told["department"],
                window=told["window"],
                certificate=told["certificate"],
            )
        except Invalid as error:
            at_fields(form, error)
        except Missing as error:
            form.add_error("window", str(error))
        else:
            return _person(request, user.pk, secret=secret)
    status = 422 if form.errors else 200
    return show(request, "desk/people/person_new.html", "people", {"form": form}, status)


def at_fields(form: forms.Form, error: Invalid) -> None:
    """Each problem at its field, or above the form."""
    for one in error.problems:
        form.add_error(one.where if one.where in form.fields else None, str(one))


@screen
def person(request: HttpRequest, key: int) -> HttpResponse:
    """One account: roles and place, its last sign-ins, and what may be done with it."""
    return _person(request, key)


def _person(request: HttpRequest, key: int, *, status: int = 200, **more: Any) -> HttpResponse:
    by = actor(request)
    user = account(by, key)
    context = {
        "person": user,
        "roles": [_(ROLE_NAMES[role]) for role in user.roles if role in ROLE_NAMES],
        "form": PlaceForm(initial=_present(user)),
        "end_form": ReasonForm(),
        "recent": outcome_rows(sign_ins_of(by, key)),
        "secret": "",
        "second_factor": has_second_factor(key),
        "words": "",
        **more,
    }
    return show(request, "desk/people/person.html", "people", context, status)


def _present(user: User) -> dict[str, Any]:
    return {
        "display_name": user.display_name,
        "roles": user.roles,
        "department": user.department_id or "",
        "window": user.window_id or "",
        "certificate": user.certificate,
    }


@screen
@require_POST
def act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Change an account, end it, open it again, or hand out a new password."""
    acts: dict[str, Callable[[HttpRequest, int, int], HttpResponse]] = {
        "change": _change,
        "end": _end,
        "reopen": lambda request, key, version: _handed(request, key, reopen_account, version),
        "second_factor": _second_factor,
        "reset": lambda request, key, version: _handed(request, key, reset_password, version),
    }
    version = whole(request.POST.get("version", ""))
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    if version is None:
        return redirect("desk:person", key)
    try:
        return acts[name](request, key, version)
    except (Refused, Stale) as error:
        typed: dict[str, dict[str, Any]] = {
            "change": {"form": PlaceForm(request.POST)},
            "end": {"end_form": ReasonForm(request.POST)},
        }
        return _person(
            request, key, status=409, words=undone(error, request.POST), act=name, **typed.get(name, {})
        )


def _change(request: HttpRequest, key: int, version: int) -> HttpResponse:
    form = PlaceForm(request.POST)
    if form.is_valid():
        try:
            change_account(by=actor(request), person=key, version=version, **form.cleaned_data)
        except Invalid as error:
            at_fields(form, error)
        except Missing as error:
            form.add_error("window", str(error))
        else:
            messages.success(request, _("Noted."))
            return redirect("desk:person", key)
    return _person(request, key, status=422, form=form)


def _end(request: HttpRequest, key: int, version: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            end_account(by=actor(request), person=key, version=version, reason=form.cleaned_data["reason"])
        except Invalid as error:
            at_fields(form, error)
        else:
            messages.success(request, _("Noted."))
            return redirect("desk:person", key)
    return _person(request, key, status=422, end_form=form)


def _second_factor(request: HttpRequest, key: int, version: int) -> HttpResponse:
    """Of a lost telephone; a second click finds none."""
    reset_second_factor(by=actor(request), person=key)
    messages.success(request, _("Noted."))
    return redirect("desk:person", key)


def _handed(
    request: HttpRequest, key: int, act: Callable[..., tuple[User, str]], version: int
) -> HttpResponse:
    """The password stands on this one page and nowhere else."""
    _user, secret = act(by=actor(request), person=key, version=version)
    return _person(request, key, secret=secret)


@screen
def all_sign_ins(request: HttpRequest) -> HttpResponse:
    """Who signed in and out and who failed to, the latest first; for administrators and supervisors."""
    view = "failed" if request.GET.get("view") == "failed" else "all"
    found = sign_ins(
        actor(request), failed=view == "failed", before=whole(request.GET.get("after", "")) or None
    )
    context = {
        "rows": outcome_rows(found),
        "view": view,
        "views": (("all", pgettext("sign-ins", "All")), ("failed", pgettext("sign-ins", "Failed"))),
        "words": "",
        "following": str(found[-1].pk) if len(found) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/people/sign_ins.html", "sign_ins", context)


@screen
def all_looks(request: HttpRequest) -> HttpResponse:
    """Who looked at what identifies a person, and why; for administrators and supervisors."""
    words = request.GET.get("q", "").strip()
    found = looks(actor(request), words=words, before=whole(request.GET.get("after", "")) or None)
    context = {
        "rows": [(one, _(LOOKED_AT[one.what])) for one in found],
        "words": words,
        "view": "",
        "following": str(found[-1].pk) if len(found) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/people/looks.html", "looks", context)
