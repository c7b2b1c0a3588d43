"""Messages at the desk: what was sent by which channel, what failed, and sending one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from banli.desk.kit.frame import actor, screen, show
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Refused
from banli.kernel.masking import masked_address
from banli.notices.service import (
    AT_NIGHT,
    GRANTS,
    PAGE,
    Dispatch,
    NoticePermission,
    channels_now,
    dispatch_of,
    dispatch_page,
    happened,
    may_send_again,
    open_channels,
    resend,
)
from banli.notices.states import Channel, DispatchState
from banli.people.service import LookedAt, check_look, note_look

CHANNELS = {
    Channel.SITE: pgettext_lazy("channel", "Platform"),
    Channel.SMS: pgettext_lazy("channel", "Short message"),
    Channel.MAIL: pgettext_lazy("channel", "E-mail"),
}
STATES = {
    DispatchState.WAITING: (pgettext_lazy("message", "Waiting"), ""),
    DispatchState.HELD: (pgettext_lazy("message", "Waiting for the morning"), ""),
    DispatchState.SENDING: (pgettext_lazy("message", "Being sent"), ""),
    DispatchState.SENT: (pgettext_lazy("message", "Sent"), "done"),
    DispatchState.DELIVERED: (pgettext_lazy("message", "Arrived"), "done"),
    DispatchState.FAILED: (pgettext_lazy("message", "Did not arrive"), "overdue"),
    DispatchState.GIVEN_UP: (pgettext_lazy("message", "Given up"), "overdue"),
}
VIEWS = (
    ("", pgettext_lazy("messages", "All")),
    ("waiting", pgettext_lazy("messages", "Waiting")),
    ("trouble", pgettext_lazy("messages", "Not arrived")),
)


class LookForm(forms.Form):
    """Why somebody wants to see a number or address in full."""

    reason = forms.CharField(label=gettext_lazy("Why you need to see it"), max_length=400)


@dataclass(frozen=True)
class Row:
    """A message on one channel in the reader's words."""

    one: Dispatch
    what: Any
    channel: Any
    state: Any
    tone: str
    to: str
    case: str
    """The number of the case it is about; '' where it is about something else."""


def row_of(one: Dispatch) -> Row:
    """``one`` in words, its number in part."""
    words, tone = STATES[DispatchState(one.state)]
    case = one.reference if one.message and one.message.topic == "case" else ""
    return Row(one, happened(one), CHANNELS[Channel(one.channel)], words, tone, masked_address(one.to), case)


@screen
def all_messages(request: HttpRequest) -> HttpResponse:
    """The messages that left the house, the newest first, and how each channel stands."""
    by, view, words = actor(request), request.GET.get("view", ""), request.GET.get("q", "").strip()
    view = view if view in dict(VIEWS) else ""
    found = dispatch_page(by, view=view, words=words, after=_place(request.GET.get("after", "")))
    context = {
        "rows": [row_of(one) for one in found],
        "channels": [
            (CHANNELS[one.channel], one, one.channel in open_channels()) for one in channels_now(by)
        ],
        "view": view,
        "views": VIEWS,
        "words": words,
        "following": _following(found),
        "paged": "after" in request.GET,
    }
    return show(request, "desk/messages/messages.html", "messages", context)


def _following(found: Sequence[Dispatch]) -> str:
    return f"{found[-1].made_at.isoformat()}~{found[-1].pk}".replace("+", "%2B") if len(found) == PAGE else ""


def _place(text: str) -> tuple[datetime, str] | None:
    """Where the page before ended; None for the first page and for what says nothing."""
    at, _sign, key = text.partition("~")
    try:
        moment, last = parse_datetime(at), str(UUID(key))
    except ValueError:
        return None
    return (moment, last) if moment and moment.tzinfo else None


@screen
def message(request: HttpRequest, key: UUID) -> HttpResponse:
    """One message: its words, what became of it, and what may be done."""
    return _message(request, key)


def _message(
    request: HttpRequest, key: UUID, *, status: int = 200, whole: bool = False, **more: Any
) -> HttpResponse:
    by = actor(request)
    one = dispatch_of(by, key)
    context = {
        "row": row_of(one),
        "to": one.to if whole else "",
        "night": AT_NIGHT.get(one.name, ""),
        "may_resend": _may_resend(by, one),
        "form": LookForm(),
        "words": "",
        **more,
    }
    return show(request, "desk/messages/message.html", "messages", context, status)


def _may_resend(by: Actor, one: Dispatch) -> bool:
    return GRANTS.may(by, NoticePermission.RESEND, department=one.scope) and may_send_again(one)


@screen
@require_POST
def look(request: HttpRequest, key: UUID) -> HttpResponse:
    """The number or address in full, once, for a reason that is kept."""
    by = actor(request)
    one, form = dispatch_of(by, key), LookForm(request.POST)
    try:
        reason = check_look(request.POST.get("reason", ""))
    except Invalid as error:
        form.is_valid()
        form.errors.clear()
        form.add_error("reason", str(error.problems[0]))
        return _message(request, key, status=422, form=form)
    note_look(
        by=by,
        what=LookedAt.ADDRESS,
        subject=one.reference,
        detail=str(CHANNELS[Channel(one.channel)]),
        reason=reason,
    )
    return _message(request, key, whole=True)


@screen
@require_POST
def send_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send it once more by the same channel; a second click meets the first one's message under way."""
    try:
        new = resend(by=actor(request), dispatch=key)
    except Refused as error:
        return _message(request, key, status=409, words=str(error))
    messages.success(request, _("It is sent again within a minute."))
    return redirect("desk:message", new.pk)
