"""Written notices and decisions as sheets for the typesetter. Papers go out in Chinese, whoever looks at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from banli.cases.service import Case, Decision, Notice, spec_of
from banli.desk.views.words import PAPERS
from banli.documents.service import Notice as Sheet
from banli.documents.service import date_words
from banli.kernel.clock import SHANGHAI
from banli.people.service import department

Body = dict[str, Any]


def notice_sheet(case: Case, notice: Notice) -> Sheet:
    """The notice as it goes to the applicant."""
    with override("zh-hans"):
        return Sheet(
            title=str(PAPERS[notice.kind]),
            number=notice.number,
            addressee=case.applicant,
            paragraphs=(_opening(case), *PARAGRAPHS[notice.kind](notice.body)),
            items=_items(notice),
            closing=_closing(notice),
            department=department(case.department_id).name,
            issued_on=notice.issued_at.astimezone(SHANGHAI).date(),
            contact=spec_of(case).consult,
        )


def decision_sheet(case: Case, decision: Decision) -> Sheet:
    """The decision to grant or to refuse."""
    with override("zh-hans"):
        granted = _(
            "After examination your application meets the conditions laid down by law. It is granted."
        )
        refused = _("After examination your application is refused for the following reasons.")
        return Sheet(
            title=str(PAPERS["granted" if decision.granted else "refused"]),
            number=decision.number,
            addressee=case.applicant,
            paragraphs=(_opening(case), granted)
            if decision.granted
            else (_opening(case), refused, decision.reasons),
            department=department(case.department_id).name,
            issued_on=decision.at.astimezone(SHANGHAI).date(),
            remedies=decision.remedies,
            contact=spec_of(case).consult,
        )


def _opening(case: Case) -> str:
    return _("On %(day)s we received your application for “%(item)s”, number %(number)s.") % {
        "day": date_words(case.submitted_at.astimezone(SHANGHAI).date()),
        "item": spec_of(case).name.zh,
        "number": case.number,
    }


def _day(body: Body) -> str:
    return date_words(date.fromisoformat(body["due_on"]))


PARAGRAPHS: dict[str, Callable[[Body], tuple[str, ...]]] = {
    "acceptance": lambda body: (
        _("After examination the application is accepted. We promise to finish it by %(day)s.")
        % {"day": _day(body)},
    ),
    "correction": lambda body: (
        _("After examination the application is not complete or not in the form laid down. Please correct:"),
    ),
    "not_accepted": lambda body: (
        _("The matter is not within our competence and is not accepted."),
        _("Reasons: %(reasons)s") % {"reasons": body["reasons"]},
        _("Please turn to: %(organ)s") % {"organ": body["proper_organ"]},
    ),
    "not_required": lambda body: (
        _("The matter needs no administrative permit and is not taken up."),
        _("Reasons: %(reasons)s") % {"reasons": body["reasons"]},
    ),
    "special_procedure": lambda body: (
        _("The matter needs this procedure: %(name)s.") % {"name": body["name"]},
        _("Reasons: %(reasons)s") % {"reasons": body["reason"]},
        _("The time it takes is not counted in the limit. Basis: %(basis)s") % {"basis": body["basis"]},
    ),
    "extension": lambda body: (
        _("The limit is extended by %(n)d working days, until %(day)s.")
        % {"n": body["days"], "day": _day(body)},
        _("Reasons: %(reasons)s") % {"reasons": body["reason"]},
    ),
}
"""What each kind of notice says, from what was kept with it."""


def _items(notice: Notice) -> tuple[str, ...]:
    return tuple(f"{point['label']}：{point['problem']}" for point in notice.body.get("points", ()))


def _closing(notice: Notice) -> tuple[str, ...]:
    if notice.kind != "correction":
        return ()
    return (
        _("This is the complete list. We examine the application anew when the corrected papers arrive."),
    )
