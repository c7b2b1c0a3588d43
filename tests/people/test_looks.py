"""Who looks at what identifies a person: masked without a reason, and each look on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.house import submitted

from banli.cases.models import Case
from banli.cases.service import materials_of, query_password
from banli.kernel.actors import Role
from banli.kernel.masking import masked_numbers
from banli.people.models import Look

WATCHERS = (Role.SUPERVISOR, Role.GOVERNMENT, Role.HALL_MANAGER)
MOBILE = "13800138000"
IDENTITY = "11010519491231002X"


@pytest.fixture
def case(house: None) -> Case:
    """Of a person with a long name, whose numbers stand where they are asked for and where they are not."""
    made = submitted()
    form = {**made.form, "contact_mobile": MOBILE, "cargo_name": f"变压器，联系 {MOBILE}"}
    Case.objects.filter(pk=made.pk).update(form=form, applicant="买买提·阿不都拉", applicant_code=IDENTITY)
    made.refresh_from_db()
    return made


def looks() -> list[tuple[str, str, str]]:
    return [(one.by.username, one.what, one.reason) for one in Look.objects.order_by("id")]


def page(client: Client, case: Case, **sent: Any) -> str:
    address = f"/desk/cases/{case.number}/"
    return (client.post(f"{address}look/", sent) if sent else client.get(address)).content.decode()


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.APPROVER, *WATCHERS])
def test_everybody_sees_names_and_numbers_in_part_and_in_full_for_a_reason(case: Case, role: Role) -> None:
    client = at_desk(role)
    shown = page(client, case)
    assert MOBILE not in shown
    assert "买买提·阿不都拉" not in shown
    assert "138****8000" in shown
    assert looks() == []
    whole = page(client, case, reason="核对身份证")
    assert MOBILE in whole
    assert "买买提·阿不都拉" in whole
    assert [one[1:] for one in looks()] == [("case", "核对身份证")]
    assert MOBILE not in page(client, case)


@pytest.mark.parametrize("reason", ["", " ", "\u200b"])
def test_without_a_reason_nothing_is_shown_and_nothing_kept(case: Case, reason: str) -> None:
    answer = clerk().post(f"/desk/cases/{case.number}/look/", {"reason": reason})
    assert answer.status_code == 422
    assert "请说明查看完整内容的原因" in answer.content.decode()
    assert MOBILE not in answer.content.decode()
    assert looks() == []


def test_a_case_that_is_not_ones_own_is_not_looked_at(case: Case) -> None:
    answer = at_desk(Role.REVIEWER, "health").post(f"/desk/cases/{case.number}/look/", {"reason": "好奇"})
    assert answer.status_code == 404
    assert looks() == []


@pytest.mark.parametrize("role", WATCHERS)
def test_who_only_watches_opens_a_material_after_saying_why(case: Case, role: Role) -> None:
    client = at_desk(role)
    material = next(one for one in materials_of(case) if one.file)
    address = f"/desk/cases/{case.number}/materials/{material.pk}/"
    assert client.get(address).status_code == 403
    page(client, case, reason="核查投诉")
    assert client.get(address).status_code == 200
    assert [one[1] for one in looks()] == ["case", "material"]


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.APPROVER, *WATCHERS])
def test_a_page_offers_a_material_exactly_where_it_opens(case: Case, role: Role) -> None:
    client = at_desk(role)
    address = f"/desk/cases/{case.number}/materials/{materials_of(case)[0].pk}/"
    offered = address in page(client, case)
    assert offered == (client.get(address).status_code == 200) == (role not in WATCHERS)
    whole = page(client, case, reason="核对材料")
    assert address in whole
    assert address in page(client, case)
    assert client.get(address).status_code == 200


def test_who_handles_the_case_opens_its_materials_and_it_is_kept(case: Case) -> None:
    material = next(one for one in materials_of(case) if one.file)
    for role in (Role.CLERK, Role.REVIEWER, Role.APPROVER):
        assert at_desk(role).get(f"/desk/cases/{case.number}/materials/{material.pk}/").status_code == 200
    assert [one[1] for one in looks()] == ["material"] * 3


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, *WATCHERS])
def test_nobody_but_a_clerk_reads_the_query_password(case: Case, role: Role) -> None:
    client = at_desk(role)
    page(client, case, reason="想看看")
    receipt = client.get(f"/desk/cases/{case.number}/receipt/").content.decode()
    assert query_password(case.number) not in receipt
    assert case.number[-4:] in receipt


def test_the_window_that_took_it_in_prints_the_receipt_and_another_says_why(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(window="transport-03")
    own, other = clerk(), at_desk(Role.CLERK, window="transport-04", name="zhou")
    address, password = f"/desk/cases/{case.number}/receipt/", query_password(case.number)
    assert password in own.get(address).content.decode()
    assert password not in other.get(address).content.decode()
    page(other, case, reason="申请人遗失回执，已核验身份证")
    assert password in other.get(address).content.decode()
    assert [one[1] for one in looks()] == ["receipt", "case", "receipt"]


def test_supervisors_and_administrators_see_who_looked_and_nobody_else(case: Case) -> None:
    page(at_desk(Role.REVIEWER, name="qin"), case, reason="核对身份证")
    for role in (Role.SUPERVISOR, Role.ADMIN):
        client = at_desk(role, "service-centre")
        for query in ("", "?q=qin", f"?q={case.number[:20]}"):
            shown = client.get(f"/desk/looks/{query}").content.decode()
            assert "核对身份证" in shown
        assert "核对身份证" not in client.get("/desk/looks/?q=nobody").content.decode()
    assert at_desk(Role.REVIEWER).get("/desk/looks/").status_code == 403


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"联系{MOBILE}，身份证{IDENTITY}。", "联系138****8000，身份证1101************2X。"),
        ("电话138 0000 8000、138-0000-8000", "电话138****8000、138****8000"),
        ("电话１３８００００８０００", "电话138****8000"),
        ("身份证110105 19491231 002Ｘ", "身份证1101************2X"),
        ("10月17日2022-10-17 2022-10-21 12时", "10月17日2022-10-17 2022-10-21 12时"),
        ("信用代码91350100M000100Y43", "信用代码91350100M000100Y43"),
        ("共12345678901234567890件", "共12345678901234567890件"),
        ("", ""),
    ],
)
def test_numbers_of_persons_are_hidden_wherever_they_stand(text: str, shown: str) -> None:
    assert masked_numbers(text) == shown
    assert masked_numbers(shown) == shown
