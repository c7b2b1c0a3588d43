"""Every address of the site: the API and the desk under their own prefixes, the portal at the root."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from banli.screens import demo_mobile, demo_sign_in
from banli.site import health_view

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/setlang/", set_language, name="set_language"),
    path("health", health_view.health, name="health"),
    path("health/live", health_view.live, name="health_live"),
    path("demo/sign-in/", demo_sign_in.sign_in, name="demo_sign_in"),
    path("demo/mobile/", demo_mobile.mobile, name="demo_mobile"),
    path("api/v1/", include("banli.api.urls")),
    path("desk/", include("banli.desk.urls")),
    path("", include("banli.portal.urls")),
]

handler403 = "banli.desk.kit.refusals.forbidden"
handler404 = "banli.desk.kit.refusals.missing"
handler500 = "banli.site.last_resort.server_error"
