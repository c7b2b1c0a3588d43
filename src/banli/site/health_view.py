"""``/health`` for whoever watches the platform, and ``/health/live`` for whoever starts it."""

from __future__ import annotations

import logging
from dataclasses import asdict

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from banli.kernel.actors import Role
from banli.site.health import Finding

KEPT = 5
"""Seconds an answer is good for, so that nobody can keep the database busy by asking."""
LOG = logging.getLogger("banli.health")


def live(request: HttpRequest) -> HttpResponse:
    """200 when the database answers: for the supervisor, and for load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def health(request: HttpRequest) -> JsonResponse:
    """200, or 503 where something statutory is stuck; everybody reads which, an administrator reads all of it."""
    found = cache.get("health") or _examined()
    failing = [one.name for one in found if one.needed and not one.ok]
    told = {"status": "degraded" if failing else "ok", "failing": failing}
    if failing != ["database"] and Role.ADMIN in getattr(request.user, "roles", ()):
        told["checks"] = [asdict(one) for one in found]
    answer = JsonResponse(told, status=503 if failing else 200, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    return answer


def _examined() -> list[Finding]:
    from banli.site.legal_checks import standing

    try:
        found = standing(settings.DATA_FOLDER)
    except DatabaseError as error:
        found = [Finding("database", False, type(error).__name__, "see logs/postgres.log", needed=True)]
    for one in found:
        if one.needed and not one.ok:
            LOG.error("%s: %s; %s", one.name, one.told, one.todo)
    cache.set("health", found, KEPT)
    return found
