"""Where one is signed in: ending a session of one's own from another browser."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.people.service import (
    BEGUN,
    Session,
    browser_words,
    end_other_sessions,
    end_session,
    open_sessions,
)
from banli.portal.kit.visitor import actor_of, address, page

LINK = gettext_noop("%(browser)s on %(system)s")


def present_mark(request: HttpRequest) -> str:
    """The mark of the session of this request."""
    return str((request.session.get(BEGUN) or {}).get("mark", ""))


def rows(request: HttpRequest) -> list[tuple[Session, str, bool]]:
    """The sessions of whoever is signed in, each with its browser in words and whether it is this one."""
    mine = present_mark(request)
    return [(one, browser(one.browser), one.mark == mine) for one in open_sessions(actor_of(request))]


def browser(said: str) -> str:
    """What a browser says of itself, in words."""
    program, system = browser_words(said)
    if program and system:
        return _(LINK) % {"browser": _(program), "system": _(system)}
    return _(program or system) if program or system else _("Another program")


@page
@require_POST
def end(request: HttpRequest, mark: str) -> HttpResponse:
    """End one; a second click finds it ended, and says the same."""
    try:
        end_session(by=actor_of(request), mark=mark, address=address(request))
    except Missing as error:
        messages.info(request, str(error))
    else:
        messages.success(request, _("Ended: the next click there asks to sign in."))
    return redirect("portal:account")


@page
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    ended = end_other_sessions(by=actor_of(request), mark=present_mark(request), address=address(request))
    words = ngettext("%(count)d session ended.", "%(count)d sessions ended.", ended) % {"count": ended}
    messages.success(request, words if ended else _("You are signed in nowhere else."))
    return redirect("portal:account")
