"""The devices that work without a network, and striking off one that is lost."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banli.desk.kit.frame import actor, screen, show
from banli.offline.service import devices_of, is_struck_off
from banli.offline.service import strike_off as strike


@screen
@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """One's own devices, or everybody's for an administrator: who has a key there, numbers held, what came in last."""
    rows = devices_of(actor(request))
    live = [one for one in rows if one.struck_off_at is None]
    struck = [one for one in rows if one.struck_off_at is not None]
    return show(request, "desk/offline/devices.html", "devices", {"live": live, "struck": struck})


@screen
@require_POST
def strike_off(request: HttpRequest, device: UUID) -> HttpResponse:
    """Strike a device off."""
    strike(by=actor(request), device=device)
    messages.success(
        request, _("The device is struck off: nothing that was written on it comes in any more.")
    )
    return redirect("desk:devices")


@require_GET
def struck(request: HttpRequest) -> HttpResponse:
    """Whether a device was struck off, told to whoever knows its random name, so that a lost one clears itself."""
    try:
        device = UUID(request.GET.get("device", ""))
    except ValueError:
        return JsonResponse({"struck": False})
    return JsonResponse({"struck": is_struck_off(device)})
