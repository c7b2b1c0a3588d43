"""The bulk intake for systems of departments: a file announced, sent piece by piece, taken in by a job."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse, UnreadablePostError
from django.urls import reverse
from ninja import Query, Router, Status
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from procrastinate.contrib.django import app

from banli.api.shapes import Announcement, IntakeTold, ProblemTold
from banli.intake import service as intake
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Denied, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import Door, asked_from, guarded

JOB = "banli.upload"
OTHER_SOURCE = gettext_noop("This token is another source's.")
PACKED = gettext_noop("Send the bytes of the file as they are, without a Content-Encoding.")
NO_REJECTS = gettext_noop("Nothing of this intake was read yet.")
PIECE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
CSV: dict[str, Any] = {
    "responses": {
        200: {"description": "The rejects as CSV", "content": {"text/csv": {"schema": {"type": "string"}}}}
    }
}


class Token(HttpBearer):
    """The token of a source; wrong ones count against the network they come from. None is no try: a page of somebody
    else's could let any browser ask without one."""

    def __call__(self, request: HttpRequest) -> str:
        """The source. Raises :class:`AuthenticationError`, or :class:`Locked` while tries are refused."""
        scheme, _, token = request.headers.get(self.header, "").partition(" ")
        if scheme.lower() != self.openapi_scheme or not token.strip():
            raise AuthenticationError
        found = intake.source_of(token.strip())
        address = asked_from(request.META)
        fits = guarded(door=Door.DELIVERY, secret="", address=address, fits=lambda: found is not None)
        if not fits or found is None:
            raise AuthenticationError
        return found

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """The source whose token it is."""
        return intake.source_of(token)


router = Router(tags=["intake"], auth=Token())
REFUSALS = dict.fromkeys((401, 404, 409, 413, 422, 429), ProblemTold)


@router.post(
    "/intakes", response={200: IntakeTold, 201: IntakeTold, 403: ProblemTold, **REFUSALS}, url_name="intakes"
)
def announce(
    request: HttpRequest, response: HttpResponse, announcement: Announcement
) -> Status[dict[str, Any]]:
    """Announce a file: 201, and its bytes are asked for; 200 with where it stands where it was announced before."""
    source = _source(request)
    if announcement.source != source:
        raise Denied(OTHER_SOURCE)
    upload, made = intake.begin_upload(
        by=SYSTEM,
        source=source,
        name=announcement.name,
        size=announcement.size,
        digest=announcement.digest.lower(),
        encoding=announcement.encoding.lower(),
    )
    response["Location"] = reverse("api:intake", args=[upload.pk])
    return Status(201 if made else 200, _told(upload))


@router.get("/intakes/{uuid:key}", response={200: IntakeTold, **REFUSALS}, url_name="intake")
def status(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Where it stands: the byte its next piece begins at, what is taken in, the counts of its rows."""
    return _told(intake.upload_of(_source(request), key))


@router.put(
    "/intakes/{uuid:key}/content",
    response={200: IntakeTold, **REFUSALS},
    url_name="intake_content",
    openapi_extra=PIECE,
)
def add(request: HttpRequest, key: UUID, offset: Query[int]) -> dict[str, Any]:
    """Send the bytes that begin at `offset`, at most 8 MiB; 409 tells the right `offset` where it is another."""
    source = _source(request)
    intake.upload_of(source, key)
    folder = settings.DATA_FOLDER / intake.UPLOADS
    data = _body(request)
    return _told(intake.add_piece(by=SYSTEM, source=source, key=key, offset=offset, data=data, folder=folder))


@router.post(
    "/intakes/{uuid:key}/complete", response={202: IntakeTold, **REFUSALS}, url_name="intake_complete"
)
def complete(request: HttpRequest, key: UUID) -> Status[dict[str, Any]]:
    """All bytes were sent: the digest is checked, and a job takes the file in."""
    upload = intake.complete_upload(
        by=SYSTEM,
        source=_source(request),
        key=key,
        folder=settings.DATA_FOLDER / intake.UPLOADS,
        later=_defer,
    )
    return Status(202, _told(upload))


@router.get("/intakes/{uuid:key}/rejects", url_name="intake_rejects", openapi_extra=CSV)
def rejects(request: HttpRequest, key: UUID) -> StreamingHttpResponse:
    """The rows that were not taken, as CSV: line, field, value, and the reason in Chinese and English."""
    upload = intake.upload_of(_source(request), key)
    delivery = intake.delivery_of(upload)
    if delivery is None:
        raise Missing(NO_REJECTS)
    answer = StreamingHttpResponse(intake.rejects_file(delivery), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejects-{upload.digest[:12]}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _source(request: HttpRequest) -> str:
    return str(request.auth)  # type: ignore[attr-defined] # set by ninja


def _defer(upload: UUID) -> None:
    app.configure_task(JOB).defer(upload=str(upload))


def _body(request: HttpRequest) -> bytes:
    """The bytes of a piece, one more than may be where there are more; refused where fewer came than were told."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(PACKED)
    told = request.META.get("CONTENT_LENGTH") or "0"
    length = int(told[:20]) if told.isascii() and told.isdigit() else 0
    try:
        data: bytes = request.read(min(length, intake.CHUNK_LIMIT + 1))
    except UnreadablePostError:
        data = b""
    if len(data) < min(length, intake.CHUNK_LIMIT + 1):
        raise Refused(intake.NO_BYTES)
    return data


def _told(upload: intake.Upload) -> dict[str, Any]:
    faults = [Problem("", message, tuple(params.items())) for message, params in upload.faults]
    return {
        "id": upload.pk,
        "source": upload.source,
        "name": upload.name,
        "size": upload.size,
        "digest": upload.digest,
        "encoding": upload.encoding,
        "state": upload.state,
        "offset": intake.reached(upload, settings.DATA_FOLDER / intake.UPLOADS),
        "done": upload.done,
        "rows": intake.counts(intake.delivery_of(upload)),
        "faults": [str(one) for one in faults],
    }
