"""Filing authorities at the desk: the network of a day, setting one up by its pages, and what is missing."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.authorities.people import entrusted, live
from tests.desk.officers import at_desk

from banli.authorities.models import Authority, FormsGone, HandOver
from banli.catalogue.service import publish_folder
from banli.fieldwork.models import Activity
from banli.kernel.actors import SYSTEM, Role
from banli.ledger.service import events
from banli.province.load import SICHUAN
from banli.province.network import load_network_of

pytestmark = pytest.mark.usefixtures("house")
LIST = "/desk/authorities/"


def desk(role: Role = Role.REVIEWER) -> Client:
    return at_desk(role, "commerce")


def test_the_count_of_any_day_is_one_entry_away() -> None:
    load_network_of(SICHUAN, by=SYSTEM)
    publish_folder(path=SICHUAN / "items" / "foreign-trade-filing", by=SYSTEM)
    client = desk()
    for day, total in (("2022-10-09", 110), ("2022-10-21", 122), ("2022-12-30", 0)):
        answer = client.get(LIST, {"on": day})
        assert answer.context["count"].total == total
    wrong = client.get(LIST, {"on": "2022-13-45"})
    assert wrong.context["count"].total == 122
    assert "日期无法识别" in wrong.content.decode()
    assert [one["row"].name for one in client.get(LIST, {"q": "射洪"}).context["rows"]] == [
        "遂宁市射洪市商务局"
    ]
    page = client.get(f"{LIST}JG-116/").content.decode()
    assert "27000501" in page
    assert "终止日期" in page


def test_an_authority_is_set_up_by_its_pages_and_goes_live() -> None:
    client = desk()
    sent = {
        "name": "资阳市安岳县商务局",
        "level": "county",
        "region": "512000",
        "letter": "示例函",
        "token": "aa",
    }
    made = client.post(f"{LIST}new/", sent | {"entrusted_on": "2022-10-10"})
    assert made.status_code == 302
    page = made["Location"]
    assert client.post(f"{LIST}new/", sent | {"entrusted_on": "", "token": "ab"}).status_code == 422
    points = ["premises", "staff", "equipment", "connection"]
    assert client.post(f"{page}acts/review/", {"text": " ", "passed": points}).status_code == 422
    assert client.post(f"{page}acts/review/", {"text": "符一舟", "passed": points}).status_code == 302
    hand = {"day": "2022-10-17", "custodian": "桑榆", "receipt": "收据7", "token": "ac"}
    forms = hand | {"thing": "blank_forms", "first_number": "1", "last_number": "100"}
    for _ in range(2):
        assert client.post(f"{page}record/hand-over/", forms).status_code == 302
    assert HandOver.objects.count() == 1
    again = client.post(f"{page}record/hand-over/", forms | {"token": "ad"})
    assert again.status_code == 422
    assert {one.name for one in again.context["entries"] if one.errors} == {"first_number"}
    assert client.post(f"{page}acts/go_live/").status_code == 403 or not Authority.objects.get().live_on
    refused = desk(Role.APPROVER).post(f"{page}acts/go_live/")
    assert refused.status_code == 409
    assert "培训" in refused.content.decode()


def test_missing_forms_are_told_and_recorded_as_lost() -> None:
    authority = live()
    client, page = desk(), f"{LIST}{authority}/"
    told = client.post(f"{page}acts/stock/", {"text": "1001-1090"})
    assert "1091—1100" in told.content.decode()
    assert events("authority", authority)[-1].name == "gap_found"
    lost = {"outcome": "forms_lost", "first_number": "1091", "last_number": "1100", "day": "2022-10-17"}
    assert client.post(f"{page}record/forms/", lost | {"token": "ba"}).status_code == 302
    assert FormsGone.objects.get().outcome == "forms_lost"
    assert "遗失" in client.get(page).content.decode()
    assert client.post(f"{page}acts/stock/", {"text": "1001-1090"}).status_code == 302
    wrong = client.post(f"{page}acts/stock/", {"text": "很多"})
    assert wrong.status_code == 422
    assert "很多" in wrong.content.decode()


def test_suspending_asks_for_a_reason_and_the_approver() -> None:
    page = f"{LIST}{live()}/"
    assert desk(Role.APPROVER).post(f"{page}acts/suspend/", {"text": ""}).status_code == 422
    assert desk().post(f"{page}acts/suspend/", {"text": "整改"}).status_code == 403
    assert desk(Role.APPROVER).post(f"{page}acts/suspend/", {"text": "整改"}).status_code == 302
    assert "已暂停" in desk(Role.SUPERVISOR).get(page).content.decode()
    assert desk(Role.APPROVER).post(f"{page}acts/resume/", {"text": "到位"}).status_code == 302
    assert desk(Role.APPROVER).post(f"{page}acts/withdraw/", {"text": "不再具备条件"}).status_code == 302


def test_what_is_not_there_is_not_there() -> None:
    client, authority = desk(), entrusted()
    for address in (f"{LIST}JG-none/", f"{LIST}{authority}/record/soup/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{LIST}{authority}/acts/soup/").status_code == 404
    assert at_desk(Role.REVIEWER, "health").get(f"{LIST}{authority}/").status_code == 404


def test_the_batches_are_told_in_the_weekly_report_without_typing_a_number() -> None:
    live()
    client = desk()
    way = client.get(LIST).context["report"]
    form = client.get(way)
    every = [*form.context["first"], *form.context["more"], *form.context["told"]]
    sent = {entry.name: entry.value for entry in every}
    assert "{batches}" in sent["report_text"]
    sent |= {"token": form.context["token"], "day": "2022-10-10"}
    assert client.post(way, sent | {"report_text": "共{sum}家。"}).status_code == 422
    assert client.post(way, sent).status_code == 302
    row = Activity.objects.get()
    assert "分一批举办业务培训，1人参加。截至目前，全省备案登记机关共1家" in row.report_text
    page = client.get(f"/desk/hall/activities/{row.public_id}/").content.decode()
    assert "已计的培训批次" in page
    assert desk(Role.SUPERVISOR).get(LIST).context["report"] == ""
