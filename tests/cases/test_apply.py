"""Applying: a draft is kept as it is typed and handed in once; faults stand at their place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, PLAYER, applicant_of, clerk, form, person, submitted
from tests.patience import eventually

from banli.cases import service as cases
from banli.cases.service import Case
from banli.files.service import store
from banli.kernel.actors import VISITOR, Role
from banli.kernel.errors import Denied, Invalid, Missing
from banli.ledger.service import events, verify
from banli.province.worked.player import sample

pytestmark = pytest.mark.usefixtures("house")


def test_an_application_gets_a_number_and_five_working_days_for_acceptance() -> None:
    case = submitted()
    assert case.state == "submitted"
    assert len(case.number) == 43
    assert case.number.endswith("202210170001")
    assert str(case.due_on) == "2022-10-24"
    assert case.applicant == "蜀远重载物流有限公司"
    assert [event.name for event in events("case", str(case.pk))] == ["submitted"]
    assert verify().ok


def test_numbers_of_a_day_follow_one_another() -> None:
    assert [submitted().number[-4:] for _ in range(3)] == ["0001", "0002", "0003"]


def test_a_draft_keeps_what_was_typed_unchecked() -> None:
    draft = uuid4()
    cases.save_draft(by=VISITOR, item=OVERSIZE, draft_id=draft, form={"carrier": "半"})
    cases.save_draft(by=VISITOR, item=OVERSIZE, draft_id=draft, form={"carrier": "半个名字"})
    kept = cases.draft_of(draft)
    assert kept is not None
    assert kept.form == {"carrier": "半个名字"}
    assert not Case.objects.exists()


def test_handing_a_draft_in_twice_makes_one_case() -> None:
    case = submitted()
    draft = case.draft
    again = cases.submit_draft(by=VISITOR, draft_id=draft.pk)
    assert again.number == case.number
    assert Case.objects.count() == 1


def test_faults_are_told_all_at_once_each_at_its_place() -> None:
    with pytest.raises(Invalid) as told:
        PLAYER.apply(OVERSIZE, form(carrier="", carrier_code="91350100M000100Y4A", agent_mobile="12"))
    assert {problem.where for problem in told.value.problems} >= {"carrier", "carrier_code", "agent_mobile"}


def test_a_missing_material_is_named() -> None:
    draft = uuid4()
    cases.save_draft(by=VISITOR, item=OVERSIZE, draft_id=draft, form=form())
    with pytest.raises(Invalid) as told:
        cases.submit_draft(by=VISITOR, draft_id=draft)
    assert "material.vehicle-licence" in {problem.where for problem in told.value.problems}
    assert "缺少“车辆行驶证或临时行驶车号牌”。" in {str(problem) for problem in told.value.problems}


def test_only_the_applicant_can_see_and_take_back_the_case() -> None:
    case = submitted()
    with pytest.raises(Missing):
        cases.find(case.number, VISITOR)
    with pytest.raises(Denied):
        cases.withdraw(by=VISITOR, number=case.number)
    assert cases.find(case.number, applicant_of(case.number)).pk == case.pk
    taken_back = cases.withdraw(by=applicant_of(case.number), number=case.number, reason="改期运输")
    assert (taken_back.state, taken_back.result) == ("retracted", "2")


def test_number_and_password_open_a_case() -> None:
    case = submitted()
    password = cases.query_password(case.number)
    assert len(password) == 6
    assert cases.opens(case.number, password)
    assert not cases.opens(case.number, "000000" if password != "000000" else "111111")
    assert not cases.opens("0" * 43, cases.query_password("0" * 43))


def test_a_clerk_takes_in_an_application_for_somebody_at_the_window() -> None:
    case = PLAYER.at_window(OVERSIZE, form(), clerk())
    assert (case.channel, case.window_id) == ("counter", "transport-03")
    assert {material.file_id for material in cases.materials_of(case)} == {None}


def test_a_clerk_of_another_department_cannot() -> None:
    other = person(Role.CLERK, "commerce", "commerce-05")
    with pytest.raises(Denied):
        PLAYER.at_window(OVERSIZE, form(), other)


def test_an_item_that_was_cancelled_takes_no_applications(clock: HeldClock) -> None:
    clock.set("2019-06-01")
    from banli.kernel.errors import Refused

    with pytest.raises(Refused, match="不接受申请"):
        submitted()


@pytest.mark.django_db(transaction=True)
def test_handing_a_draft_in_while_it_is_being_handed_in_waits_and_gives_the_same_case() -> None:
    draft = uuid4()
    cases.save_draft(by=VISITOR, item=OVERSIZE, draft_id=draft, form=form())
    for key, name in PLAYER.asked_for(OVERSIZE, form()):
        file = store(by=VISITOR, name=f"{name}.pdf", content=sample(name))
        cases.attach(by=VISITOR, draft_id=draft, key=key, file=file)

    def second() -> str:
        try:
            return cases.submit_draft(by=VISITOR, draft_id=draft).number
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            first = cases.submit_draft(by=VISITOR, draft_id=draft).number
            other = beside.submit(second)
            assert eventually(somebody_waits)
        assert other.result() == first
    assert Case.objects.count() == 1


def somebody_waits() -> bool:
    """True while another connection to this database waits for a lock."""
    sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        return bool(cursor.execute(sql).fetchone()[0])
