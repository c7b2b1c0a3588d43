"""The written notices and decisions of a case as PDF, in the official language."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from banli.cases.service import Case, Decision, Notice, spec_of
from banli.documents.service import Notice as Sheet
from banli.documents.service import date_words, notice_pdf
from banli.kernel import clock
from banli.people.service import department

TITLES = {
    "acceptance": "受理通知书",
    "correction": "补正告知书",
    "not_accepted": "不予受理决定书",
    "not_required": "不需要行政许可告知书",
    "special_procedure": "特别程序告知书",
    "extension": "延长办理期限告知书",
}
GRANTED, REFUSED = "准予行政许可决定书", "不予行政许可决定书"
REMEDIES = "如不服本决定，可以自收到本决定书之日起六十日内申请行政复议，或者六个月内依法提起行政诉讼。"


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF answer to be saved under ``name``."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = _disposition(name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _disposition(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def of_notice(case: Case, paper: Notice) -> bytes:
    """The notice as it was issued."""
    paragraphs, items, closing = _body(case, paper)
    return notice_pdf(
        Sheet(
            title=TITLES[paper.kind],
            number=paper.number,
            addressee=case.applicant,
            paragraphs=paragraphs,
            items=items,
            closing=closing,
            department=department(case.department_id).name,
            issued_on=_day(paper.issued_at),
            remedies=REMEDIES if paper.kind == "not_accepted" else "",
            contact=spec_of(case).consult,
        )
    )


def of_decision(case: Case, decided: Decision) -> bytes:
    """The decision as it was made (行政许可法 38)."""
    item = spec_of(case).name.zh
    if decided.granted:
        text = (
            f"你（单位）提出的“{item}”申请（办件编号{case.number}），经审查，符合法定条件、标准，现决定准予。"
        )
        paragraphs: tuple[str, ...] = (text,)
    else:
        text = f"你（单位）提出的“{item}”申请（办件编号{case.number}），经审查，现决定不予行政许可。"
        paragraphs = (text, f"理由：{decided.reasons}")
    return notice_pdf(
        Sheet(
            title=GRANTED if decided.granted else REFUSED,
            number=decided.number,
            addressee=case.applicant,
            paragraphs=paragraphs,
            department=department(case.department_id).name,
            issued_on=_day(decided.at),
            remedies="" if decided.granted else decided.remedies,
            contact=spec_of(case).consult,
        )
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def _body(case: Case, paper: Notice) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Paragraphs, numbered points and closing of a notice by its kind."""
    item, body = spec_of(case).name.zh, paper.body
    about = f"你（单位）于{date_words(_day(case.submitted_at))}提出的“{item}”申请（办件编号{case.number}）"
    match paper.kind:
        case "acceptance":
            due = date_words(date.fromisoformat(body["due_on"]))
            return (
                (f"{about}，经审查，申请材料齐全、符合法定形式，决定予以受理。", f"承诺于{due}前办结。"),
                (),
                (),
            )
        case "correction":
            points = tuple(f"{one.get('label', '')}：{one.get('problem', '')}" for one in body["points"])
            return (f"{about}，经审查，需要补正下列全部内容：",), points, ("请补正后重新提交。",)
        case "not_accepted":
            organ = f"请向{body['proper_organ']}申请。"
            return (
                (f"{about}，依法不属于本机关职权范围，决定不予受理。", f"理由：{body['reasons']}", organ),
                (),
                (),
            )
        case "not_required":
            return (f"{about}，依法不需要取得行政许可。", f"理由：{body['reasons']}"), (), ()
        case "special_procedure":
            return (_special(about, body), "所需时间不计入办理期限。"), (), ()
        case _:
            due = date_words(date.fromisoformat(body["due_on"]))
            text = f"{about}，因{body['reason']}，经批准延长{body['days']}个工作日，延长后于{due}前办结。"
            return (text,), (), ()


def _special(about: str, body: dict[str, Any]) -> str:
    return f"{about}，需要进行{body['name']}，依据{body['basis']}。事由：{body['reason']}"
