"""Reports of a gateway on the short messages it was given: signed, and worth nothing twice."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.errors import AuthenticationError
from ninja.security import APIKeyHeader

from banli.api.shapes import MessageReports, ProblemTold, ReportsTold
from banli.notices.service import Report, is_of_gateway, note_reports


class Signature(APIKeyHeader):
    """``X-Signature``: HMAC-SHA256 in hexadecimal digits over the seconds of ``X-At`` and the body, each followed by a
    line feed, with the key that the gateway shares with the platform. A report is good for five minutes."""

    param_name = "X-Signature"

    def __call__(self, request: HttpRequest) -> str:
        """The signature. Raises :class:`AuthenticationError` where it does not fit."""
        signature = request.headers.get(self.param_name, "")
        at = request.headers.get("X-At", "")
        if not signature or not is_of_gateway(at=at, body=request.body, signature=signature):
            raise AuthenticationError
        return signature

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        """Never asked: the whole request is signed."""
        return key


router = Router(tags=["messages"], auth=Signature())


@router.post(
    "/messages/reports",
    response={200: ReportsTold, 401: ProblemTold, 422: ProblemTold},
    url_name="message_reports",
)
def reports(request: HttpRequest, told: MessageReports) -> dict[str, int]:
    """What became of messages; those that are unknown, or reported before, are passed over."""
    found = [Report(one.id, one.state == "delivered", one.why) for one in told.reports]
    return {"noted": note_reports(found)}
