"""Numbers for the papers of a device: leased for the day, and given back when the day closes there."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.desk.kit.frame import actor
from banli.desk.offline.kinds import kinds
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid
from banli.offline.service import lease_numbers, return_numbers
from banli.screens.statuses import status_of


@require_POST
def numbers(request: HttpRequest) -> HttpResponse:
    """Lease what is wanted on the device, with what the papers say of each number; with ``back``, take unused ones."""
    by = actor(request)
    try:
        device = UUID(request.POST.get("device", ""))
        back = request.POST.get("back", "")
        told = _back(by, device, back) if back else _leased(request, by, device)
    except ValueError:
        return JsonResponse(
            {"words": _("This device did not say which one it is. Load the page anew.")}, status=422
        )
    except BanliError as error:
        return JsonResponse({"words": str(error)}, status=status_of(error))
    return JsonResponse(told)


def _leased(request: HttpRequest, by: Actor, device: UUID) -> dict[str, Any]:
    found = list(kinds(by))
    wanted = [(kind, one) for kind in found for one in kind.wanted(by)]
    rows = lease_numbers(by=by, device=device, wanted=[one for _kind, one in wanted])
    told: dict[str, list[dict[str, Any]]] = {one.key: [] for _kind, one in wanted}
    of = {one.series: (kind, one.key) for kind, one in wanted}
    for row in rows:
        kind, key = of[row.series]
        told[key].append({"serial": row.serial, **kind.printed(row, request.build_absolute_uri)})
    return {"day": clock.today().isoformat(), "numbers": told}


def _back(by: Actor, device: UUID, sent: str) -> dict[str, Any]:
    """Give back ``{key: [serial, …]}``."""
    told = json.loads(sent)
    if not isinstance(told, dict) or not all(_serials(one) for one in told.values()):
        raise Invalid([], _("This was not written by a device that is set up here."))
    series = {one.key: one.series for kind in kinds(by) for one in kind.wanted(by)}
    count = sum(
        return_numbers(by=by, device=device, series=series[key], serials=serials)
        for key, serials in told.items()
        if key in series
    )
    return {"returned": count}


def _serials(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(one, int) and 0 < one < 10**9 for one in given)
