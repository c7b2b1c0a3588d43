"""Finding one's own cases without their numbers."""

from __future__ import annotations

from banli.cases.models import Case
from banli.kernel.actors import Actor

MOST = 20
"""Cases that one session keeps open."""


def naming(code: str, mobile: str) -> list[str]:
    """The numbers of the latest cases handled here whose application names both; for who proves to hold the mobile."""
    rows = Case.objects.filter(source="", applicant_code=code, mobile=mobile) if code and mobile else None
    return [] if rows is None else list(rows.order_by("-id").values_list("number", flat=True)[:MOST][::-1])


def cases_opened(by: Actor) -> list[Case]:
    """The cases that ``by`` has opened in this session, the newest first."""
    rows = Case.objects.filter(number__in=by.session).select_related("department", "window")
    return list(rows.order_by("-submitted_at", "-id"))
