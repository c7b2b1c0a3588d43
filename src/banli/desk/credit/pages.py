"""Credit at the desk: who may not apply until when, what counts against whom, and lifting a ban."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.cases.service import find, spec_of
from banli.credit.service import (
    GRANTS,
    Ban,
    BanRecord,
    CreditPermission,
    Violation,
    ViolationRecord,
    bases_of,
    held,
    impose,
    lift,
    open_proposals,
    record_violation,
    search_bans,
    search_violations,
    show_code,
    status,
    subject_of,
    visible_bans,
    visible_violations,
)
from banli.credit.states import GROUND_NAMES, KIND_NAMES, STATUS_NAMES, BanGround, BanStatus, ViolationKind
from banli.desk.credit.proposals import (
    item_names,
    proposal_row,
    proposals_of,
    shown,
)
from banli.desk.kit.fields import choices
from banli.desk.kit.forms import (
    Sheet,
    answer,
    seen,
    tried,
)
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import Undone
from banli.desk.kit.labels import LABELS
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid
from banli.kernel.masking import is_personal, masked_code, masked_name
from banli.kernel.printable import require
from banli.kernel.text import told_of
from banli.ledger.service import versions_of
from banli.screens.parameters import whole

PAGE = 50
BY_HAND = {ground: words for ground, words in GROUND_NAMES.items() if ground != BanGround.COUNTED}
"""Grounds of a ban that an officer writes; the other one is proposed by rule."""
TONES = {
    BanStatus.NOT_YET: "warning",
    BanStatus.IN_FORCE: "overdue",
    BanStatus.OVER: "",
    BanStatus.LIFTED: "done",
}


@screen
def credit(request: HttpRequest) -> HttpResponse:
    """Bans or violations, latest first, or those found by name, whole code or source; bans that wait for a decision."""
    by, view, words = actor(request), request.GET.get("view", "bans"), request.GET.get("q", "").strip()
    after = whole(request.GET.get("after", "")) or 0
    bans = view != "violations"
    found: list[Any] = list(search_bans(by, words, after) if bans else search_violations(by, words, after))
    context = {
        "view": "bans" if bans else "violations",
        "views": (("bans", pgettext("credit", "Bans")), ("violations", pgettext("credit", "Violations"))),
        "proposals": [proposal_row(one) for one in open_proposals(by)],
        "words": words,
        "rows": ban_rows(found) if bans else [violation_row(one) for one in found],
        "may_impose": GRANTS.may(by, CreditPermission.IMPOSE),
        "may_record": GRANTS.may(by, CreditPermission.RECORD),
        "following": str(found[-1].pk) if len(found) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/credit/credit.html", "credit", context)


def ban_rows(bans: Sequence[Ban]) -> list[dict[str, Any]]:
    """Bans in the reader's words."""
    names = {code: item_names(code) for code in {ban.department_id for ban in bans}}
    return [_ban_row(ban, names[ban.department_id]) for ban in bans]


def _ban_row(ban: Ban, names: Mapping[str, Any]) -> dict[str, Any]:
    stands = status(held(ban), clock.today())
    return {
        **shown(ban.subject),
        "ban": ban,
        "ground": GROUND_NAMES[BanGround(ban.ground)],
        "status": STATUS_NAMES[stands],
        "tone": TONES[stands],
        "item": names.get(ban.item, ban.item),
        "open": stands in (BanStatus.NOT_YET, BanStatus.IN_FORCE),
    }


def violation_row(violation: Violation) -> dict[str, Any]:
    """A violation in the reader's words."""
    kind = KIND_NAMES[ViolationKind(violation.kind)]
    return {**shown(violation.subject), "violation": violation, "kind": kind}


@screen
def subject(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything on record of one subject."""
    return subject_page(request, public_id)


def subject_page(request: HttpRequest, public_id: str, status: int = 200, **tried: Any) -> HttpResponse:
    by = actor(request)
    found = subject_of(public_id, by)
    everywhere = GRANTS.may_everywhere(by, CreditPermission.SEE_CODE)
    may_see = everywhere or GRANTS.may(by, CreditPermission.SEE_CODE, department=by.department)
    violations = [
        violation_row(one) for one in visible_violations(by).filter(subject=found).order_by("-day", "-id")
    ]
    own = visible_bans(by).filter(subject=found).order_by("-last", "-id")
    versions = versions_of("credit", own.values_list("public_id", flat=True))
    bans = ban_rows(list(own))
    for row in bans:
        row["version"] = versions.get(row["ban"].public_id, 0)
        row["may_lift"] = GRANTS.may(by, CreditPermission.LIFT, department=row["ban"].department_id)
    context = {
        **shown(found),
        "bans": bans,
        "proposals": proposals_of(found, by),
        "violations": violations,
        "points": sum(row["violation"].points for row in violations),
        "may_see": may_see,
        "whole": "",
        "words": "",
        "about": "",
        "typed": "",
        **tried,
    }
    return show(request, "desk/credit/credit_subject.html", "credit", context, status)


@screen
@require_POST
def lift_ban(request: HttpRequest, ban: str) -> HttpResponse:
    """Lift a ban with its reason."""
    by, reason, version = actor(request), request.POST.get("reason", ""), seen(request)
    row = visible_bans(by).filter(public_id=ban).first()
    of = row.subject.public_id if row else ""

    def page(words: Undone, status: int) -> HttpResponse:
        return subject_page(request, of, status, words=words, about=ban, typed=reason)

    return tried(
        request, lambda: lift(ban=ban, reason=reason, by=by, version=version), page, "desk:credit_subject", of
    )


@screen
@require_POST
def code(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a person's code in full, once, and keep who asked and why."""
    reason = request.POST.get("reason", "")
    try:
        require(request.POST.dict())
        found = show_code(subject=public_id, reason=reason, by=actor(request))
    except Invalid as error:
        words = " ".join(str(one) for one in error.problems)
        return subject_page(request, public_id, 422, words=Undone(words), about="code", typed=reason)
    return subject_page(request, public_id, whole=found)


def _crumbs() -> tuple[tuple[str, Any], ...]:
    return ((reverse("desk:credit"), pgettext("desk", "Credit")),)


@screen
def new_ban(request: HttpRequest) -> HttpResponse:
    """Bar somebody; ``?case=`` fills in applicant, item and source from a case."""
    by = actor(request)
    GRANTS.require(by, CreditPermission.IMPOSE, department=by.department)
    sheet = Sheet(
        section="credit",
        title=_("Bar somebody from applying"),
        crumbs=_crumbs(),
        shape=BanRecord,
        series="XZ",
        button=_("Impose the ban"),
        about=_("Whoever is barred is told at the next application: ground, article, days and source."),
        options={
            "ground": (("", _("Choose")), *choices(BY_HAND)),
            "item": tuple(item_names(by.department).items()),
            "basis": (("", _("Articles 78 and 79 of the Licensing Law")), *_bases(by.department)),
        },
    )
    whom = _whom(request.GET.get("case", ""), by)
    sheet = replace(sheet, hidden=tuple(whom.fixed), known=whom.known)
    fresh = {"first": clock.today().isoformat(), **whom.fresh}

    def record(made: BanRecord) -> str:
        return reverse("desk:credit_subject", args=[impose(record=made, by=by).subject.public_id])

    return answer(request, sheet, fresh, {"department": by.department, **whom.fixed}, record)


def _bases(department: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.key, f"{one.law}：{one.whom}（{GROUND_NAMES[one.ground]}，{_months(one.months)}）")
        for one in bases_of(department)
    )


def _months(n: int) -> str:
    return told_of("%(n)d month", "%(n)d months", n)


@screen
def new_violation(request: HttpRequest) -> HttpResponse:
    """Record a violation; ``?case=`` fills in applicant and source from a case."""
    by = actor(request)
    GRANTS.require(by, CreditPermission.RECORD, department=by.department)
    sheet = Sheet(
        section="credit",
        title=_("Record a violation"),
        crumbs=_crumbs(),
        shape=ViolationRecord,
        series="WF",
        button=_("Record"),
        options={"kind": (("", _("Choose")), *choices(KIND_NAMES))},
    )
    whom = _whom(request.GET.get("case", ""), by)
    sheet = replace(sheet, hidden=tuple(whom.fixed), known=whom.known)
    fresh = {"day": clock.today().isoformat(), "points": "1", **whom.fresh}

    def record(made: ViolationRecord) -> str:
        return reverse("desk:credit_subject", args=[record_violation(record=made, by=by).subject.public_id])

    return answer(request, sheet, fresh, {"department": by.department, **whom.fixed}, record)


@dataclass(frozen=True)
class Whom:
    """Whom a record is about where it comes from a case: the page shows name and code masked, the server has them."""

    fresh: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    known: tuple[tuple[Any, str], ...] = ()


def _whom(number: str, by: Actor) -> Whom:
    """The applicant of the case; whoever is to be typed where there is none."""
    if not number:
        return Whom()
    case = find(number, by)
    code = case.applicant_code
    return Whom(
        fresh={"item": spec_of(case).slug, "source": case.number},
        fixed={"code": code, "name": case.applicant},
        known=(
            (LABELS["name"], masked_name(case.applicant, code)),
            (LABELS["code"], masked_code(code) if is_personal(case.applicant, code) else code),
        ),
    )
