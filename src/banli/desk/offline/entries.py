"""What was written without a network comes in: each record once, whatever is sent how often."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import AlreadyOpen
from banli.catalogue.service import Doubted
from banli.desk.kit.frame import actor
from banli.desk.offline.kind import moment
from banli.desk.offline.kinds import kind_of
from banli.desk.offline.pages import SEEN
from banli.desk.offline.visits import visit_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid
from banli.offline.service import Entry, receive
from banli.screens.statuses import status_of

OWN = frozenset({"kind", "told_at", "seen"})
"""What says how a record is sent and no act needs; the rest is for the act: its fields, ``entry`` and ``device``."""


@require_POST
def entries(request: HttpRequest) -> HttpResponse:
    """Take one record in. 200 tells what it became, also a second time; 4xx why it was not taken, at its fields."""
    by = actor(request)
    try:
        entry = read_entry(request.POST)
        row = receive(by=by, entry=entry, do=lambda when: _become(by, entry, request, when))
    except Invalid as error:
        problems = [{"where": one.where, "words": str(one)} for one in error.problems]
        told = {"words": str(error), "problems": problems, "insist": _insist(error)}
        return JsonResponse(told, status=422)
    except BanliError as error:
        return JsonResponse({"words": str(error), "problems": []}, status=status_of(error))
    when = row.happened_at.astimezone(clock.SHANGHAI)
    return JsonResponse({"entry": str(row.public_id), "happened_at": when.isoformat(), **row.became})


def _insist(error: Invalid) -> dict[str, str] | None:
    """What can be ticked to go on in spite of it; None where nothing can."""
    if isinstance(error, AlreadyOpen):
        marks = " ".join(one.mark for one in error.twins)
        return {"name": "known", "value": marks, "words": _("It is another matter: hand in all the same")}
    if isinstance(error, Doubted):
        words = _("The applicant says that these answers are right")
        return {"name": "anyway", "value": error.marks, "words": words}
    return None


def read_entry(sent: QueryDict) -> Entry:
    """What a device says of a record. Raises :class:`Invalid` where it is nothing that a device of ours says."""
    try:
        return Entry(
            id=UUID(sent.get("entry", "")),
            device=UUID(sent.get("device", "")),
            kind=sent.get("kind", ""),
            told_at=_moment(sent.get("told_at", "")),
            seen_at=_moment(signing.loads(sent.get("seen", ""), salt=SEEN)),
            visit=visit_of(sent),
        )
    except (ValueError, TypeError, OverflowError, signing.BadSignature):
        raise Invalid([], _("This was not written by a device that is set up here.")) from None


def _moment(text: str) -> datetime:
    found = moment(text)
    if found is None:
        raise ValueError(text)
    return found


def _become(by: Actor, entry: Entry, request: HttpRequest, when: Any) -> Any:
    kind = kind_of(by, entry.kind)
    if kind is None:
        raise Invalid([], _("You may not record this, or nobody may any more."))
    fields = request.POST.copy()
    for name in OWN:
        fields.pop(name, None)
    # The form that was kept has the token of the day it was fetched; each record has its own.
    fields["token"] = entry.id.hex[:12]
    return kind.take(by, fields, request.FILES, when)
