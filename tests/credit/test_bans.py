"""Imposing, telling, lifting: what bars an application, who may do it, and what the database itself refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation
from tests.held_clock import HeldClock
from tests.house import open_house, person

from banli.credit.models import Ban, CountBook, Subject, Violation
from banli.credit.service import (
    BanBasis,
    BanRecord,
    Count,
    CountRules,
    ViolationRecord,
    ban_against,
    impose,
    lift,
    record_violation,
    search_bans,
    show_code,
    subject_of,
    violation_count,
)
from banli.credit.states import ViolationKind
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.people.models import User

pytestmark = pytest.mark.usefixtures("house")
CARRIER, IDENTITY = "91350100M000100Y43", "11010519491231002X"
TODAY = date(2022, 10, 17)
BanOf = Callable[..., BanRecord]
ViolationOf = Callable[..., ViolationRecord]


def approver() -> Actor:
    return person(Role.APPROVER)


def names(subject: str) -> list[str]:
    return [event.name for event in events("credit", subject)]


def against(day: date = TODAY, item: str = "oversize-transport", department: str = "transport") -> Any:
    return ban_against(CARRIER, item, day, department=department)


def test_false_material_bars_the_item_for_a_year_and_says_why(ban_of: BanOf) -> None:
    ban = impose(record=ban_of(), by=approver())
    told = against()
    assert (told.ban, told.first, told.last) == (ban.public_id, TODAY, date(2023, 10, 17))
    assert str(told) == (
        "“蜀远重载物流有限公司”自2022-10-17至2023-10-17不得申请：申请时隐瞒有关情况或者提供虚假材料"
        "（行政许可法第七十八条）。来源：办件 20221011 0007。"
    )
    with translation.override("en"):
        assert "barred from 2022-10-17 to 2023-10-17" in str(told.refusal())
        assert "Administrative Licensing Law, Article 78" in str(told)
    assert against(date(2023, 10, 18)) is None
    assert against(item="another-item") is None


def test_fraud_bars_for_three_years_and_outlasts_the_shorter_ban(ban_of: BanOf) -> None:
    impose(record=ban_of(), by=approver())
    longer = impose(record=ban_of(ground="obtained_by_fraud", source="川交超〔2022〕7号"), by=approver())
    assert against().ban == longer.public_id
    lift(ban=longer.public_id, reason="撤销决定被复议机关撤销。", by=approver())
    assert against().last == date(2023, 10, 17)


def test_a_ban_of_every_item_holds_in_its_department_only(ban_of: BanOf) -> None:
    of = BanBasis(
        key="all",
        article="某条例第五条",
        says="三年内不得再申请",
        whom="某人",
        department="transport",
        months=36,
    )
    CountBook.objects.create(rules=CountRules(bases=(of,)).model_dump(mode="json"), loaded_at=clock.now())
    impose(record=ban_of(ground="own_law", item="", public_safety=False, basis="all"), by=approver())
    assert str(against(item="another-item").article) == "某条例第五条"
    assert against(department="health") is None


def test_the_code_is_found_however_it_is_typed(ban_of: BanOf) -> None:
    impose(record=ban_of(code=" 91350100-m000100y43 "), by=approver())
    assert against() is not None
    assert ban_against("９１３５０１００M000100Y43", "oversize-transport", TODAY, department="transport")


def test_the_record_names_no_code_of_a_person(ban_of: BanOf) -> None:
    ban = impose(record=ban_of(code=IDENTITY, name="张三"), by=approver())
    [event] = events("credit", ban.public_id)
    assert (event.name, event.scope) == ("ban_imposed", "transport")
    assert IDENTITY not in str(event.body)
    assert "张三" not in str(event.body)


def test_the_same_ban_twice_is_one_ban(ban_of: BanOf) -> None:
    by = approver()
    first, second = (impose(record=ban_of(public_id="XZ-1"), by=by) for _ in range(2))
    assert first == second
    assert names("XZ-1") == ["ban_imposed"]
    with pytest.raises(Refused, match="XZ-1"):
        impose(record=ban_of(public_id="XZ-1", source="别的办件"), by=by)


def test_a_ban_is_lifted_with_its_reason_and_stays_on_record(ban_of: BanOf, clock: HeldClock) -> None:
    by = approver()
    ban = impose(record=ban_of(), by=by)
    clock.set("2022-11-01")
    with pytest.raises(Invalid):
        lift(ban=ban.public_id, reason=" ", by=by)
    lifted = lift(ban=ban.public_id, reason="认定有误", by=by)
    assert (lifted.lifted_on, lifted.lifted_because) == (date(2022, 11, 1), "认定有误")
    assert against(date(2022, 11, 1)) is None
    assert against(date(2022, 10, 31)) is not None
    assert names(ban.public_id) == ["ban_imposed", "ban_lifted"]
    with pytest.raises(Refused):
        lift(ban=ban.public_id, reason="再次", by=by)


def test_a_ban_that_is_over_is_not_lifted(ban_of: BanOf, clock: HeldClock) -> None:
    ban = impose(record=ban_of(), by=approver())
    clock.set("2023-10-18")
    with pytest.raises(Refused):
        lift(ban=ban.public_id, reason="已届满", by=approver())


def test_only_the_departments_approver_bars_and_lifts(ban_of: BanOf) -> None:
    ban = impose(record=ban_of(), by=approver())
    for role in (Role.CLERK, Role.REVIEWER, Role.SUPERVISOR):
        with pytest.raises(Denied):
            impose(record=ban_of(), by=person(role))
        with pytest.raises(Denied):
            lift(ban=ban.public_id, reason="理由", by=person(role))
    other = person(Role.APPROVER, "health")
    with pytest.raises(Denied):
        impose(record=ban_of(), by=other)
    with pytest.raises(Missing):
        lift(ban=ban.public_id, reason="理由", by=other)


def test_a_department_sees_its_own_and_the_supervisor_all(ban_of: BanOf) -> None:
    ban = impose(record=ban_of(), by=approver())
    assert search_bans(person(Role.CLERK), "蜀远") == [ban]
    assert search_bans(person(Role.CLERK), CARRIER) == [ban]
    assert search_bans(person(Role.CLERK), "91350100") == []
    assert search_bans(person(Role.CLERK, "health")) == []
    assert search_bans(person(Role.SUPERVISOR, "service-centre")) == [ban]
    assert search_bans(person(Role.EDITOR)) == []


def test_a_whole_code_is_shown_with_a_reason_that_is_kept(ban_of: BanOf) -> None:
    ban = impose(record=ban_of(code=IDENTITY, name="张三"), by=approver())
    subject = ban.subject.public_id
    with pytest.raises(Denied):
        show_code(subject=subject, reason="核对", by=person(Role.CLERK))
    with pytest.raises(Missing):
        show_code(subject=subject, reason="核对", by=person(Role.APPROVER, "health"))
    with pytest.raises(Invalid):
        show_code(subject=subject, reason=" ", by=approver())
    assert show_code(subject=subject, reason="核对证件", by=approver()) == IDENTITY
    assert show_code(subject=subject, reason="监察", by=person(Role.SUPERVISOR, "service-centre")) == IDENTITY
    assert [(one.name, json.loads(one.body)["reason"]) for one in events("credit", subject)] == [
        ("code_shown", "核对证件"),
        ("code_shown", "监察"),
    ]


def test_violations_are_counted_by_kind_and_period(violation_of: ViolationOf) -> None:
    by = person(Role.REVIEWER)
    record_violation(record=violation_of(public_id="WF-1"), by=by)
    record_violation(record=violation_of(public_id="WF-1"), by=by)
    record_violation(record=violation_of(kind="no_escort", day=date(2022, 3, 1), points=1), by=SYSTEM)
    year = (date(2022, 1, 1), date(2022, 12, 31))
    assert violation_count(CARRIER, *year) == Count(2, 3)
    assert violation_count(CARRIER, *year, ViolationKind.OFF_ROUTE) == Count(1, 2)
    assert violation_count(CARRIER, date(2021, 1, 1), date(2021, 12, 31)) == Count(0, 0)
    assert names("WF-1") == ["violation_recorded"]


def test_a_violation_still_to_come_or_of_nobody_is_refused(violation_of: ViolationOf) -> None:
    by = person(Role.REVIEWER)
    with pytest.raises(Refused):
        record_violation(record=violation_of(day=date(2022, 10, 18)), by=by)
    with pytest.raises(Invalid):
        record_violation(record=violation_of(code="91350100M000100Y4A"), by=by)
    with pytest.raises(Denied):
        record_violation(record=violation_of(), by=person(Role.CLERK))
    assert not Violation.objects.exists()


def test_bans_and_violations_of_one_code_meet_under_one_subject(
    ban_of: BanOf, violation_of: ViolationOf
) -> None:
    ban = impose(record=ban_of(), by=approver())
    violation = record_violation(record=violation_of(name="蜀远重载物流（集团）有限公司"), by=approver())
    assert ban.subject == violation.subject
    assert subject_of(ban.subject.public_id, approver()).name == "蜀远重载物流（集团）有限公司"
    assert CARRIER not in ban.subject.public_id


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("credit_ban_known_ground", {"ground": "whim", "basis": "某条例"}),
        ("credit_ban_days_in_order", {"last": date(2022, 10, 16)}),
        ("credit_ban_lifted_with_reason", {"lifted_on": TODAY}),
        ("credit_ban_lifted_with_reason", {"lifted_because": "理由"}),
        ("credit_ban_has_its_law", {"item": ""}),
        ("credit_ban_has_its_law", {"public_safety": False}),
        ("credit_ban_has_its_law", {"ground": "own_law", "basis": ""}),
        ("credit_ban_has_a_source", {"source": ""}),
    ],
)
def test_the_database_refuses_a_ban_without_its_parts(
    ban_of: BanOf, constraint: str, changes: dict[str, Any]
) -> None:
    ban = impose(record=ban_of(), by=approver())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Ban.objects.filter(pk=ban.pk).update(**changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("credit_violation_known_kind", {"kind": "rudeness"}),
        ("credit_violation_has_points", {"points": 0}),
        ("credit_violation_has_a_source", {"source": ""}),
    ],
)
def test_the_database_refuses_a_violation_without_its_parts(
    violation_of: ViolationOf, constraint: str, changes: dict[str, Any]
) -> None:
    row = record_violation(record=violation_of(), by=approver())
    row.pk, row.public_id = None, "WF-2"
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_a_subject_has_a_code_and_a_name() -> None:
    with pytest.raises(IntegrityError, match="credit_subject_is_named"), transaction.atomic():
        Subject.objects.create(public_id="ZT-1", code=CARRIER, name="")


def test_nothing_of_credit_is_deleted_and_a_violation_never_changes(
    ban_of: BanOf, violation_of: ViolationOf
) -> None:
    ban = impose(record=ban_of(), by=approver())
    violation = record_violation(record=violation_of(), by=approver())
    for rows in (
        Ban.objects.filter(pk=ban.pk),
        Violation.objects.filter(pk=violation.pk),
        Subject.objects.filter(pk=ban.subject_id),
    ):
        with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Violation.objects.update(points=9)


def test_a_department_bars_from_no_item_of_another(ban_of: BanOf) -> None:
    """Whoever holds the permission holds it for the own department, and the item is asked for its department."""
    open_house("foreign-trade-filing")
    for item in ("foreign-trade-filing", "nothing-like-this"):
        with pytest.raises(Invalid) as told:
            impose(record=ban_of(item=item), by=approver())
        assert [one.where for one in told.value.problems] == ["item"]
    with pytest.raises(Denied):
        impose(record=ban_of(item="foreign-trade-filing", department="commerce"), by=approver())
    assert not Ban.objects.exists()


def test_a_form_made_by_hand_bars_from_no_item_of_another_department() -> None:
    open_house("foreign-trade-filing")
    client = Client()
    client.force_login(User.objects.get(pk=approver().id or 0))
    sent = {
        "code": IDENTITY,
        "name": "张三",
        "ground": "false_material",
        "source": "某办件",
        "item": "foreign-trade-filing",
        "public_safety": "1",
        "first": "2022-10-17",
        "token": "aa",
    }
    answer = client.post("/desk/credit/bans/new/", {**sent, "department": "commerce"})
    assert answer.status_code == 422
    assert "该事项不是作出限制的部门的事项。" in answer.content.decode()
    assert not Ban.objects.exists()
    assert client.post("/desk/credit/bans/new/", {**sent, "item": "oversize-transport"}).status_code == 302
    assert Ban.objects.get().department_id == "transport"
