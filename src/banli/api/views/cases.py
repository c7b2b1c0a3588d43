"""The clocks of one case, for whoever has its query password or is signed in and may see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import HeaderEx, P, Router

from banli.api.shapes import CaseDeadlines, ProblemTold
from banli.cases.service import Face, find, opens, running
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.folding import folded_number
from banli.kernel.text import gettext_noop
from banli.people.service import Door, actor_for, asked_from, guarded
from banli.worktime.service import known

router = Router(tags=["cases"])
Password = HeaderEx[str, P(alias="X-Query-Password")]
NO_CASE = gettext_noop("There is no such case, or it is not yours to see.")


@router.get(
    "/cases/{number}/deadlines",
    response={200: CaseDeadlines, 404: ProblemTold, 429: ProblemTold},
    url_name="case_deadlines",
    by_alias=True,
)
def case_deadlines(
    request: HttpRequest, response: HttpResponse, number: str, password: Password = ""
) -> dict[str, Any]:
    """The limits that run in a case, explained day by day as its pages explain them.

    Needs the six digits of the receipt in ``X-Query-Password``, or the session of somebody who may see the case.
    """
    number = folded_number(number)
    case = find(number, _asker(request, number, folded_number(_sent(password))))
    now = running(case)
    response["Cache-Control"] = "no-store"
    return {
        "number": case.number,
        "state": case.state,
        "due": known(now.due_on),
        "undecreed": now.awaited.as_data() if now.awaited else None,
        "left": now.left,
        "label": str(now.label),
        "late": now.label.late,
        "paused_on": now.paused_on,
        "clocks": [_told(face) for face in now.faces],
    }


def _sent(header: str) -> str:
    """A header as its sender wrote it: HTTP hands the octets of UTF-8 on as Latin-1."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _told(face: Face) -> dict[str, Any]:
    """One clock as plain data, its title in the language asked for."""
    return {
        "key": face.key,
        "title": str(face.title),
        "turn": face.turn,
        "article": face.article,
        "start": face.start,
        "due": known(face.due),
        "undecreed": face.awaited.as_data() if face.awaited else None,
        "left": face.left,
        "label": str(face.label),
        "done_on": face.done_on,
        "paused": face.paused,
        "late": face.late,
        "department": face.department,
        "explanation": face.explanation.as_data() if face.explanation else None,
    }


def _asker(request: HttpRequest, number: str, password: str) -> Actor:
    """Who asks. Five wrong passwords close the number for a quarter of an hour.

    :raises Missing: for a password that does not open the case, whether or not there is such a case.
    :raises Locked: while tries are refused.
    """
    if not password:
        return actor_for(request.user)
    address = asked_from(request.META)
    if not guarded(door=Door.CASE, secret=number, address=address, fits=lambda: opens(number, password)):
        raise Missing(NO_CASE)
    return actor_for(None, frozenset({number}))
