"""Finding one's own cases without their numbers."""

from __future__ import annotations

from collections.abc import Collection

from banli.cases.models import Case
from banli.cases.selectors.lists import asked_by
from banli.kernel.actors import Actor

MOST = 20
"""Cases that one session keeps open."""


def naming(code: str, mobile: str) -> list[str]:
    """The numbers of the latest cases handled here whose application names both; for who proves to hold the mobile.

    None of a company's: whoever gave the mobile may act for it no longer.
    """
    rows = (
        Case.objects.filter(source="", company="", applicant_code=code, mobile=mobile)
        if code and mobile
        else None
    )
    return [] if rows is None else list(rows.order_by("-id").values_list("number", flat=True)[:MOST][::-1])


def number_asked_by(query_number: str) -> str:
    """The whole number of the case of that query number, however it was typed; '' for none. It opens nothing."""
    return asked_by(query_number).values_list("number", flat=True).first() or ""


def named_by(query_numbers: Collection[str]) -> list[Case]:
    """The cases of these query numbers, the newest first, whoever asks: show the item and the day alone."""
    return list(Case.objects.filter(query_number__in=[one for one in query_numbers if one]).order_by("-id"))


def cases_opened(by: Actor) -> list[Case]:
    """The cases that ``by`` has opened in this session, the newest first."""
    rows = Case.objects.filter(number__in=by.session, company="").select_related("department", "window")
    return list(rows.order_by("-submitted_at", "-id"))
