"""The addresses of the API, all under /api/v1/. The OpenAPI document is served; no page needs another host."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path, reverse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from banli.api.problems import refusing, teach, unknown
from banli.api.views import calendars, cases, deadline, intakes, items, messages


class Readable(JSONRenderer):
    """JSON with its Chinese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


class Interface(NinjaAPI):
    """Declares its refusals as what they are sent as: problem objects, also those that an address does not list."""

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        """The document."""
        document = super().get_openapi_schema(**more)
        for operations in document["paths"].values():
            for one in operations.values():
                one["responses"] = refusing(one["responses"])
        return document


api = teach(
    Interface(
        renderer=Readable(),
        title="Banli 办理",
        version="1",
        description="What the pages of the platform say, for programs; exchange files for sources that hold a token.",
        openapi_url="openapi.json",
        docs_url=None,
        urls_namespace="api",
    )
)
for part in (deadline, items, calendars, cases, intakes, messages):
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
