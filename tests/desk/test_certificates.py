"""The page of a certificate and the list by expiry: what is shown, what is done, what is told at a fault."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, granted, open_house, person

from banli.kernel.actors import SYSTEM, Role
from banli.licences.service import Certificate, Status, issue
from banli.province.certificates import load_certificates_of
from banli.province.load import SICHUAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Certificate:
    open_house()
    return issue(by=person(Role.APPROVER), number=granted().number)


def desk(role: Role, department: str = "transport") -> Client:
    person(role, department)
    client = Client()
    assert client.login(username=f"{role}.{department}", password=PASSWORD)
    return client


def test_the_list_shows_what_ends_first_and_finds_by_holder(found: Certificate) -> None:
    page = desk(Role.APPROVER).get("/desk/certificates/")
    assert found.number in page.text
    assert found.number not in desk(Role.APPROVER).get("/desk/certificates/?q=没有这家").text
    assert found.number not in desk(Role.APPROVER).get("/desk/certificates/?view=ended").text
    assert found.number not in desk(Role.APPROVER).get("/desk/certificates/?view=validation&after=x_y").text


def test_another_department_sees_nothing_of_it(found: Certificate) -> None:
    other = desk(Role.APPROVER, "health")
    assert found.number not in other.get("/desk/certificates/").text
    assert other.get(f"/desk/certificates/{found.pk}/").status_code == 404


def test_a_suspension_and_its_end_by_the_approver(found: Certificate, clock: HeldClock) -> None:
    client, place = desk(Role.APPROVER), f"/desk/certificates/{found.pk}/"
    wrong = client.post(
        f"{place}suspend/", {"ground": "conditions_lost", "reason": "车辆不符", "until": "2022-10-17"}
    )
    assert wrong.status_code == 422
    assert "暂扣的截止日期" in wrong.text
    assert "车辆不符" in wrong.text
    assert client.post(f"{place}suspend/", {"until": "tomorrow"}).status_code == 422
    sent = {"ground": "conditions_lost", "reason": "车辆不符", "until": "2022-10-20"}
    assert client.post(f"{place}suspend/", sent).status_code == 302
    found.refresh_from_db()
    assert (found.status, found.suspended_until) == (Status.SUSPENDED, date(2022, 10, 20))
    shown = client.get(place)
    assert "已暂扣" in shown.text
    assert "已暂扣" in Client().get(f"/verify/{found.code}/").text
    assert client.post(f"{place}restore/", {"reason": "已整改"}).status_code == 302
    found.refresh_from_db()
    assert found.status == Status.VALID
    assert client.post(f"{place}restore/", {"reason": "再次"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "ground", "status"),
    [
        ("revoke", "other", "revoked"),
        ("withdraw", "law_changed", "withdrawn"),
        ("cancel", "dissolved", "cancelled"),
    ],
)
def test_each_ending_with_a_ground_of_its_own_table(
    found: Certificate, name: str, ground: str, status: str
) -> None:
    client, place = desk(Role.APPROVER), f"/desk/certificates/{found.pk}/"
    assert (
        client.post(f"{place}{name}/", {"ground": "penalty_suspension", "reason": "查实"}).status_code == 422
    )
    assert client.post(f"{place}{name}/", {"ground": ground, "reason": "查实"}).status_code == 302
    found.refresh_from_db()
    assert (found.status, found.ground, found.ended_because) == (status, ground, "查实")
    assert found.number in client.get("/desk/certificates/?view=ended").text
    assert "查实" in client.get(place).text


def test_only_approvers_are_offered_acts(found: Certificate) -> None:
    client = desk(Role.REVIEWER)
    page = client.get(f"/desk/certificates/{found.pk}/")
    assert page.status_code == 200
    assert "/revoke/" not in page.text
    assert client.post(f"/desk/certificates/{found.pk}/revoke/", {}).status_code == 403
    paper = client.get(f"/desk/certificates/{found.pk}/paper.pdf")
    assert paper.content.startswith(b"%PDF")
    assert desk(Role.APPROVER).post(f"/desk/certificates/{found.pk}/burn/", {}).status_code == 404


def test_one_from_before_the_platform_without_an_end_is_found_and_says_where_it_comes_from(db: None) -> None:
    open_house("foreign-trade-filing", "mining-right")
    load_certificates_of(SICHUAN, by=SYSTEM)
    client = desk(Role.APPROVER, "commerce")
    assert "20210417" not in client.get("/desk/certificates/").text
    assert "20210417" in client.get("/desk/certificates/?q=绵阳示例").text
    found = Certificate.objects.get(number="20210417")
    page = client.get(f"/desk/certificates/{found.pk}/").text
    assert "由平台启用前的登记簿载入" in page
    assert "由平台启用前载入" in page
    assert f"/desk/certificates/{found.pk}/paper.pdf" not in page
    assert client.get(f"/desk/certificates/{found.pk}/paper.pdf").status_code == 404
    shown = Client().get(f"/verify/{found.code}/").text
    assert "平台启用前核发" in shown
