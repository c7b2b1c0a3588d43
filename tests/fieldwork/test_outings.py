"""Planned activities, questions and demands that came up, and what those visited say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, open_house, person, submitted

from banli.fieldwork.models import Attendee, Opinion, Outing
from banli.fieldwork.rules.matters import why_not_assign
from banli.fieldwork.rules.opinions import satisfaction
from banli.fieldwork.service import (
    ActivityRecord,
    Group,
    Kind,
    Matter,
    NewMatter,
    OutingRecord,
    Outreach,
    ask_opinion,
    call_off_outing,
    close_matter,
    enter_opinion,
    fieldwork_agenda,
    find,
    find_matter,
    find_outing,
    give_opinion_by_code,
    list_attendee,
    note_matter,
    opinions_of,
    overdue_matters,
    plan_outing,
    recheck_matter,
    record_outreach,
    reopen_matter,
    satisfaction_of,
    sign_in_attendee,
)
from banli.fieldwork.states import MatterKind, MatterState, OutingState
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.models import Event
from banli.ledger.service import version_of
from banli.ratings.states import BAD, Grade

pytestmark = pytest.mark.usefixtures("house")
TODAY = date(2022, 10, 17)


@pytest.fixture
def house(db: None) -> None:
    open_house()


def reviewer() -> Actor:
    return person(Role.REVIEWER, "transport")


def approver() -> Actor:
    return person(Role.APPROVER, "transport")


def plan(public_id: str = "JHD-1", day: date = TODAY, **changes: Any) -> Outing:
    told: dict[str, Any] = {
        "kind": Kind.OUTREACH,
        "matter": "大件运输许可",
        "place": "德阳",
        "team": ["党员服务队"],
    }
    told |= {"targets": ["德阳重装厂"], "department": "transport", "day": day, "public_id": public_id}
    return plan_outing(record=OutingRecord.model_validate(told | changes), by=reviewer())


def held(public_id: str = "HD-1", plan: str = "", **changes: Any) -> Any:
    told: dict[str, Any] = {
        "group": Group.SERVICE_QUALITY,
        "day": TODAY,
        "reported_on": TODAY,
        "department": "transport",
    }
    told |= {
        "matter": "大件运输许可",
        "targets": ["德阳重装厂"],
        "report_text": "上门服务。",
        "public_id": public_id,
    }
    record = ActivityRecord.model_validate(told | changes)
    return record_outreach(record=record, facts=Outreach(advised_on=["路线"]), by=reviewer(), plan=plan)


def noted(activity: str = "HD-1", **changes: Any) -> Matter:
    told: dict[str, Any] = {
        "kind": MatterKind.QUESTION,
        "text": "超宽车辆何时可以上高速？",
        "to": "transport",
        "due_on": TODAY,
    }
    return note_matter(activity=activity, told=NewMatter(**(told | changes)), by=reviewer())


def events(subject: str) -> list[str]:
    return list(
        Event.objects.filter(topic="fieldwork", subject=subject).order_by("id").values_list("name", flat=True)
    )


def test_what_was_planned_becomes_the_activity_that_was_held_and_no_other() -> None:
    plan()
    held(plan="JHD-1")
    row = find_outing("JHD-1")
    assert row.activity
    assert (row.state, row.activity.public_id) == (OutingState.HELD, "HD-1")
    assert events("JHD-1") == ["outing_planned", "outing_held"]
    with pytest.raises(Refused):
        held("HD-2", plan="JHD-1")
    plan("JHD-2", kind=Kind.TRAINING)
    with pytest.raises(Refused):
        held("HD-3", plan="JHD-2")


def test_a_plan_is_for_a_day_to_come_and_the_same_plan_twice_is_one() -> None:
    assert plan().pk == plan().pk
    with pytest.raises(Refused):
        plan("JHD-9", day=TODAY - timedelta(days=1))
    with pytest.raises(Refused):
        call_off_outing(outing="JHD-1", reason=" ", by=reviewer())
    call_off_outing(outing="JHD-1", reason="企业停工", by=reviewer())
    with pytest.raises(Refused):
        held(plan="JHD-1")


def test_another_department_plans_and_settles_nothing_here() -> None:
    plan(), held()
    other = person(Role.REVIEWER, "health")
    with pytest.raises(Denied):
        call_off_outing(outing="JHD-1", reason="x", by=other)
    with pytest.raises(Denied):
        note_matter(activity="HD-1", told=NewMatter(MatterKind.QUESTION, "问"), by=other)
    one = noted(to="health")
    close_matter(matter=one.subject, on=TODAY, proof="已答复。", by=other)
    with pytest.raises(Denied):
        recheck_matter(matter=one.subject, found="属实", by=other)


def test_the_list_says_who_came_and_who_signed_them_in(clock: HeldClock) -> None:
    plan(kind=Kind.TRAINING, day=TODAY + timedelta(days=1))
    for name in ("甲", "乙", "甲"):
        list_attendee(outing="JHD-1", name=name, unit="成都市", by=reviewer())
    assert Attendee.objects.count() == 2
    with pytest.raises(Refused):
        sign_in_attendee(outing="JHD-1", place=1, by=reviewer())
    clock.set("2022-10-18T09:00")
    one = sign_in_attendee(outing="JHD-1", place=1, by=reviewer())
    again = sign_in_attendee(outing="JHD-1", place=1, by=approver())
    assert again.signed_in_by_id == one.signed_in_by_id == reviewer().id
    with pytest.raises(Missing):
        sign_in_attendee(outing="JHD-1", place=7, by=reviewer())
    assert "甲" not in str(list(Event.objects.filter(subject="JHD-1").values_list("body", flat=True)))


def test_a_question_is_answered_given_settled_by_one_and_looked_at_by_another() -> None:
    held()
    one = noted(answer="先看路线。")
    name = one.subject
    assert (name, one.state) == ("HD-1-1", MatterState.ASSIGNED)
    with pytest.raises(Refused):
        close_matter(matter=name, on=TODAY, proof="", by=reviewer())
    close_matter(matter=name, on=TODAY, proof="已书面答复。", by=reviewer())
    with pytest.raises(Refused):
        recheck_matter(matter=name, found="已收到。", by=reviewer())
    recheck_matter(matter=name, found="已收到。", by=approver())
    reopen_matter(matter=name, reason="未落实", by=approver())
    row = find_matter(name)
    assert (row.state, row.closed_by_id, row.due_on) == (MatterState.ASSIGNED, None, TODAY)
    assert events(name) == ["matter_assigned", "matter_closed", "matter_rechecked", "matter_reopened"]


def test_who_and_until_when_belong_together_and_a_second_click_notes_nothing_twice() -> None:
    held()
    with pytest.raises(Invalid):
        noted(due_on=None)
    with pytest.raises(Invalid):
        noted(to="")
    seen = version_of("fieldwork", "HD-1")
    told = NewMatter(MatterKind.QUESTION, "问")
    note_matter(activity="HD-1", told=told, by=reviewer(), version=seen)
    with pytest.raises((Refused, Stale)):
        note_matter(activity="HD-1", told=told, by=reviewer(), version=seen)
    assert Matter.objects.count() == 1


def test_what_waits_is_told_to_its_department_and_what_was_not_held_stays(clock: HeldClock) -> None:
    plan(), held(), noted()
    later = TODAY + timedelta(days=3)
    names = [one.name for one in fieldwork_agenda("transport", TODAY, later, 8)]
    assert names == ["HD-1-1", "JHD-1"]
    assert fieldwork_agenda("health", TODAY, later, 8) == []
    clock.set("2022-10-20T09:00")
    assert fieldwork_agenda("", date(2022, 10, 20), later, 8)[1].planned
    page = browser_of(reviewer()).get("/desk/hall/activities/").content.decode()
    assert "未开展" in page


def test_what_an_earlier_week_said_is_overdue_stays_so_after_it_was_closed(clock: HeldClock) -> None:
    held(), noted()
    assert [one.subject for one in overdue_matters(TODAY)] == ["HD-1-1"]
    clock.set("2022-10-25T09:00")
    close_matter(matter="HD-1-1", on=date(2022, 10, 25), proof="已办。", by=reviewer())
    assert [one.subject for one in overdue_matters(date(2022, 10, 21))] == ["HD-1-1"]
    assert overdue_matters(date(2022, 10, 28)) == []


@given(st.integers(-800, 800))
def test_a_day_is_within_a_year_of_the_activity(days: int) -> None:
    why = why_not_assign(MatterState.NOTED, TODAY, TODAY + timedelta(days=days))
    assert (not why) == (0 <= days <= 366)


@given(st.lists(st.sampled_from([None, *Grade])))
def test_who_says_nothing_is_never_satisfied(grades: list[Grade | None]) -> None:
    found = satisfaction(grades)
    said = [one for one in grades if one is not None]
    assert (found.asked, found.given) == (len(grades), len(said))
    assert found.satisfied == len([one for one in said if one not in BAD])
    assert (found.percent is None) == (not said)
    assert found.percent != 100 or found.satisfied == found.given


def test_an_opinion_is_given_once_by_code_or_on_paper(clock: HeldClock) -> None:
    held()
    one = ask_opinion(activity="HD-1", target="德阳重装厂", by=reviewer())
    assert ask_opinion(activity="HD-1", target="德阳重装厂", by=reviewer()).pk == one.pk
    other = ask_opinion(activity="HD-1", target="绵阳地质队", by=reviewer())
    late = ask_opinion(activity="HD-1", target="丙", by=reviewer())
    give_opinion_by_code(code=one.code.lower(), grade="4", text="来得太晚。")
    with pytest.raises(Refused):
        give_opinion_by_code(code=one.code, grade="1", text="")
    with pytest.raises(Invalid):
        enter_opinion(activity="HD-1", opinion=other.pk, grade="9", text="", by=reviewer())
    enter_opinion(activity="HD-1", opinion=other.pk, grade="2", text="", by=reviewer())
    found = satisfaction_of(opinions_of(find("HD-1")))
    assert (found.asked, found.given, found.satisfied, found.percent) == (3, 2, 1, 50)
    clock.set("2022-12-20T09:00")
    with pytest.raises(Refused):
        give_opinion_by_code(code=late.code, grade="1", text="")


def test_it_is_tied_to_items_and_cases_that_are_there() -> None:
    case = submitted()
    assert held(items=[OVERSIZE], cases=[case.number]).cases == [case.number]
    with pytest.raises(Invalid) as wrong:
        held("HD-2", items=["nothing"], cases=["0"])
    assert [one.where for one in wrong.value.problems] == ["items", "cases"]


def test_the_pages_lead_from_plan_to_opinion() -> None:
    desk: Client = browser_of(reviewer())
    form = {"token": "abc123", "kind": "outreach", "day": "2022-10-17", "department": "transport"}
    form |= {"matter": "大件运输许可", "place": "德阳", "team": "党员服务队", "targets": "德阳重装厂"}
    assert desk.post("/desk/hall/activities/plan/", form).status_code == 302
    row = Outing.objects.get()
    page = f"/desk/hall/activities/plan/{row.public_id}/"
    assert desk.post(page + "list/", {"name": "甲", "unit": ""}).status_code == 302
    assert desk.post(page + "list/", {"name": " "}).status_code == 422
    assert desk.post(page + "sign-in/", {"place": "1"}).status_code == 302
    new = f"/desk/hall/activities/new/outreach/?outing={row.public_id}"
    shown = desk.get(new).context
    told = {one.name: one.value for one in [*shown["first"], *shown["more"], *shown["told"]]}
    assert (told["matter"], told["targets"], told["places"]) == ("大件运输许可", "德阳重装厂", "德阳")
    told |= {"group": "service_quality", "advised_on": "路线", "report_text": "上门服务。", "token": "def456"}
    assert desk.post(new, told).status_code == 302
    row.refresh_from_db()
    assert row.activity
    page = f"/desk/hall/activities/{row.activity.public_id}/"
    assert desk.post(page + "do/note/", {"kind": "question", "text": "问", "version": "1"}).status_code == 302
    assert desk.post(page + "do/ask/", {"target": "德阳重装厂"}).status_code == 302
    code = Opinion.objects.get().code
    visitor = Client()
    assert "交通运输厅" in visitor.get(f"/rate/visited/{code}/").content.decode()
    assert visitor.post(f"/rate/visited/{code}/", {"grade": ""}).status_code == 422
    assert visitor.post(f"/rate/visited/{code}/", {"grade": "1", "text": "好"}).status_code == 302
    assert visitor.get("/rate/visited/NOTHING/").status_code == 404
    body = desk.get(page).content.decode()
    assert "非常满意" in body
    matter = f"/desk/hall/matters/{row.activity.public_id}-1/"
    sent = {"department": "transport", "due_on": "2022-10-20", "version": "0"}
    assert desk.post(matter + "assign/", sent).status_code == 302
    assert desk.post(matter + "close/", {"text": "", "version": "1"}).status_code == 409
    assert desk.post(matter + "close/", {"text": "已办", "version": "1"}).status_code == 302
    assert "已办结" in desk.get(matter).content.decode()
