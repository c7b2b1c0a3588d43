"""Who has an interest keeps out: asked by the party or said by the officer, decided by the head (行政处罚法 43)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.enforcement.house import EVIDENCE, OFFICERS, approver, concluded, done, filed, reviewer, told
from tests.enforcement.test_party import party, visitor
from tests.house import person

from banli.cases import service as cases
from banli.cases.service import Case
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused

ASKED: dict[str, Any] = {"named": ["冉秋实"], "reason": "系同业竞争者的近亲属。"}
GRANTED: dict[str, Any] = {"outcome": "granted", "replaced_by": ["顾远山 川A0003"], "reason": "情况属实。"}


def out(case: Case) -> Case:
    """冉秋实 keeps out."""
    return done(done(case, party(case), "ask_recusal", **ASKED), approver(), "decide_recusal", **GRANTED)


def test_who_keeps_out_is_named_no_more() -> None:
    case = out(filed())
    with pytest.raises(Invalid) as error:
        done(case, reviewer(), "record_evidence", **EVIDENCE)
    assert [one.where for one in error.value.problems] == ["officers"]
    done(case, reviewer(), "record_evidence", **EVIDENCE | {"officers": ["顾远山 川A0003", OFFICERS[1]]})


def test_who_keeps_out_acts_no_more() -> None:
    same = person(Role.REVIEWER, "market", None, "reviewer9.market", "冉秋实")
    case = done(filed(), same, "record_evidence", **EVIDENCE)
    case = out(case)
    with pytest.raises(Refused, match="2022-10-17"):
        done(case, same, "conclude_investigation")


def test_an_officer_says_so_before_the_party_does() -> None:
    case = done(filed(), reviewer(), "report_interest", **ASKED)
    assert cases.timeline(case)[-1].name == "interest_reported"
    with pytest.raises(Denied):
        done(case, party(case), "decide_recusal", **GRANTED)
    with pytest.raises(Invalid):
        done(case, approver(), "decide_recusal", **GRANTED | {"replaced_by": ["冉秋实 川A0001"]})
    with pytest.raises(Invalid):
        done(case, approver(), "decide_recusal", outcome="granted", reason="情况属实。")
    assert cases.notices(done(case, approver(), "decide_recusal", **GRANTED))[-1].kind == "recusal_decision"


def test_until_it_is_decided_the_investigation_goes_on_and_no_penalty_is_decided() -> None:
    case = told()
    case = done(case, party(case), "waive_defence", text="无异议。")
    case = done(case, party(case), "ask_recusal", **ASKED)
    case = done(case, reviewer(), "weigh_defence")
    with pytest.raises(Refused, match="第四十三条"):
        done(case, approver(), "decide_penalty")
    case = done(case, approver(), "decide_recusal", outcome="refused", reason="没有利害关系。")
    assert done(case, approver(), "decide_penalty").state == "decided"


def test_one_request_is_decided_before_the_next_and_by_another_head() -> None:
    case = filed()
    with pytest.raises(Refused):
        done(case, approver(), "decide_recusal", **GRANTED)
    head = approver()
    case = done(case, party(case), "ask_recusal", named=[head.name], reason="系投诉人亲属。")
    with pytest.raises(Refused):
        done(case, party(case), "ask_recusal", **ASKED)
    with pytest.raises(Refused, match="另"):
        done(case, head, "decide_recusal", **GRANTED)


def test_the_party_finds_it_on_its_page() -> None:
    case = concluded()
    client = visitor(case)
    address = f"/track/{case.number}/say/ask_recusal/"
    assert address in client.get(f"/track/{case.number}/").content.decode()
    assert "日前（含当日）" not in client.get(address).content.decode()
    sent = {"named": "冉秋实\n燕归南", "reason": "有利害关系。", "version": case.version}
    assert client.post(address, sent).status_code == 302
    assert cases.timeline(case)[-1].name == "recusal_asked"
