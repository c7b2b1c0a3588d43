"""Every record can become a line of the report: its sentence, whose it is, its section, and the link that stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.consultations import asking as consulting
from tests.held_clock import HeldClock
from tests.house import person
from tests.suggestions.given import load_terms
from tests.weekly.conftest import MONDAY, PACK

from banli.cases import service as cases
from banli.catalogue.service import publish_folder
from banli.hall.service import latest_patrols, leader_visits
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Missing, Refused
from banli.people.models import User
from banli.suggestions import service as suggestions
from banli.suggestions.rules.report_text import composed_suggestion
from banli.suggestions.states import SuggestionKind, SuggestionOutcome, SuggestionSource
from banli.weekly.rules.record_lines import Asked, Found, consultation_sentence, patrol_sentence
from banli.weekly.service import (
    Issue,
    Section,
    collect,
    find_issue,
    lines,
    own_records,
    record_line,
    send_line,
    take_line,
)
from banli.worktime.service import load_editions

DAY = date(2022, 10, 18)


def manager() -> Actor:
    return person(Role.HALL_MANAGER, "service-centre")


def reviewer() -> Actor:
    return person(Role.REVIEWER, "transport")


@pytest.fixture
def number(draft: Issue, clock: HeldClock) -> str:
    """A suggestion about transport that was answered in the issue's days."""
    now = clock.now
    load_editions(folder=PACK / "calendars", by=SYSTEM)
    load_terms()
    clock.set("2022-10-18T10:00")
    told = suggestions.Told(
        SuggestionKind.SUGGESTION,
        "欧阳小明建议通行证二维码印大一些。",
        name="欧阳小明",
        contact="13800138000",
        department="transport",
    )
    one = suggestions.give(told=told, by=VISITOR)
    suggestions.answer(number=one.number, outcome="adopted", text="二维码边长已改为25毫米。", by=reviewer())
    clock.set(now)
    return one.number


def test_a_round_tells_how_many_were_found_where_and_what_is_mended() -> None:
    found = [
        Found("交通运输厅", "交通窗口", "未佩戴工作牌。", mended=True),
        Found("商务厅", "商务厅窗口", "桌面杂乱", mended=False),
    ]
    assert patrol_sentence(DAY, "上午", "一楼大厅", found) == (
        "10月18日上午，对一楼大厅开展巡查，发现问题2个，已整改1个："
        "交通运输厅交通窗口未佩戴工作牌（已整改）；商务厅窗口桌面杂乱（整改中）。"
    )
    assert patrol_sentence(DAY, "下午", "一楼大厅", []) == (
        "10月18日下午，对一楼大厅开展巡查，未发现问题，大厅运行有序。"
    )


@pytest.mark.parametrize("outcome", list(SuggestionOutcome))
def test_a_suggestion_tells_what_became_of_it_in_one_paragraph(outcome: SuggestionOutcome) -> None:
    kind = SuggestionKind.SUGGESTION if "adopted" in outcome else SuggestionKind.OBSTACLE
    text = composed_suggestion(
        kind, SuggestionSource.VISIT, DAY, "建议延长\n窗口时间。", outcome, "已安排轮班。", "交通运输厅"
    )
    assert text.startswith("10月18日，")
    assert "建议延长 窗口时间。" in text
    assert text.endswith("已安排轮班。")
    assert "\n" not in text
    assert ("交通运输厅" in text) == (kind is SuggestionKind.SUGGESTION)


def test_a_suggestion_becomes_a_line_that_names_nobody_and_keeps_its_link(
    draft: Issue, editor: Actor, number: str
) -> None:
    found = record_line("suggestion", number, reviewer())
    assert "欧阳小明" not in found.text
    assert "采纳" in found.text
    came = send_line(
        by=reviewer(),
        issue_id=draft.pk,
        section=found.section,
        text=found.text,
        record=number,
        topic="suggestion",
    )
    issue = take_line(by=editor, contribution_id=came.pk)
    line = next(one for one in lines(issue) if one.source_topic == "suggestion")
    assert (line.source_subjects, line.text, line.section) == ([number], found.text, "service_quality")
    collect(by=editor, issue_id=issue.pk, version=find_issue(issue.pk).version)
    assert [one.text for one in lines(issue) if one.source_topic == "suggestion"] == [found.text]


def test_what_is_not_answered_or_not_ones_own_is_no_line(number: str) -> None:
    told = suggestions.Told(SuggestionKind.SUGGESTION, "建议延长窗口时间。", department="transport")
    waits = suggestions.give(told=told, by=VISITOR).number
    with pytest.raises(Refused):
        record_line("suggestion", waits, reviewer())
    with pytest.raises(Missing):
        record_line("suggestion", number, person(Role.REVIEWER, "health"))
    with pytest.raises(Missing):
        record_line("nonsense", number, reviewer())


def test_the_halls_manager_tells_a_round_and_a_window_does_not(draft: Issue, editor: Actor) -> None:
    round_ = latest_patrols()[-1]
    found = record_line("patrol", round_.public_id, manager())
    how: dict[str, Any] = {
        "issue_id": draft.pk,
        "section": found.section,
        "text": found.text,
        "topic": "patrol",
    }
    with pytest.raises(Missing):
        send_line(by=reviewer(), record=round_.public_id, **how)
    with pytest.raises(Refused):
        send_line(by=manager(), **how)
    before = {one.pk: one.text for one in lines(draft)}
    came = send_line(by=manager(), record=round_.public_id, **how)
    issue = take_line(by=editor, contribution_id=came.pk)
    assert {one.pk: one.text for one in lines(issue) if one.pk in before} == before
    new = next(one for one in lines(issue) if one.pk not in before)
    assert (new.section, new.source_topic, new.source_subjects) == ("patrol", "patrol", [round_.public_id])


def test_a_leaders_visit_is_told_as_it_was_recorded_vague_day_and_all(draft: Issue) -> None:
    for visit in leader_visits(draft.first_day, draft.last_day):
        found = record_line("hall", visit.public_id, manager())
        assert (found.text, found.section) == (visit.report_text, Section.LEADER_VISITS)
    vague = [one for one in leader_visits(draft.first_day, draft.last_day) if one.day is None]
    assert vague
    assert all(record_line("hall", one.public_id, manager()).text.startswith("近日") for one in vague)


def test_a_department_finds_all_its_records_of_the_week(draft: Issue, number: str) -> None:
    found = own_records(draft, reviewer())
    assert {one.topic for one in found} == {"fieldwork", "suggestion"}
    assert all(one.department == "transport" for one in found)
    assert {one.topic for one in own_records(draft, manager())} >= {"patrol"}


def test_one_click_on_a_record_shows_its_sentence_and_the_line_shows_its_record(
    draft: Issue, editor: Actor, number: str
) -> None:
    desk = Client()
    desk.force_login(User.objects.get(pk=reviewer().id or 0))
    assert (
        f"/desk/weekly/of-record/suggestion/{number}/"
        in desk.get(f"/desk/suggestions/{number}/").content.decode()
    )
    page = desk.get(f"/desk/weekly/of-record/suggestion/{number}/", follow=True)
    assert page.redirect_chain[0][0].startswith(f"/desk/weekly/{draft.subject}/lines/")
    assert "经研究，予以采纳" in page.content.decode()
    sent = {
        "section": "service_quality",
        "text": record_line("suggestion", number, reviewer()).text,
        "topic": "suggestion",
        "record": number,
    }
    assert desk.post(f"/desk/weekly/{draft.subject}/lines/send/", sent).status_code == 302
    came = draft.contributions.get()
    assert (came.source_topic, came.source_subject, came.department) == ("suggestion", number, "transport")
    take_line(by=editor, contribution_id=came.pk)
    line = next(one for one in lines(draft) if one.source_topic == "suggestion")
    writer = Client()
    writer.force_login(User.objects.get(pk=person(Role.EDITOR, "service-centre").id or 0))
    page = writer.get(f"/desk/weekly/{MONDAY.isoformat()}/?line={line.pk}")
    assert f'href="/desk/suggestions/{number}/"' in page.content.decode()


def test_without_an_issue_that_takes_lines_the_page_says_so(week: None) -> None:
    round_ = latest_patrols()[-1]
    desk = Client()
    desk.force_login(User.objects.get(pk=manager().id or 0))
    answer = desk.get(f"/desk/weekly/of-record/patrol/{round_.public_id}/")
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([Asked("公安厅", "同意"), Asked("自然资源厅", "同意")], "征求公安厅、自然资源厅意见，均同意，"),
        ([Asked("公安厅", "不同意")], "征求公安厅意见，不同意，"),
        (
            [Asked("公安厅", "同意"), Asked("自然资源厅", "")],
            "征求公安厅、自然资源厅意见，公安厅同意，自然资源厅未在期限内反馈意见，",
        ),
    ],
)
def test_a_consultation_tells_who_said_what_and_what_it_came_to(asked: list[Asked], told: str) -> None:
    text = consultation_sentence(DAY, "交通运输厅", "大件运输许可", asked, "同意")
    assert text == f"10月18日，交通运输厅就大件运输许可组织会商，{told}形成“同意”的会商结论。"


def test_a_consultation_becomes_a_line_once_it_is_concluded(draft: Issue, clock: HeldClock) -> None:
    now = clock.now
    clock.set("2022-10-18T10:00")
    publish_folder(path=PACK / "items" / "oversize-transport", by=SYSTEM)
    load_editions(folder=PACK / "calendars", by=SYSTEM)
    made = consulting.asked(answer_by=date(2022, 10, 19))
    with pytest.raises(Refused):
        record_line("consultation", made.public_id, reviewer())
    consulting.answered(made)
    cases.conclude_consultation(
        by=consulting.reviewer(), consultation=made.public_id, outcome="agrees", text="王某某的车可以通行。"
    )
    clock.set(now)
    found = record_line("consultation", made.public_id, reviewer())
    assert (found.department, found.section) == ("transport", Section.SERVICE_QUALITY)
    assert "王某某" not in found.text
    assert made.subject not in found.text
    assert "consultation" in {one.topic for one in own_records(draft, reviewer())}
    with pytest.raises(Missing):
        record_line("consultation", made.public_id, person(Role.REVIEWER, "health"))
