"""What the hall does besides its cases on the demo's morning: a consultation that is overdue, checks at the door, an
outreach with a question left to settle and one to come, and October's assessment with an objection."""

from __future__ import annotations

from datetime import date

from banli.assessment import service as assessment
from banli.cases import service as cases
from banli.cases.states import State
from banli.consultations.service import Asked, ConsultationRecord, give_opinion
from banli.entry import service as entry
from banli.fieldwork import service as fieldwork
from banli.fieldwork.states import MatterKind
from banli.province.worked.player import Player, actor, at

QUESTION = "运输路线经过城区主干道，夜间通行是否需要交警护送，桥梁是否需要复核？"
OPINION = "零时至五时可以通行，须安排两辆护送车，并提前一日报备。"
OCTOBER = (date(2022, 10, 1), date(2022, 10, 31))
DOOR = (
    ("08:52", "一楼南门", {"health-code": "green", "test": "20", "temperature": "36.4"}),
    ("08:55", "一楼南门", {"health-code": "green", "test": "90", "temperature": "36.6"}),
    ("09:04", "一楼北门", {"health-code": "green", "test": "46", "temperature": "36.2"}),
    ("09:11", "一楼南门", {"health-code": "none", "test": "12", "temperature": "36.5"}),
)
"""Minute, gate and what was shown; the second has a test that is too old, the fourth shows no code."""


def outside(_play: Player) -> None:
    """Play consultation, door and outreach."""
    _consultation()
    _door()
    _outreach()


def _consultation() -> None:
    """The police have answered with a condition, the own division of bridges has not: overdue since yesterday."""
    by = actor("reviewer.transport")
    case = next(one for one in cases.open_cases(by, (State.IN_REVIEW,)))
    with at("2022-11-10 10:40"):
        asked = [Asked(department="police"), Asked(department="transport", division="桥梁管理处")]
        record = ConsultationRecord(question=QUESTION, answer_by=date(2022, 11, 14), asked=asked)
        made = cases.consult(by=by, number=case.number, record=record)
    with at("2022-11-11 15:20"):
        police = actor("reviewer.police")
        give_opinion(
            consultation=made.public_id, seat=0, stance="agrees_with_conditions", text=OPINION, by=police
        )


def _door() -> None:
    """This morning's checks; the rules of 2022 have their end, and on a later day nobody is asked."""
    rules, by = entry.in_force(), actor("hall")
    if rules is None:
        return
    for place, (minute, gate, shown) in enumerate(DOOR):
        with at(f"2022-11-15 {minute}"):
            entry.check_entry(gate=gate, answers=shown, token=f"demo-{place}", by=by)


def _outreach() -> None:
    """Last week's outreach as it was planned and held, what a carrier asked and says of it; one that is to come."""
    by = actor("reviewer.transport")
    told = {
        "department": "transport",
        "matter": "大件运输许可",
        "place": "德阳",
        "team": ["大件运输许可团队"],
    }
    firm = ["川陕大件运输有限公司"]
    day = date(2022, 11, 10)
    with at("2022-11-07 09:50"):
        record = fieldwork.OutingRecord.model_validate(
            {**told, "kind": "outreach", "day": day, "targets": firm}
        )
        plan = fieldwork.plan_outing(record=record, by=by).public_id
    with at("2022-11-10 16:30"):
        facts = fieldwork.Outreach(
            team="大件运输许可团队", places=["德阳"], advised_on=["路线勘测", "护送方案"]
        )
        held = fieldwork.ActivityRecord(
            group=fieldwork.Group.SERVICE_QUALITY,
            day=day,
            reported_on=day,
            department="transport",
            matter="大件运输许可",
            targets=firm,
            items=["oversize-transport"],
            report_text="11月10日，交通运输厅大件运输许可团队前往德阳，为川陕大件运输有限公司提供上门服务，"
            "就路线勘测、护送方案等问题答疑指导。",
        )
        activity = fieldwork.record_outreach(record=held, facts=facts, by=by, plan=plan).public_id
        question = fieldwork.NewMatter(
            kind=MatterKind.QUESTION,
            text="同一批设备分次运输，能否只提交一次勘测报告？",
            answer="路线、车货不变的可以引用，具体口径会后书面答复。",
            to="transport",
            due_on=date(2022, 11, 18),
        )
        fieldwork.note_matter(activity=activity, told=question, by=by)
        code = fieldwork.ask_opinion(activity=activity, target=firm[0], by=by).code
    with at("2022-11-11 10:05"):
        fieldwork.give_opinion_by_code(code=code, grade="2", text="讲得清楚，希望口径早点书面答复。")
    with at("2022-11-14 15:30"):
        to_come = {**told, "kind": "talk", "matter": "超限运输源头治理", "targets": ["蜀远重载物流有限公司"]}
        day = date(2022, 11, 17)
        fieldwork.plan_outing(record=fieldwork.OutingRecord.model_validate({**to_come, "day": day}), by=by)


def assessed(_play: Player) -> None:
    """October frozen at the beginning of November; transport objects to the first of its marks."""
    with at("2022-11-10 09:20"):
        row = assessment.freeze_month(first=OCTOBER[0], last=OCTOBER[1], by=actor("hall"))
    approver = actor("approver.transport")
    own = assessment.find_score(row, approver.department, approver)
    if own.marks:
        with at("2022-11-11 11:10"):
            key, reason = own.marks[0]["key"], "当时正在换岗，三分钟后已有人接替。"
            assessment.object_to(assessment=row.public_id, mark=key, reason=reason, by=approver)
