"""Changing and voiding a foreign-trade filing: compared line by line with the live certificate; a voiding ends it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, PLAYER, open_house, person

from banli.cases import service as cases
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Invalid, Refused
from banli.licences import service as licences
from banli.licences.service import Certificate, Standing, Status

pytestmark = pytest.mark.django_db
ITEM = "foreign-trade-filing"
OLD = {"operator": "成都蓉桥进出口有限公司"}


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house(ITEM)


def of(role: Role) -> Actor:
    return person(role, "commerce", "commerce-05" if role == Role.CLERK else None)


def granted(case: cases.Case) -> cases.Case:
    cases.accept(by=of(Role.CLERK), number=case.number)
    cases.review(by=of(Role.REVIEWER), number=case.number, agrees=True, opinion="查实。")
    return cases.grant(by=of(Role.APPROVER), number=case.number)


@pytest.fixture
def filed() -> Certificate:
    case = granted(PLAYER.apply(ITEM, PLAYER.form(ITEM, "company-in-chengdu")))
    return licences.issue(by=of(Role.APPROVER), number=case.number)


def change(found: Certificate, **changes: object) -> cases.Case:
    return PLAYER.apply(ITEM, PLAYER.form(ITEM, "change", **{"old_number": found.number, **changes}))


def void(found: Certificate, **changes: object) -> cases.Case:
    return PLAYER.apply(ITEM, PLAYER.form(ITEM, "void", **{"old_number": found.number, **changes}))


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"old_number": "20229999"}, "old_number", "登记表"),
        ({"uscc": "91350100M000100Y43"}, "old_number", "持有人"),
        ({"area": "other"}, "area", "5101101623741"),
        ({"changed": ["seat"]}, "changed", "成都蓉桥进出口有限公司"),
        ({"changed": ["name", "legal"]}, "changed", "法定代表人"),
        ({"capital_usd": 900000}, "changed", "150000"),
    ],
)
def test_a_change_that_does_not_fit_the_certificate_is_told_at_its_field(
    filed: Certificate, changes: dict[str, object], where: str, says: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        change(filed, **changes)
    assert {one.where for one in wrong.value.problems} == {where}
    if where != "old_number":
        assert says in " ".join(map(str, wrong.value.problems))


def test_a_change_takes_the_place_and_keeps_the_code(filed: Certificate) -> None:
    newer = licences.issue(by=of(Role.APPROVER), number=granted(change(filed)).number)
    filed.refresh_from_db()
    assert (filed.status, newer.replaces) == (Status.REPLACED, filed)
    codes = {line["value"] for one in (filed, newer) for line in one.lines if line["key"] == "code"}
    assert codes == {"5101101623741"}
    with pytest.raises(Invalid):
        change(filed)


def test_the_desk_shows_the_application_beside_the_certificate(filed: Certificate) -> None:
    case = change(filed)
    cases.accept(by=of(Role.CLERK), number=case.number)
    reviewer = of(Role.REVIEWER)
    client = Client()
    assert client.login(username="reviewer.commerce", password=PASSWORD)
    page = client.get(f"/desk/cases/{case.number}/")
    assert reviewer.department == "commerce"
    pairs = {one.line.key: one for one in page.context["concerned"]["pairs"]}
    assert [key for key, one in pairs.items() if one.differs] == ["filing", "name", "name-en"]
    assert pairs["name"].before == OLD["operator"]
    assert "本件变更的证照" in page.text


def test_a_voiding_that_is_granted_ends_the_certificate_and_issues_none(
    filed: Certificate, clock: HeldClock
) -> None:
    case = void(filed)
    clock.set("2022-10-18")
    granted(case)
    filed.refresh_from_db()
    assert (filed.status, filed.ground, filed.ended_because) == (
        Status.CANCELLED,
        "holder_asked",
        case.number,
    )
    shown = licences.verify(filed.code)
    assert shown is not None
    assert shown.standing == Standing.CANCELLED
    assert [one.name for one in licences.history(filed)][-1] == "cancelled"
    with pytest.raises(Refused):
        licences.issue(by=of(Role.APPROVER), number=case.number)


def test_a_voiding_is_the_holders_and_says_the_name_on_the_form(filed: Certificate) -> None:
    with pytest.raises(Invalid) as wrong:
        void(filed, operator="成都蓉桥国际贸易有限公司")
    assert [one.where for one in wrong.value.problems] == ["operator"]
    case = void(filed)
    cases.accept(by=of(Role.CLERK), number=case.number)
    cases.review(by=of(Role.REVIEWER), number=case.number, agrees=False, opinion="未交回原表。")
    cases.refuse(by=of(Role.APPROVER), number=case.number, reasons="未交回原表。")
    filed.refresh_from_db()
    assert filed.status == Status.VALID


def test_nobody_chooses_the_ground_of_a_granted_application(filed: Certificate) -> None:
    assert "holder_asked" not in licences.grounds_for(Status.CANCELLED)
    with pytest.raises(Invalid):
        licences.end(
            by=of(Role.APPROVER),
            number=filed.number,
            target=Status.CANCELLED,
            ground="holder_asked",
            reason="申请",
        )


def test_one_that_was_revoked_meanwhile_stays_revoked(filed: Certificate) -> None:
    case = void(filed)
    licences.end(
        by=of(Role.APPROVER), number=filed.number, target=Status.REVOKED, ground="fraud", reason="材料虚假"
    )
    granted(case)
    filed.refresh_from_db()
    assert (filed.status, filed.ground) == (Status.REVOKED, "fraud")
