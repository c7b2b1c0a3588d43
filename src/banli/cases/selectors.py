"""Reads of cases: who may see which, the timeline, the clock, the lists."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from banli.cases.models import Case, Decision, Draft, Intake, Material, Notice, Opinion
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.rules import ACCEPTANCE_DAYS, Clock
from banli.cases.states import OPEN, State
from banli.catalogue.service import ItemSpec, revision
from banli.documents.service import Notice as Sheet
from banli.documents.service import date_words
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import Event, events
from banli.people.service import department
from banli.worktime.service import (
    Explanation,
    Pause,
    Unit,
    calendar,
    explain,
    remaining,
)

PAGE = 50
TITLES = {
    "acceptance": "受理通知书",
    "correction": "补正告知书",
    "not_accepted": "不予受理决定书",
    "not_required": "不需要行政许可告知书",
    "special_procedure": "特别程序告知书",
    "extension": "延长办理期限告知书",
    "granted": "准予行政许可决定书",
    "refused": "不予行政许可决定书",
}
"""What each paper is called in the official language."""
REMEDIES = "如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，或者六个月内依法提起行政诉讼。"
"""Where to turn against a decision: 行政复议法 and 行政诉讼法."""
NO_CASE = gettext_noop("There is no such case, or it is not yours to see.")


def spec_of(case: Case) -> ItemSpec:
    """The definition the case pinned when it was handed in."""
    return revision(case.revision_id).spec


def visible_to(by: Actor) -> QuerySet[Case]:
    """The cases ``by`` may see: an officer those of the department, an applicant the own ones."""
    mine = Q(number__in=by.session)
    if by.id is not None:
        mine |= Q(owner_id=by.id)
    if GRANTS.may_everywhere(by, CasePermission.READ):
        return Case.objects.all()
    if by.department and GRANTS.may(by, CasePermission.READ, department=by.department):
        mine |= Q(department_id=by.department)
    return Case.objects.filter(mine)


def find(number: str, by: Actor) -> Case:
    """The case, where ``by`` may see it. Raises :class:`Missing` (which does not tell whether it exists)."""
    case = visible_to(by).select_related("department", "window").filter(number=number).first()
    if case is None:
        raise Missing(NO_CASE)
    return case


def for_officer(number: str) -> Case:
    """The case for an act of an officer. Raises Missing; whether the act is theirs is checked by the act."""
    # Written out: composing this query costs the framework as much as the database needs to answer it.
    for case in Case.objects.raw("SELECT * FROM cases_case WHERE number = %s", [number]):
        return case
    raise Missing(NO_CASE)


def for_applicant(number: str, by: Actor) -> Case:
    """The case for an act of its applicant: the owner, one who unlocked it, or the window on their behalf."""
    case = for_officer(number)
    own = number in by.session or (by.id is not None and case.owner_id == by.id)
    if not own and not GRANTS.may(by, CasePermission.ACCEPT, department=case.department_id):
        raise Denied(gettext_noop("You are not allowed to do this."))
    return case


def query_password(number: str) -> str:
    """The six digits that open a case beside its number; derived, so that a receipt can be printed again."""
    value = int.from_bytes(
        salted_hmac("banli.cases.query-password", number, algorithm="sha256").digest()[:8],
        "big",
    )
    return f"{value % 1_000_000:06d}"


def opens(number: str, password: str) -> bool:
    """True where ``password`` opens the case and the case exists."""
    fits = hmac.compare_digest(query_password(number).encode(), password.encode())
    return fits and Case.objects.filter(number=number, source="").exists()


def draft_of(draft_id: UUID) -> Draft | None:
    """The draft, with its item."""
    return Draft.objects.select_related("item", "case").filter(pk=draft_id).first()


def draft_materials(draft_id: UUID) -> list[Material]:
    """Files attached to a draft, in the order they came."""
    return list(Material.objects.filter(draft_id=draft_id).select_related("file").order_by("id"))


def materials_of(case: Case) -> list[Material]:
    """What was handed in with the case, newest last; later files of one key replace earlier ones for reading."""
    return list(Material.objects.filter(case=case).select_related("file").order_by("id"))


def notices(case: Case, kind: str = "") -> list[Notice]:
    """Written notices of the case, oldest first."""
    every = Notice.objects.filter(case=case).order_by("id")
    return list(every.filter(kind=kind) if kind else every)


def opinions(case: Case) -> list[Opinion]:
    """Opinions of officers, oldest first, with their authors."""
    return list(Opinion.objects.filter(case=case).select_related("by").order_by("id"))


def decision(case: Case) -> Decision | None:
    """The decision, where there is one."""
    return Decision.objects.filter(case=case).first()


def timeline(case: Case) -> list[Event]:
    """Every event of the case from the record, in order: applicant and officer see the same."""
    return events("case", str(case.pk))


@dataclass(frozen=True)
class Running:
    """What a case's clock shows: the present limit, the statutory one, and why each day counts."""

    due_on: date | None
    left: int | None
    """Working days left; negative when overdue; None where no clock runs."""
    paused_on: date | None
    promised: Explanation | None
    statutory: Explanation | None


def running(case: Case) -> Running:
    """The clock of ``case`` now; a case reported by another system has its clock there, and no limits here."""
    days, today = calendar(), clock.today()
    left = None
    if case.due_on and case.completed_at is None and case.paused_on is None:
        left = remaining(today, case.due_on, days)
    promised = statutory = None
    if case.accepted_at and case.limits:
        accepted_on = case.accepted_at.astimezone(clock.SHANGHAI).date()
        kept = Clock.from_stored(accepted_on, case.limits, case.pauses, case.extended_days)
        still = Pause(case.paused_on, max(today, case.paused_on)) if case.paused_on else None
        promised, statutory = (
            kept.explain(kept.promised, days, still),
            kept.explain(kept.statutory, days, still),
        )
    elif case.state == State.SUBMITTED:
        received_on = (last_submission(case) or case.submitted_at).astimezone(clock.SHANGHAI).date()
        promised = explain(received_on, ACCEPTANCE_DAYS, Unit.WORKING, days)
    return Running(case.due_on, left, case.paused_on, promised, statutory)


def last_submission(case: Case) -> Any:
    """The moment of the last (re)submission."""
    rounds = [event.at for event in timeline(case) if event.name in {"submitted", "resubmitted"}]
    return rounds[-1] if rounds else None


def open_cases(
    by: Actor, states: Iterable[State] = OPEN, after: tuple[date, int] | None = None
) -> list[Case]:
    """Open cases ``by`` may see, the most urgent first, a page of fifty after the key ``after`` (due, id)."""
    found = visible_to(by).filter(completed_at__isnull=True, state__in=[str(state) for state in states])
    found = found.filter(source="", due_on__isnull=False)
    if after:
        found = found.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], id__gt=after[1]))
    return list(found.select_related("revision__item", "department").order_by("due_on", "id")[:PAGE])


def own_cases(by: Actor) -> list[Case]:
    """The signed-in applicant's cases, newest first."""
    if by.id is None:
        return []
    return list(Case.objects.filter(owner_id=by.id).select_related("revision__item").order_by("-id")[:PAGE])


def recent_cases(by: Actor, before: int | None = None, words: str = "") -> list[Case]:
    """Cases ``by`` may see, newest first, a page of fifty below the id ``before``; by number or applicant."""
    found = visible_to(by).filter(source="")
    if words:
        found = found.filter(Q(number__startswith=words) | Q(applicant__contains=words))
    if before:
        found = found.filter(id__lt=before)
    return list(found.select_related("revision__item", "department").order_by("-id")[:PAGE])


def waiting(by: Actor, states: Iterable[State], after: int | None = None) -> list[Case]:
    """Cases ``by`` may see that stand in one of ``states``, the longest there first, fifty above the id ``after``.

    For states without a running clock: in correction, decided but not handed over.
    """
    found = visible_to(by).filter(source="", state__in=[str(state) for state in states])
    if after:
        found = found.filter(id__gt=after)
    return list(found.select_related("revision__item", "department").order_by("id")[:PAGE])


def taken_batches(source: str) -> set[str]:
    """The batches of ``source`` that were taken in whole."""
    return set(Intake.objects.filter(source=source).values_list("batch", flat=True))


def numbers_of(ids: Iterable[int]) -> dict[int, str]:
    """The public numbers of cases by id, whoever asks: a number alone opens nothing."""
    return dict(Case.objects.filter(pk__in=list(ids)).values_list("pk", "number"))


def notice_sheet(case: Case, paper: Notice) -> Sheet:
    """A notice for the typesetter, in the official language: applicant and officer are given the same paper."""
    return Sheet(
        title=TITLES[paper.kind],
        number=paper.number,
        addressee=case.applicant,
        paragraphs=_said(case, paper),
        items=tuple(f"{one['label']}：{one['problem']}" for one in paper.body.get("points", ())),
        closing=("以上为需要补正的全部内容，请补正后重新提交。",) if paper.kind == "correction" else (),
        department=department(case.department_id).name,
        issued_on=_shanghai_day(paper.issued_at),
        remedies=REMEDIES if paper.kind == "not_accepted" else "",
        contact=_foot(case),
    )


def decision_sheet(case: Case, decided: Decision) -> Sheet:
    """The decision for the typesetter; a refusal with its reasons and remedies (art. 38)."""
    item = spec_of(case).name.zh
    about = f"你（单位）提出的“{item}”申请，经审查，"
    granted = (f"{about}符合法定条件、标准，现决定准予。",)
    refused = (f"{about}现决定不予行政许可。", f"理由：{decided.reasons}")
    return Sheet(
        title=TITLES["granted" if decided.granted else "refused"],
        number=decided.number,
        addressee=case.applicant,
        paragraphs=granted if decided.granted else refused,
        department=department(case.department_id).name,
        issued_on=_shanghai_day(decided.at),
        remedies=decided.remedies,
        contact=_foot(case),
    )


def _foot(case: Case) -> str:
    """The case's number, too long to stand inside a line of text, and where to ask."""
    return f"办件编号：{case.number}　咨询电话：{spec_of(case).consult}"


def _shanghai_day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def _said(case: Case, paper: Notice) -> tuple[str, ...]:
    """The paragraphs of a notice, by its kind."""
    item, body = spec_of(case).name.zh, paper.body
    handed_in = date_words(_shanghai_day(case.submitted_at))
    about = f"你（单位）于{handed_in}提出的“{item}”申请"
    due = date_words(date.fromisoformat(body["due_on"])) if "due_on" in body else ""
    reasons = f"理由：{body.get('reasons', '')}"
    match paper.kind:
        case "acceptance":
            return (f"{about}，经审查，申请材料齐全、符合法定形式，决定予以受理。", f"承诺于{due}前办结。")
        case "correction":
            return (f"{about}，经审查，需要补正下列内容：",)
        case "not_accepted":
            ours = f"{about}，依法不属于本机关职权范围，决定不予受理。"
            return (ours, reasons, f"请向{body['proper_organ']}申请。")
        case "not_required":
            return (f"{about}，依法不需要取得行政许可。", reasons)
        case "special_procedure":
            needed = f"{about}，需要进行{body['name']}，依据{body['basis']}。事由：{body['reason']}"
            return (needed, "所需时间不计入办理期限。")
        case _:
            longer = f"经批准延长{body['days']}个工作日，延长后于{due}前办结。"
            return (f"{about}，因{body['reason']}，{longer}",)
