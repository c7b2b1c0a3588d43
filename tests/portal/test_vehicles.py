"""An applicant's vehicles on the portal, and the form they fill in, without script."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import PASSWORD, person
from tests.portal.steps import typed
from tests.vehicles.conftest import TRACTOR, TRAILER

from banli.kernel.actors import Role
from banli.vehicles.models import Vehicle

MINE, APPLY = "/my/vehicles/", "/items/oversize-transport/apply/"


@pytest.fixture
def signed_in(browser: Client) -> Client:
    person(Role.APPLICANT, department=None, name="chen")
    browser.login(username="chen", password=PASSWORD)
    return browser


def keep(browser: Client, **answers: str) -> Vehicle:
    """Keep a vehicle by the form."""
    token = browser.get(f"{MINE}new/").context["token"]
    for _ in range(2):
        answer = browser.post(f"{MINE}new/", {**answers, "token": token})
        assert answer.status_code == 302, answer.content.decode()
    return Vehicle.objects.get(public_id=f"CL-{token}")


def test_a_vehicle_is_kept_listed_changed_and_removed(signed_in: Client) -> None:
    assert "还没有保存车辆" in signed_in.get(MINE).content.decode()
    row = keep(signed_in, **TRACTOR)
    text = signed_in.get(MINE).content.decode()
    assert "川A12345" in text
    assert "9000 千克" in text
    page = f"{MINE}{row.public_id}/"
    shown = {q.key: q.value for q in signed_in.get(page).context["questions"]}
    assert shown["axle_gaps_m"] == "3.3, 1.35"
    changed = {**TRACTOR, "model": "示例牌SL4251"}
    assert signed_in.post(page, {**changed, "version": "1"}).status_code == 302
    late = signed_in.post(page, {**TRACTOR, "version": "1", "model": "另一型号"})
    assert late.status_code == 409
    assert "另一型号" in late.content.decode()
    assert signed_in.post(f"{page}remove/").status_code == 302
    assert signed_in.get(page).status_code == 404


def test_a_fault_stands_at_its_field_and_nothing_typed_is_lost(signed_in: Client) -> None:
    answer = signed_in.post(f"{MINE}new/", {**TRACTOR, "axle_gaps_m": "3.3", "plate": "川A1234挂"})
    assert answer.status_code == 422
    wrong = {q.key: q.errors for q in answer.context["questions"] if q.errors}
    assert set(wrong) == {"axle_gaps_m", "plate"}
    assert "填了1个" in answer.content.decode()
    assert 'value="川A1234挂"' in answer.content.decode()


def test_the_chosen_vehicles_fill_in_the_form_and_leave_the_rest_as_it_was(signed_in: Client) -> None:
    tractor, trailer = keep(signed_in, **TRACTOR), keep(signed_in, **TRAILER)
    assert "川A1234挂 · 示例牌SL9400" in signed_in.get(APPLY).content.decode()
    sent = typed(
        cargo_name="风机叶片", tractor_plate="川B00000", trailer_plate="", axle_count_stated="", tyres="9"
    )
    chosen = {"fill": "1", "kept_tractor": tractor.public_id, "kept_trailer": trailer.public_id}
    answer = signed_in.post(APPLY, {**sent, **chosen})
    assert answer.status_code == 200
    assert "已从“我的车辆”填入" in answer.content.decode()
    now = {q.key: q.value for part in answer.context["slots"] for q in part.questions}
    told = ("tractor_plate", "trailer_plate", "axle_count_stated", "tyres", "axle_tyres", "curb_mass_kg")
    assert [now[key] for key in told] == ["川A12345", "川A1234挂", "6", "22", "2, 4, 4, 4, 4, 4", "19000"]
    assert now["cargo_name"] == "风机叶片"
    again = {q.key: q.value for part in signed_in.get(APPLY).context["slots"] for q in part.questions}
    assert again == now


def test_without_a_choice_nothing_changes(signed_in: Client) -> None:
    keep(signed_in, **TRACTOR)
    answer = signed_in.post(APPLY, {**typed(), "fill": "1", "kept_tractor": ""})
    assert "请先选择车辆" in answer.content.decode()


def test_nobody_fills_in_with_the_vehicle_of_another(signed_in: Client) -> None:
    row = keep(signed_in, **TRACTOR)
    person(Role.APPLICANT, department=None, name="wang")
    other = Client()
    other.login(username="wang", password=PASSWORD)
    assert other.get(f"{MINE}{row.public_id}/").status_code == 404
    assert other.post(APPLY, {**typed(), "fill": "1", "kept_tractor": row.public_id}).status_code == 404
    assert "我的车辆" not in other.get(APPLY).content.decode()


def test_an_item_without_vehicles_offers_none(signed_in: Client) -> None:
    keep(signed_in, **TRACTOR)
    page = signed_in.get("/items/foreign-trade-filing/apply/")
    assert "填入车辆信息" not in page.content.decode()


def test_who_may_open_the_list(browser: Client) -> None:
    assert browser.get(MINE).status_code == 302
    person(Role.CLERK, name="clerk")
    browser.login(username="clerk", password=PASSWORD)
    assert browser.get(MINE).status_code == 403
