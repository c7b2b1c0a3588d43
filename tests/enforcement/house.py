"""Cases of an organ's own procedures for tests, and the people who work on them."""

from __future__ import annotations

from typing import Any

from tests.house import person

from banli.cases.service import Case
from banli.enforcement import service as enforcement
from banli.kernel.actors import Actor, Role

PENALTY, SEAL, LEVY, INSPECTION = (
    "advertising-penalty",
    "sealing-of-goods",
    "non-tax-levy",
    "work-safety-inspection",
)
ITEMS = (PENALTY, SEAL, LEVY, INSPECTION)
DEPARTMENTS = {PENALTY: "market", SEAL: "market", LEVY: "finance", INSPECTION: "emergency"}
WINDOWS = {"market": "market-18", "finance": "finance-22", "emergency": "emergency-06"}
OFFICERS = ["冉秋实 川A0001", "燕归南 川A0002"]
FORM: dict[str, Any] = {
    "party_kind": "organisation",
    "party": "成都蓉桥进出口有限公司",
    "party_code": "91110000101623741K",
    "address": "成都市锦江区示例路1号",
    "source": "routine",
    "happened_on": "2022-09-20",
    "matter": "店堂广告中使用绝对化用语",
}
LEVY_FORM = {key: value for key, value in FORM.items() if key != "source"}
CONCLUSION: dict[str, Any] = {
    "officers": OFFICERS,
    "proposes": "penalty",
    "breach": "unclear",
    "facts": "店堂广告表示不清楚，现场笔录为证。",
    "circumstance": "ordinary",
    "fine": "30000",
}
EVIDENCE: dict[str, Any] = {
    "officers": OFFICERS,
    "kind": "site",
    "name": "现场笔录",
    "taken_on": "2022-10-17",
    "text": "店堂内悬挂广告牌一块。",
}
IMPOSED: dict[str, Any] = {
    "officers": OFFICERS,
    "goods": ["运动鞋 42码 120双"],
    "place": "示例路仓库",
    "keeper": "涉案物品库",
    "days": "30",
    "presence": "present",
    "reason": "有证据证明涉嫌侵犯注册商标专用权。",
}


def reviewer(department: str = "market", which: str = "") -> Actor:
    """Who investigates; another one with ``which``."""
    return person(Role.REVIEWER, department, None, f"reviewer{which}.{department}")


def approver(department: str = "market") -> Actor:
    """The head."""
    return person(Role.APPROVER, department)


def clerk(department: str = "market") -> Actor:
    """Somebody at the window."""
    return person(Role.CLERK, department, WINDOWS[department])


def lead(**changes: Any) -> Case:
    """A lead just registered."""
    return enforcement.begin(by=reviewer(), item=PENALTY, act="register_lead", form=FORM | changes)


def done(case: Case, by: Actor, act: str, **answers: Any) -> Case:
    """The case after the act."""
    return enforcement.do(by=by, number=case.number, act=act, answers=answers)


def filed() -> Case:
    """A penalty case that was filed."""
    return done(lead(), approver(), "file_case", officers=OFFICERS, reason="有证据初步证明。")


def concluded(**changes: Any) -> Case:
    """… investigated."""
    case = done(filed(), reviewer(), "record_evidence", **EVIDENCE)
    return done(case, reviewer(), "conclude_investigation", **CONCLUSION | changes)


def told(**changes: Any) -> Case:
    """… examined and told to the party."""
    case = done(concluded(**changes), reviewer(which="2"), "pass_legality", opinion="程序合法。")
    return done(case, approver(), "tell_penalty")


def served_levy() -> Case:
    """A levy that was served on 17 October."""
    by = reviewer("finance")
    case = enforcement.begin(by=by, item=LEVY, act="declare_levy", form=LEVY_FORM)
    case = done(case, by, "assess_levy", base="面积", standard="每平方米一元", amount="5000", law="第十一条")
    case = done(case, approver("finance"), "notify_levy")
    return done(
        case, by, "serve_levy", way="direct", place="窗口", received_on="2022-10-17", receiver="卫知衡"
    )
