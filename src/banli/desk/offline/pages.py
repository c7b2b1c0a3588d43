"""The page that opens without a network, its worker, and what a device asks when there is one.

The page itself is the same for everybody and says nothing about anybody. Forms and names of people come as data, which
the device encrypts before it keeps them.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import check_for_language, get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banli.desk.kit.frame import actor
from banli.desk.offline.calls import line_for
from banli.desk.offline.kinds import kinds
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import BanliError, Invalid
from banli.offline.service import (
    GRANTS,
    OPENS_FOR,
    DeviceKey,
    OfflinePermission,
    is_struck_off,
    key_of,
    opens_until,
    set_up_device,
)
from banli.people.service import Door, Locked, User, asked_from, guarded, named, windows
from banli.screens.statuses import status_of

SEEN = "banli.offline.seen"
"""What the token is signed for that tells which time of the server a device has seen."""
STYLES = ("tokens", "tokens-dark", "base", "forms", "upload", "components", "record", "flow", "shell")
MODULES = (
    "page",
    "store",
    "vault",
    "outbox",
    "form",
    "badge",
    "numbers",
    "rules",
    "paper",
    "elements",
    "tickets",
    "screen",
    "opening",
)
SHELL = (
    *(f"banli/{name}.css" for name in STYLES),
    "desk/hall.css",
    "desk/choices.js",
    "desk/offline/offline.css",
    "banli/receipt.css",
    "banli/queue.css",
    *(f"desk/offline/{name}.js" for name in MODULES),
    "banli/mark.svg",
)
"""Static files that the page needs without a network; there is nothing about anybody in them."""
WORKER = "desk/offline/worker.js"


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The page, the same for everybody; ``?language=`` for the worker, which asks without any cookie."""
    language = request.GET.get("language", "")
    with override(language if check_for_language(language) else get_language()):
        return render(
            request, "desk/offline/offline.html", {"styles": [f"banli/{one}.css" for one in STYLES]}
        )


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; another version of the shell makes another text, so that browsers fetch it anew."""
    answer = HttpResponse(_worker(get_language() or ""), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = reverse("desk:today")
    return answer


@cache
def _worker(language: str) -> str:
    read = {name: _text(name) for name in (WORKER, *SHELL)}
    version = hashlib.sha256("".join(read.values()).encode()).hexdigest()[:16]
    told = {
        "version": version,
        "page": reverse("desk:offline"),
        "from": f"{reverse('desk:offline')}?language={language}",
        # Modules name each other as they are called in the tree; pages by the name with the digest, where there is one.
        "files": sorted({one for name in SHELL for one in (static(name), f"{settings.STATIC_URL}{name}")}),
    }
    return f"const SHELL = {json.dumps(told)};\n{read[WORKER]}"


def _text(name: str) -> str:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_text(encoding="utf-8")


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Who is signed in, the time, and what opens this device's records of theirs."""
    by = actor(request)
    GRANTS.require(by, OfflinePermission.USE)
    device = _uuid(request.GET.get("device", ""))
    key = key_of(by, device) if device else None
    return JsonResponse(_told(request, by, key, device))


@require_GET
def kit(request: HttpRequest) -> HttpResponse:
    """The forms that somebody may fill in without a network; the device encrypts them."""
    by = actor(request)
    GRANTS.require(by, OfflinePermission.USE)
    forms = [
        {
            "key": one.key,
            "title": str(one.title),
            "html": one.form(by),
            "copy": one.copy(),
            "paper": one.paper(by),
        }
        for one in kinds(by)
    ]
    return JsonResponse({"forms": forms})


@require_POST
def set_up(request: HttpRequest) -> HttpResponse:
    """Set a device up for whoever is signed in and proves it by the password once more."""
    by, device = actor(request), _uuid(request.POST.get("device", ""))
    user = User.objects.filter(pk=by.id or 0, is_active=True).first()
    password = request.POST.get("password", "")
    try:
        if device is None or user is None:
            raise Invalid([], _("This device did not say which one it is. Load the page anew."))
        fits = guarded(
            door=Door.SIGN_IN,
            secret=user.username.casefold(),
            address=asked_from(request.META),
            fits=lambda: user.check_password(password),
        )
        if not fits:
            return _refused(422, _("This is not your password."), "password")
        key = set_up_device(by=by, device=device, window=request.POST.get("window", ""))
    except Locked:
        return _refused(429, _("Too many wrong tries. Please wait fifteen minutes."), "password")
    except BanliError as error:
        return _refused(status_of(error), str(error))
    return JsonResponse(_told(request, by, key))


def _told(
    request: HttpRequest, by: Actor, key: DeviceKey | None, device: UUID | None = None
) -> dict[str, Any]:
    now = clock.now()
    told: dict[str, Any] = {
        "owner": str(by.id),
        "name": by.name,
        "now": now.isoformat(),
        "seen": signing.dumps(now.isoformat(), salt=SEEN),
        "opens_until": opens_until(now).isoformat(),
        "opens_for": int(OPENS_FOR.total_seconds() // 3600),
        "csrf": get_token(request),
        "secret": base64.b64encode(bytes(key.secret)).decode() if key else "",
        "mark": _mark(request, key) if key else "",
        "struck": key is None and device is not None and is_struck_off(device),
        "window": str(named(key.device.window)) if key and key.device.window else "",
        "line": line_for(by) if key else None,
    }
    if key is None:
        own = windows() if Role.HALL_MANAGER in by.roles else windows(by.department)
        told["windows"] = [[one.code, str(named(one))] for one in own]
        told["own_window"] = by.window
    return told


def _mark(request: HttpRequest, key: DeviceKey) -> str:
    """What changes with the password: a device that keeps another one is set up again. It says nothing about either."""
    known = getattr(request.user, "password", "")
    return salted_hmac("banli.offline.password", f"{key.device.public_id}:{known}").hexdigest()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _refused(status: int, words: str, where: str = "") -> JsonResponse:
    return JsonResponse({"words": words, "where": where}, status=status)
