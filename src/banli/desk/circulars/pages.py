"""Papers of the centre at the desk: chosen, looked at, and had as PDF or Word. Nothing is written by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from banli.circulars.service import GRANTS, CircularPermission, set_sheet, worded, wording_of
from banli.circulars.states import CIRCULAR_NAMES, CircularKind
from banli.desk.circulars.facts import facts_of
from banli.desk.kit.frame import actor, screen, show
from banli.documents.service import WeeklySheet, weekly_docx, weekly_pdf
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import departments, named, platform
from banli.screens import papers
from banli.statistics.service import AskedPeriod, asked_period

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {"pdf": (weekly_pdf, papers.PDF), "docx": (weekly_docx, WORD)}


@dataclass(frozen=True)
class Wanted:
    """Which paper, of which days, to which department."""

    kind: CircularKind
    period: AskedPeriod
    department: str

    @property
    def query(self) -> str:
        """The same as an address says it."""
        first, last = self.period.period.first, self.period.period.last
        return urlencode({"kind": str(self.kind), "from": first, "to": last, "department": self.department})


@screen
def circulars(request: HttpRequest) -> HttpResponse:
    """The choice, and the paper as it would be printed now."""
    by, kinds = actor(request), worded()
    GRANTS.require(by, CircularPermission.MAKE)
    named_departments = sorted((one.code, named(one)) for one in departments())
    if not kinds:
        return show(request, "desk/circulars/circulars.html", "circulars", {"kinds": []})
    wanted = _wanted(request, kinds, named_departments[0][0] if named_departments else "")
    sheet, wrong = _tried(wanted, by)
    context = {
        "kinds": [(str(one), CIRCULAR_NAMES[one]) for one in kinds],
        "kind": str(wanted.kind),
        "first": wanted.period.period.first,
        "last": wanted.period.period.last,
        "wrong": {key: _(words) for key, words in wanted.period.faults.items()},
        "departments": named_departments,
        "department": wanted.department,
        "addressed": wanted.kind is CircularKind.RECTIFICATION,
        "sheet": sheet,
        "fault": wrong,
        "blocks": [(str(one.kind), one) for one in sheet.blocks] if sheet else [],
        "files": [(form, f"{reverse('desk:circular_file', args=[form])}?{wanted.query}") for form in FORMS],
    }
    return show(request, "desk/circulars/circulars.html", "circulars", context)


@screen
def circular_file(request: HttpRequest, form: str) -> HttpResponse:
    """The paper as PDF or Word."""
    by = actor(request)
    GRANTS.require(by, CircularPermission.MAKE)
    if form not in FORMS or not worded():
        raise Missing(gettext_noop("There is no such page."))
    wanted = _wanted(request, worded(), "")
    make, media_type = FORMS[form]
    sheet, fault = _tried(wanted, by)
    if sheet is None:
        raise Refused(str(fault))
    name = f"{CIRCULAR_NAMES[wanted.kind].zh} {wanted.period.period.first}.{form}"
    return papers.answer(papers.Paper(make(sheet), name, media_type), save=form == "docx")


def _wanted(request: HttpRequest, kinds: tuple[CircularKind, ...], department: str) -> Wanted:
    """What is asked for; of a month or year without days the last whole one, else this month so far."""
    asked, today = request.GET, clock.today()
    kind = next((one for one in kinds if str(one) == asked.get("kind")), kinds[0])
    first, last = _usual(kind, today)
    if not asked.get("from") and not asked.get("to"):
        period = asked_period(first.isoformat(), last.isoformat(), today)
    else:
        period = asked_period(asked.get("from", ""), asked.get("to", ""), today)
    return Wanted(kind, period, asked.get("department", "")[:40] or department)


def _usual(kind: CircularKind, today: date) -> tuple[date, date]:
    month = today.replace(day=1)
    if kind is CircularKind.MONTHLY:
        ended = month - timedelta(days=1)
        return ended.replace(day=1), ended
    return (today.replace(month=1, day=1) if kind is CircularKind.YEARLY else month), today


def _sheet(wanted: Wanted, by: Actor) -> WeeklySheet:
    first, last = wanted.period.period.first, wanted.period.period.last
    facts = facts_of(wanted.kind, first, last, wanted.department, by)
    return set_sheet(wording_of(wanted.kind), facts, issuer=platform().centre.zh, day=clock.today())


def _tried(wanted: Wanted, by: Actor) -> tuple[WeeklySheet | None, Any]:
    """The sheet, or what keeps it from being made."""
    try:
        sheet = _sheet(wanted, by)
    except BanliError as error:
        return None, str(error)
    return (sheet, "") if sheet.blocks else (None, _("The record has nothing to tell for these days."))
