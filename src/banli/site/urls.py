"""Every address of the site: the API and the desk under their own prefixes, the portal at the root."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from banli.site import demo_door


def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; for the supervisor and for load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/setlang/", set_language, name="set_language"),
    path("health", health, name="health"),
    path("demo/sign-in/", demo_door.sign_in, name="demo_sign_in"),
    path("api/v1/", include("banli.api.urls")),
    path("desk/", include("banli.desk.urls")),
    path("", include("banli.portal.urls")),
]
