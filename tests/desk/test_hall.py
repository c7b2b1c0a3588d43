"""The hall at the desk: a round on the phone, what becomes of its findings, visits and fieldwork."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at_desk
from tests.plans import shot

from banli.fieldwork.models import Activity
from banli.hall.models import LeaderVisit, Patrol, PatrolFinding, VisitPlan
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")
NEW = "/desk/hall/patrols/new/"
DIMENSIONS = ("punctuality", "work_area", "dress", "badge", "discipline", "safety")


def manager() -> Client:
    return at_desk(Role.HALL_MANAGER, "service-centre")


def round_of(client: Client, **changes: Any) -> dict[str, Any]:
    """The form of a round as the page fills it, everything in order but the badges."""
    shown = client.get(NEW).context
    sent = {entry.name: entry.value for entry in shown["entries"]}
    sent |= {f"mark.{dimension}": "yes" for dimension in DIMENSIONS}
    sent |= {
        "token": shown["token"],
        "mark.badge": "no",
        "badge.severity": "minor",
        "badge.department": "transport",
        "badge.window": "transport-03",
        "badge.place": "交通窗口03号",
        "badge.note": "一人未佩戴工作牌",
    }
    return {**sent, **changes}


def test_a_round_is_recorded_once_with_what_was_found() -> None:
    client = manager()
    sent = round_of(client)
    first, second = client.post(NEW, sent), client.post(NEW, sent)
    assert first["Location"] == second["Location"]
    assert Patrol.objects.count() == 1
    found = PatrolFinding.objects.get()
    assert (found.dimension, found.window_id, found.state) == ("badge", "transport-03", "open")
    assert "一人未佩戴工作牌" in client.get(first["Location"]).content.decode()


def test_a_dimension_left_open_and_a_finding_without_words_are_marked() -> None:
    client = manager()
    answer = client.post(NEW, round_of(client, **{"mark.dress": "", "badge.note": ""}))
    assert answer.status_code == 422
    shown = {one["key"]: one for one in answer.context["dimensions"]}
    assert shown["dress"]["errors"]
    assert [entry.name for entry in shown["badge"]["entries"] if entry.errors] == ["note"]
    assert [entry.value for entry in shown["badge"]["entries"] if entry.name == "place"] == ["交通窗口03号"]
    assert not Patrol.objects.exists()


def test_the_windows_of_a_finding_are_those_of_its_department() -> None:
    client = manager()
    (windows,) = [
        entry for entry in client.get(NEW).context["dimensions"][0]["entries"] if entry.name == "window"
    ]
    doors = {group.code: {code for code, _name in group.options} for group in windows.groups}
    assert "transport-03" in doors["transport"]
    assert all(code.startswith("transport") for code in doors["transport"])
    answer = client.post(NEW, round_of(client, **{"badge.window": "hrss-09"}))
    assert answer.status_code == 422
    shown = {one["key"]: one for one in answer.context["dimensions"]}
    (wrong,) = [entry for entry in shown["badge"]["entries"] if entry.errors]
    assert wrong.name == "window"
    assert not Patrol.objects.exists()


def test_a_round_of_tomorrow_is_refused_and_kept_as_typed() -> None:
    client = manager()
    answer = client.post(NEW, round_of(client, day="2022-10-18"))
    assert answer.status_code == 409
    assert "2022-10-18" in answer.content.decode()
    assert not Patrol.objects.exists()


def test_the_window_puts_it_right_and_the_hall_looks_again() -> None:
    hall, window = manager(), at_desk(Role.CLERK, window="transport-03")
    place = hall.post(NEW, round_of(hall))["Location"]
    finding = PatrolFinding.objects.get()
    act = f"{place}{finding.public_id}/"
    assert window.post(f"{act}rectify/", {"text": " "}).status_code == 409
    without = window.post(f"{act}rectify/", {"text": "已补发工作牌"})
    assert without.status_code == 409
    assert "已补发工作牌" in without.content.decode()
    program = SimpleUploadedFile("a.jpg", b"MZ" + bytes(300), "image/jpeg")
    refused = window.post(f"{act}rectify/", {"text": "已补发工作牌", "photograph": program})
    assert refused.status_code == 422
    assert "不是JPEG或PNG照片" in refused.content.decode()
    assert window.post(f"{act}rectify/", {"text": "已补发工作牌", "photograph": shot()}).status_code == 302
    assert window.post(f"{act}recheck/").status_code == 403
    assert hall.post(f"{act}recheck/").status_code == 302
    assert hall.post(f"{act}reopen/").status_code == 409
    assert PatrolFinding.objects.get().state == "rechecked"


def test_another_department_cannot_put_it_right() -> None:
    hall = manager()
    place = hall.post(NEW, round_of(hall))["Location"]
    other = at_desk(Role.CLERK, "hrss")
    answer = other.post(f"{place}{PatrolFinding.objects.get().public_id}/rectify/", {"text": "已改"})
    assert answer.status_code == 403
    assert PatrolFinding.objects.get().state == "open"


def asked(shown: Any) -> list[Any]:
    """Every entry of a record's form, in the order of the page."""
    return [*shown["first"], *shown["more"], *shown["told"]]


def test_a_leader_visit_is_recorded_once() -> None:
    client, address = manager(), "/desk/hall/visits/new/"
    shown = client.get(address).context
    sent = {entry.name: entry.value for entry in asked(shown)} | {"token": shown["token"]}
    assert client.post(address, sent).status_code == 422
    sent |= {
        "department": "transport",
        "leader_title": "厅领导",
        "place": "交通窗口",
        "heard": "听取窗口汇报\n察看大件运输办理",
        "report_text": "10月17日，交通运输厅领导到窗口调研。",
    }
    for _ in range(2):
        assert client.post(address, sent)["Location"] == "/desk/hall/visits/"
    assert LeaderVisit.objects.get().heard == ["听取窗口汇报", "察看大件运输办理"]
    assert "厅领导" in client.get("/desk/hall/visits/").content.decode()


def test_a_talk_waits_for_its_follow_up() -> None:
    client, address = at_desk(Role.REVIEWER), "/desk/hall/activities/new/talk/"
    shown = client.get(address).context
    sent = {entry.name: entry.value for entry in asked(shown)} | {"token": shown["token"]}
    sent |= {
        "group": "business_environment",
        "matter": "大件运输许可",
        "report_text": "近日，交通运输厅约谈一家企业。",
        "occasion": "未按许可路线行驶",
        "commitments": "立即整改",
        "follow_up_on": "2022-10-20",
    }
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "targets" in [entry.name for entry in asked(wrong.context) if entry.errors]
    sent |= {"targets": "示例运输公司", "requirements": "守法经营：不超限；不绕行"}
    assert client.post(address, sent).status_code == 302
    talk = Activity.objects.get()
    assert talk.requirements == [{"head": "守法经营", "items": ["不超限", "不绕行"]}]
    page = f"/desk/hall/activities/{talk.public_id}/"
    assert "立即整改" in client.get(page).content.decode()
    assert client.post(f"{page}follow-up/", {"text": ""}).status_code == 409
    assert client.post(f"{page}follow-up/", {"text": "已整改到位"}).status_code == 302
    assert "已整改到位" in client.get(page).content.decode()


@pytest.mark.parametrize("kind", ["training", "green_channel", "outreach", "visit"])
def test_each_kind_has_its_own_questions(kind: str) -> None:
    client = manager()
    address = f"/desk/hall/activities/new/{kind}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422


def test_a_kind_that_does_not_exist_is_not_there() -> None:
    assert manager().get("/desk/hall/activities/new/party/").status_code == 404


def test_what_is_to_be_put_right_stands_on_the_first_page_of_the_day() -> None:
    hall = manager()
    hall.post(NEW, round_of(hall))
    for client in (hall, at_desk(Role.CLERK, window="transport-03")):
        assert "待整改：一人未佩戴工作牌" in client.get("/desk/").content.decode()
    assert "待整改" not in at_desk(Role.CLERK, "hrss").get("/desk/").content.decode()


def a_round(client: Client, **changes: Any) -> str:
    """The page of a round with everything in order."""
    place: str = client.post(NEW, round_of(client, **{"mark.badge": "yes", **changes}))["Location"]
    return place


def touched(client: Client, page: str, **changes: Any) -> dict[str, Any]:
    """The form of one finding as a thumb fills it: sub-item, ready words, window."""
    return {
        "token": client.get(page).context["token"],
        "sub_item": "not_worn",
        "phrase": "一名工作人员未佩戴工作牌。",
        "department": "transport",
        "window": "transport-03",
        **changes,
    }


def test_a_finding_is_touched_together_and_photographed() -> None:
    hall = manager()
    place = a_round(hall)
    page = f"{place}found/badge/"
    sent = touched(hall, page)
    for _ in range(2):
        answer = hall.post(page, {**sent, "photograph": [shot(), shot("b.jpg", (20, 90))]})
        assert answer["Location"].startswith(place)
    found = PatrolFinding.objects.get()
    assert (found.note, found.sub_item, found.points) == ("一名工作人员未佩戴工作牌。", "not_worn", 1)
    assert "03" in found.place
    assert found.photographs.count() == 2
    address = f"/desk/hall/photographs/{found.photographs.first().pk}/"  # type: ignore[union-attr]
    assert hall.get(address)["Content-Type"] == "image/png"
    assert at_desk(Role.CLERK, window="transport-03").get(address).status_code == 200
    assert at_desk(Role.CLERK, "hrss").get(address).status_code == 403


def test_a_bad_photograph_loses_neither_the_finding_nor_the_others() -> None:
    hall = manager()
    place = a_round(hall)
    program = SimpleUploadedFile("a.jpg", b"MZ" + bytes(300), "image/jpeg")
    sent = {**touched(hall, f"{place}found/badge/"), "photograph": [program, shot()]}
    page = hall.post(f"{place}found/badge/", sent, follow=True).content.decode()
    assert "“a.jpg”不是JPEG或PNG照片" in page
    found = PatrolFinding.objects.get()
    assert found.photographs.count() == 1
    act = f"{place}{found.public_id}/photograph/"
    assert hall.post(act).status_code == 422
    assert hall.post(act, {"photograph": shot(size=(33, 44))}).status_code == 302
    assert found.photographs.count() == 2


def test_what_another_round_found_is_said_to_the_second_inspector() -> None:
    first, second = manager(), manager()
    one, other = a_round(first), a_round(second)
    first.post(f"{one}found/badge/", touched(first, f"{one}found/badge/"))
    page = f"{other}found/badge/"
    answer = second.post(page, touched(second, page, phrase="", note="仍未佩戴。"), follow=True)
    assert "此前巡查已发现此问题" in answer.content.decode()
    assert "仍未佩戴。" in first.get(one).content.decode()
    assert "仍未佩戴。" in second.get(other).content.decode()
    assert PatrolFinding.objects.count() == 1


def test_a_finding_without_words_or_department_is_shown_again_as_typed() -> None:
    hall = manager()
    page = f"{a_round(hall)}found/badge/"
    answer = hall.post(page, touched(hall, page, phrase="", department="", window=""))
    assert answer.status_code == 422
    wrong = {one.name for one in [*answer.context["where"], *answer.context["what"]] if one.errors}
    assert wrong == {"department", "place", "note"}
    assert answer.context["item"] == "not_worn"
    assert hall.get(page.replace("badge", "colour")).status_code == 404


def test_a_grade_is_changed_by_an_editor_with_a_reason() -> None:
    hall, editor = manager(), at_desk(Role.EDITOR, "service-centre")
    hall.post(NEW, round_of(hall))
    page = "/desk/hall/grades/2022-10-17/badge/"
    shown = editor.get(page)
    assert "一人未佩戴工作牌" in shown.content.decode()
    assert "按规则：一般" in shown.content.decode()
    sent = {"version": shown.context["version"], "grade": "good", "text": "", "reason": ""}
    refused = editor.post(page, sent)
    assert (refused.status_code, bool(refused.context["reason_errors"])) == (422, True)
    assert editor.post(page, {**sent, "reason": "当场已佩戴"}).status_code == 302
    told = editor.get(page).content.decode()
    assert "按规则：一般" in told
    assert "当场已佩戴" in told
    assert at_desk(Role.CLERK).post(page, {**sent, "reason": "改"}).status_code == 403
    for wrong in ("2022-10-18", "monday"):
        assert editor.get(f"/desk/hall/grades/{wrong}/badge/").status_code == 404


def test_what_was_put_right_waits_on_the_halls_first_page() -> None:
    hall, window = manager(), at_desk(Role.CLERK, window="transport-03")
    place = hall.post(NEW, round_of(hall))["Location"]
    act = f"{place}{PatrolFinding.objects.get().public_id}/rectify/"
    window.post(act, {"text": "已补发工作牌", "photograph": shot()})
    assert "已整改待复查：一人未佩戴工作牌" in hall.get("/desk/").content.decode()


def a_visit_of(client: Client, **told: str) -> dict[str, str]:
    """The form of a visit as it is filled, for one that was planned where ``plan`` says so."""
    address = "/desk/hall/visits/new/" + (f"?plan={told.pop('plan')}" if "plan" in told else "")
    shown = client.get(address).context
    sent = {entry.name: entry.value for entry in asked(shown)} | {"token": shown["token"]}
    return {**sent, "report_text": "厅领导到窗口调研。", **told, "address": address}


def test_a_planned_visit_is_reminded_of_recorded_and_its_demand_closed_with_a_paper(clock: Any) -> None:
    hall, window = manager(), at_desk(Role.CLERK, window="transport-03")
    plan = "/desk/hall/visits/plan/"
    sent = {"token": hall.get(plan).context["token"], "day": "2022-10-19", "department": "transport"}
    sent |= {"leader_title": "厅领导", "place": "交通窗口", "purpose": "调研大件运输许可"}
    assert hall.post(plan, {**sent, "purpose": ""}).status_code == 422
    for _ in range(2):
        assert hall.post(plan, sent)["Location"] == "/desk/hall/visits/"
    for client in (hall, window):
        assert "调研大件运输许可" in client.get("/desk/").content.decode()
    assert "调研大件运输许可" not in at_desk(Role.CLERK, "hrss").get("/desk/").content.decode()
    planned = VisitPlan.objects.get()
    clock.set("2022-10-19T10:00")
    visit = a_visit_of(hall, plan=planned.public_id, demands="完善窗口服务\n建立会商机制")
    assert (visit["day"], visit["department"], visit["place"]) == ("2022-10-19", "transport", "交通窗口")
    assert hall.post(visit.pop("address"), visit).status_code == 302
    planned.refresh_from_db()
    assert (planned.state, LeaderVisit.objects.count()) == ("held", 1)
    page = f"/desk/hall/demands/{LeaderVisit.objects.get().public_id}-2/"
    late = {"department": "transport", "due_on": "下周"}
    assert hall.post(f"{page}assign/", {**late, "version": "0"}).status_code == 422
    assert hall.post(f"{page}assign/", {"department": "transport", "due_on": "2022-10-20"}).status_code == 302
    assert "领导要求，10月20日前办结：建立会商机制" in window.get("/desk/").content.decode()
    clock.set("2022-10-24T10:00")
    for client in (hall, at_desk(Role.CLERK, window="transport-03")):
        assert "逾期未办（期限10月20日）：建立会商机制" in client.get("/desk/").content.decode()
    window = at_desk(Role.CLERK, window="transport-03")
    assert window.post(f"{page}close/", {"text": " "}).status_code == 409
    assert at_desk(Role.CLERK, "hrss").post(f"{page}close/", {"text": "已办"}).status_code == 403
    assert window.post(f"{page}close/", {"text": "已印发会商办法", "file": shot()}).status_code == 302
    assert window.get(f"{page}file/").status_code == 200
    assert at_desk(Role.CLERK, "hrss").get(f"{page}file/").status_code == 403
    assert "建立会商机制" not in manager().get("/desk/").content.decode()
    assert manager().post(f"{page}reopen/", {"reason": "办法尚未施行"}).status_code == 302


def test_a_visit_is_taken_off_the_plan_with_a_reason() -> None:
    hall = manager()
    plan = "/desk/hall/visits/plan/"
    sent = {"token": hall.get(plan).context["token"], "day": "2022-10-19", "department": "transport"}
    hall.post(plan, {**sent, "leader_title": "厅领导", "place": "交通窗口", "purpose": "调研"})
    cancel = f"{plan}{VisitPlan.objects.get().public_id}/cancel/"
    assert hall.post(cancel, {"reason": ""}).status_code == 409
    assert hall.post(cancel, {"reason": "另有会议"}).status_code == 302
    assert VisitPlan.objects.get().state == "cancelled"
