"""Papers to the applicant, ready for the typesetter, in the official language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from banli.cases.models import Case, Decision, Notice
from banli.cases.selectors.lists import spec_of
from banli.documents.service import Notice as Sheet
from banli.documents.service import date_words
from banli.kernel import clock
from banli.people.service import department
from banli.worktime.service import read_awaited

TITLES = {
    "acceptance": "受理通知书",
    "correction": "补正告知书",
    "not_accepted": "不予受理决定书",
    "not_required": "不需要行政许可告知书",
    "special_procedure": "特别程序告知书",
    "extension": "延长办理期限告知书",
    "refusal_told": "拟不予行政许可告知书",
    "hearing": "听证通知书",
    "forwarded": "转报告知书",
    "terminated": "终止办理告知书",
    "voided": "办件作废告知书",
    "revoked": "撤销行政许可决定书",
    "granted": "准予行政许可决定书",
    "refused": "不予行政许可决定书",
}
"""What each paper is called in the official language."""
WITH_REMEDIES = frozenset({"not_accepted", "terminated", "revoked"})
"""Papers one can appeal against."""
REMEDIES = "如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，或者六个月内依法提起行政诉讼。"
"""Where to turn against a decision: 行政复议法 and 行政诉讼法."""


def notice_sheet(case: Case, paper: Notice) -> Sheet:
    """A notice for the typesetter, in the official language: applicant and officer are given the same paper."""
    return Sheet(
        title=TITLES[paper.kind],
        number=paper.number,
        addressee=case.applicant,
        paragraphs=_said(case, paper),
        items=tuple(f"{one['label']}：{one['problem']}" for one in paper.body.get("points", ())),
        closing=_closing(paper),
        department=department(case.department_id).name,
        issued_on=_shanghai_day(paper.issued_at),
        remedies=REMEDIES if paper.kind in WITH_REMEDIES else "",
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


def _closing(paper: Notice) -> tuple[str, ...]:
    if paper.kind != "correction":
        return ()
    until = (
        f"请{_by(paper.body, 'until')}补正后重新提交；逾期不补正的，终止办理。"
        if paper.body.get("until") or paper.body.get("awaits")
        else ""
    )
    return (f"以上为需要补正的全部内容。{until or '请补正后重新提交。'}",)


def _foot(case: Case) -> str:
    """The case's number, too long to stand inside a line of text, and where to ask."""
    return f"办件编号：{case.number}　咨询电话：{spec_of(case).consult}"


def _shanghai_day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def _said(case: Case, paper: Notice) -> tuple[str, ...]:
    """The paragraphs of a notice, by its kind."""
    item = spec_of(case).name.zh
    handed_in = date_words(_shanghai_day(case.submitted_at))
    about = f"你（单位）于{handed_in}提出的“{item}”申请"
    return SAID[paper.kind](about, paper.body)


def _day(body: Mapping[str, Any], key: str) -> str:
    return date_words(date.fromisoformat(body[key])) if body.get(key) else ""


def _by(body: Mapping[str, Any], key: str) -> str:
    """Until when, as “于…前”: a day, or for an open end what is known of it."""
    if not body.get("awaits"):
        return f"于{_day(body, key)}前"
    found = read_awaited(body["awaits"])
    if found.plain is not None:
        return f"于{date_words(found.plain)}前（该日为法定休假日的，以休假日结束的次日为最后一日）"
    told = f"{date_words(found.start)}后第{found.nth}个工作日"
    apart = "特别程序所需时间不计；" if found.paused else ""
    return f"于{told}前（{apart}具体日期待国务院公布{found.year}年节假日安排后确定，届时另行告知）"


def _acceptance(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    due = f"承诺{_by(body, 'due_on')}办结。"
    if body.get("deemed_on"):
        since = f"{about}，本机关逾期未告知，自收到申请材料之日（{_day(body, 'deemed_on')}）起即为受理。"
        return (since, due)
    lacking = [
        f"“{one['what']}”应{_by(one, 'until')}补交。"
        for one in body.get("promised", ())
        if one["until"] or one.get("awaits")
    ]
    if lacking:
        return (f"{about}，经审查，主要材料齐全，决定容缺受理。", *lacking, due)
    return (f"{about}，经审查，申请材料齐全、符合法定形式，决定予以受理。", due)


def _correction(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{about}，经审查，需要补正下列内容：",)


def _not_accepted(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    words, basis = body.get("words", "依法不属于本机关职权范围"), body.get("basis", "")
    law = f"依据{basis}，" if basis.startswith("《") else f"（{basis}）" if basis else ""
    ours = (
        f"{about}，{words}，{law}决定不予受理。"
        if law[:2] == "依据"
        else f"{about}，{words}{law}，决定不予受理。"
    )
    turn = (f"请向{body['proper_organ']}申请。",) if body.get("proper_organ") else ()
    warned = ("同时，对你（单位）给予警告。",) if body.get("warns") else ()
    return (ours, f"理由：{body['reasons']}", *turn, *warned)


def _not_required(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{about}，依法不需要取得行政许可。", f"理由：{body['reasons']}")


def _special_procedure(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    needed = f"{about}，需要进行{body['name']}，依据{body['basis']}。事由：{body['reason']}"
    return (needed, "所需时间不计入办理期限。")


UNITS = {"working": "个工作日", "calendar": "日", "month": "个月"}
"""How a paper counts an extension: as the limit it lengthens is counted."""


def _extension(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    longer = f"经批准延长{body['days']}{UNITS.get(body.get('unit', ''), '个工作日')}，延长后{_by(body, 'due_on')}办结。"
    return (f"{about}，因{body['reason']}，{longer}",)


def _refusal_told(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    right = "陈述、申辩或者要求听证" if body.get("hearing") else "陈述、申辩"
    return (
        f"{about}，经审查，拟不予许可。",
        f"理由：{body['reasons']}",
        f"你（单位）可以{_by(body, 'until')}向本机关{right}；逾期视为放弃。",
    )


def _hearing(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"{about}，因{body['reason']}，定于{_day(body, 'on')}在{body['place']}公开举行听证。",
        f"听证主持人：{body['chair']}。认为主持人与本案有直接利害关系的，可以申请回避。参加听证不收取费用。",
        "听证所需时间不计入办理期限。",
    )


def _forwarded(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    upper = f"上级机关办件编号：{body['upper']}。" if body.get("upper") else ""
    return (
        f"{about}，本机关已审查完毕，连同全部申请材料报送上级机关。{upper}",
        f"审查意见：{body['opinion']}",
    )


def _terminated(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    law = f"（{body['words']}：{body['basis']}）" if body.get("words") else ""
    return (f"{about}，现决定终止办理{law}。", f"理由：{body['reasons']}")


def _voided(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{about}，该办件作废，不再办理。", f"理由：{body['reasons']}")


def _revoked(about: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"{about}，本机关作出的准予决定现予撤销。",
        f"事实和理由：{body['reasons']}",
        f"依据：{body['basis']}。",
    )


SAID: dict[str, Callable[[str, Mapping[str, Any]], tuple[str, ...]]] = {
    "acceptance": _acceptance,
    "correction": _correction,
    "not_accepted": _not_accepted,
    "not_required": _not_required,
    "special_procedure": _special_procedure,
    "extension": _extension,
    "refusal_told": _refusal_told,
    "hearing": _hearing,
    "forwarded": _forwarded,
    "terminated": _terminated,
    "voided": _voided,
    "revoked": _revoked,
}
"""Kind of notice -> its paragraphs, from what the application is about and what the notice holds."""
