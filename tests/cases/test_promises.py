"""容缺受理 and 告知承诺: what was promised, until when, kept or not, and what follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.cases.science import applied, events, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import applicant_of
from tests.variants import FILING, days, variant

from banli.cases import service as cases
from banli.files.service import store
from banli.kernel.actors import Role
from banli.kernel.errors import Invalid, Missing, Refused
from banli.province.load import SICHUAN

pytestmark = pytest.mark.usefixtures("house")


def materials() -> list[dict[str, object]]:
    """The item's materials, the statement of income allowed to come within five days of acceptance."""
    path = SICHUAN / "items" / FILING / "materials.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    for row in rows:
        if row["key"] == "income":
            row.update(necessity="later", later=days(5))
    return list(rows)


@pytest.fixture
def lacking(tmp_path: Path, house: None) -> cases.Case:
    """An application without its statement of income, accepted on the promise that it comes."""
    variant(tmp_path, materials=materials())
    return taken_on(applied(), promised={"income": None})


def handed_in(case: cases.Case) -> cases.Case:
    me = applicant_of(case.number)
    file = store(by=me, name="核定表.pdf", content=b"%PDF-1.4 income")
    return cases.supplement(by=me, number=case.number, files=[("income", file)])


def test_the_notice_says_what_is_promised_and_until_when(lacking: cases.Case) -> None:
    assert lacking.state == "in_review"
    promise = cases.promises_of(lacking)[0]
    assert (promise.what, str(promise.until)) == ("income", "2022-10-24")
    notice = cases.notices(lacking, "acceptance")[0]
    assert notice.body["promised"] == [{"what": "income", "name": "技术性收入核定表", "until": "2022-10-24"}]


def test_only_what_the_item_allows_is_promised_and_no_later(tmp_path: Path) -> None:
    variant(tmp_path, materials=materials())
    case = applied()
    with pytest.raises(Invalid) as wrong:
        taken_on(case, promised={"contract": None})
    assert wrong.value.problems[0].where == "material.contract"
    with pytest.raises(Invalid, match="检查") as late:
        taken_on(case, promised={"income": date(2022, 10, 25)})
    assert "2022-10-24" in str(late.value.problems[0])


def test_nothing_is_granted_before_it_came_and_was_found_in_order(lacking: cases.Case) -> None:
    case = put_forward(lacking)
    approver = officer(Role.APPROVER)
    with pytest.raises(Refused, match="容缺"):
        cases.grant(by=approver, number=case.number)
    with pytest.raises(Refused, match="尚未补交"):
        cases.keep_promise(by=officer(Role.REVIEWER), number=case.number, what="income", note="已收")
    case = handed_in(case)
    case = cases.keep_promise(by=officer(Role.REVIEWER), number=case.number, what="income", note="与合同一致")
    assert events(case)[-2:] == ["supplemented", "promise_kept"]
    assert cases.grant(by=approver, number=case.number).state == "granted"


def test_material_that_was_not_promised_is_not_taken_later(lacking: cases.Case) -> None:
    me = applicant_of(lacking.number)
    file = store(by=me, name="x.pdf", content=b"%PDF-1.4 x")
    with pytest.raises(Invalid):
        cases.supplement(by=me, number=lacking.number, files=[("contract", file)])
    with pytest.raises(Invalid):
        cases.supplement(by=me, number=lacking.number)


def test_a_promise_is_broken_only_after_its_day_and_then_nothing_is_granted(
    lacking: cases.Case, clock: HeldClock
) -> None:
    reviewer = officer(Role.REVIEWER)
    with pytest.raises(Refused, match="2022-10-24"):
        cases.break_promise(by=reviewer, number=lacking.number, what="income", note="未交")
    clock.set("2022-10-25")
    case = cases.break_promise(by=reviewer, number=lacking.number, what="income", note="逾期未交")
    with pytest.raises(Refused):
        cases.keep_promise(by=reviewer, number=case.number, what="income", note="后来交了")
    put_forward(case)
    with pytest.raises(Refused, match="未履行"):
        cases.grant(by=officer(Role.APPROVER), number=case.number)
    with pytest.raises(Refused, match="第三十七条"):
        cases.terminate(by=officer(Role.APPROVER), number=case.number, reason="承诺材料逾期未补交")
    ended = cases.refuse(
        by=officer(Role.APPROVER),
        number=case.number,
        reasons="承诺材料逾期未补交",
    )
    assert (ended.state, ended.result) == ("refused", "1")


COMMITMENT = {
    "text": {"zh": "承诺合同真实有效，技术性收入与合同约定一致。", "en": "The contract is real."},
    "verify": days(20),
    "basis": {"zh": "国办发〔2020〕42号", "en": "State Council Office (2020) 42"},
}


def test_a_declaration_is_verified_after_the_grant(tmp_path: Path) -> None:
    variant(tmp_path, commitment=COMMITMENT)
    case = put_forward(taken_on(declared=True))
    case = cases.grant(by=officer(Role.APPROVER), number=case.number)
    promise = cases.promises_of(case)[0]
    assert (promise.kind, str(promise.until)) == ("commitment", "2022-11-14")
    face = next(one for one in cases.running(case).faces if one.key == "verification")
    assert (str(face.due), face.left) == ("2022-11-14", 20)
    reviewer = officer(Role.REVIEWER)
    with pytest.raises(Missing):
        cases.keep_promise(by=reviewer, number=case.number, what="other", note="查实")
    case = cases.keep_promise(by=reviewer, number=case.number, what="commitment", note="核查属实")
    assert case.state == "granted"


def test_an_untrue_declaration_leads_to_revocation(tmp_path: Path) -> None:
    variant(tmp_path, commitment=COMMITMENT)
    case = put_forward(taken_on(declared=True))
    cases.grant(by=officer(Role.APPROVER), number=case.number)
    cases.break_promise(by=officer(Role.REVIEWER), number=case.number, what="commitment", note="合同未履行")
    case = cases.revoke(
        by=officer(Role.APPROVER), number=case.number, ground="promise_broken", reason="合同未实际履行"
    )
    assert case.state == "revoked"
    assert case.result == "0"


def test_an_item_without_a_declaration_takes_none(tmp_path: Path) -> None:
    variant(tmp_path)
    with pytest.raises(Refused, match="告知承诺"):
        taken_on(declared=True)
