"""The door of a demo: signing in as one of its invented people by one click. In any other folder there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from banli.kernel.actors import Role
from banli.kernel.whole_files import write_whole
from banli.people.service import User
from banli.screens.sign_in import begin_session, first_page

FILE = "demo-people"
"""User names of the people the demo made, one a line; nobody else is let in without a password."""
BACKEND = "banli.people.selectors.signed_in.HouseBackend"
ROLES = {
    Role.APPLICANT: pgettext_lazy("demo", "Applicant"),
    Role.CLERK: pgettext_lazy("demo", "Clerk at a window"),
    Role.REVIEWER: pgettext_lazy("demo", "Reviewer"),
    Role.APPROVER: pgettext_lazy("demo", "Approver"),
    Role.GOVERNMENT: pgettext_lazy("demo", "Head of the government"),
    Role.HALL_MANAGER: pgettext_lazy("demo", "Hall manager"),
    Role.SUPERVISOR: pgettext_lazy("demo", "Supervisor"),
    Role.EDITOR: pgettext_lazy("demo", "Editor of the weekly report"),
    Role.CHECKER: pgettext_lazy("demo", "Checker of the weekly report"),
    Role.SIGNER: pgettext_lazy("demo", "Signer of the weekly report"),
    Role.ADMIN: pgettext_lazy("demo", "Administrator"),
}
"""What each role is called on the sign-in page, in the order in which a case meets them."""


@dataclass(frozen=True)
class Guest:
    """Somebody to sign in as."""

    username: str
    name: str
    place: str
    """Short name of the department, and the window; empty for who has none."""


@dataclass(frozen=True)
class Group:
    """Everybody of one role; the first of the pack's list comes first."""

    role: Any
    guests: Sequence[Guest]

    @property
    def others(self) -> Sequence[Guest]:
        """Everybody but the first."""
        return self.guests[1:]


def note_people(usernames: Sequence[str]) -> None:
    """Note in the folder whom the demo made."""
    write_whole(_file(), "".join(f"{name}\n" for name in usernames))


def groups() -> list[Group]:
    """The demo's people by role; none where the folder is no demo's."""
    if not settings.DEMO:
        return []
    order = {name: place for place, name in enumerate(_noted())}
    people = User.objects.filter(username__in=order, is_active=True).select_related("department", "window")
    known = sorted(people, key=lambda one: order[one.username])
    found = []
    for role, words in ROLES.items():
        guests = [_guest(one) for one in known if one.roles and one.roles[0] == role]
        if guests:
            found.append(Group(words, guests))
    return found


def _guest(user: User) -> Guest:
    place = user.department.short_name if user.department else ""
    window = user.window.name if user.window else ""
    return Guest(user.username, user.display_name, window or place)


def _noted() -> list[str]:
    try:
        return _file().read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []


def _file() -> Path:
    return Path(settings.DATA_FOLDER) / FILE


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the chosen person of the demo and lead to the page asked for, or to the person's first page."""
    username = request.POST.get("username", "")
    if not settings.DEMO or username not in _noted():
        raise Http404
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Http404
    begin_session(request, user, BACKEND)
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect(first_page(user))
