"""公共资源交易 for everybody: what was announced, one project with its notice, session and result."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banli.kernel.sources import cited
from banli.kernel.text import Words
from banli.portal.kit.asked import address_of, words_of
from banli.portal.kit.visitor import page
from banli.screens.parameters import whole
from banli.trading import service as door
from banli.trading.states import (
    FAILURE_NAMES,
    KIND_NAMES,
    STATE_NAMES,
    TradingFailure,
    TradingKind,
    TradingState,
)


@page
def tradings(request: HttpRequest) -> HttpResponse:
    """Projects that were announced, the latest first, by kind and words."""
    kind = request.GET.get("kind", "")
    asked = door.TradingFilter(kind=kind if kind in set(TradingKind) else "", words=words_of(request))
    found, after = door.listed(door.public_projects(), asked), whole(request.GET.get("after", ""))
    rows = list((found.filter(pk__lt=after) if after else found)[: door.PAGE + 1])
    following = rows[door.PAGE - 1].pk if len(rows) > door.PAGE else None
    told = {"q": asked.words, "kind": asked.kind}
    context = {
        "section": "public",
        "rows": [_row(one) for one in rows[: door.PAGE]],
        "asked": told,
        "kinds": list(KIND_NAMES.items()),
        "searched": any(told.values()),
        "following": address_of(told, after=str(following)) if following else "",
        "first_page": address_of(told) if after is not None else "",
    }
    return render(request, "portal/public/tradings.html", context)


def _row(one: door.TradingProject) -> dict[str, Any]:
    return {
        "row": one,
        "kind": KIND_NAMES[TradingKind(one.kind)],
        "state": STATE_NAMES[TradingState(one.state)],
        "sale": door.is_sale(one),
    }


@page
def trading(request: HttpRequest, public_id: str) -> HttpResponse:
    """One project. Experts stand here with the result, and only where a text has them published."""
    found = door.find_public(public_id)
    booking = door.booking_of(found)
    said, rules = door.objections_of(found), door.facts_of(found).rules
    context = {
        "section": "public",
        **_row(found),
        "publicity_basis": cited(rules.publicity.basis),
        "notice_basis": cited(rules.notice.basis),
        "booking": booking,
        "room": Words(zh=booking.room.name, en=booking.room.name_en) if booking else "",
        "failure": FAILURE_NAMES[TradingFailure(found.failure)] if found.failure else "",
        "experts": door.published_experts(found),
        "objections": len(said),
        "answered": sum(one.answered_at is not None for one in said),
    }
    return render(request, "portal/public/trading.html", context)
