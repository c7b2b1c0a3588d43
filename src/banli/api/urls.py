"""The addresses of the API, all under /api/v1/. The OpenAPI document is served; no page needs another host."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path, reverse
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from banli.api.problems import teach, unknown
from banli.api.views import calendars, cases, deadline, intakes, items


class Readable(JSONRenderer):
    """JSON with its Chinese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


api = teach(
    NinjaAPI(
        renderer=Readable(),
        title="Banli 办理",
        version="1",
        description="What the pages of the platform say, for programs; exchange files for sources that hold a token.",
        openapi_url="openapi.json",
        docs_url=None,
        urls_namespace="api",
    )
)
for part in (deadline, items, calendars, cases, intakes):
    api.add_router("", part.router)


def index(request: HttpRequest) -> HttpResponse:
    """Where the document of this interface lies."""
    return JsonResponse({"openapi": reverse("api:openapi-json")})


_patterns, _application, _namespace = api.urls
urlpatterns = [
    path(
        "",
        include(
            (
                [path("", index, name="index"), *_patterns, path("<path:rest>", unknown, name="unknown")],
                _application,
            ),
            namespace=_namespace,
        ),
    )
]
