"""Outreach as somebody records it: few questions, the demanded ones marked, the sentence composed from the facts."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk

from banli.fieldwork.models import Activity
from banli.fieldwork.service import Kind, needed
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")
ADDRESS = "/desk/hall/activities/new/outreach/"
TOLD = {
    "group": "service_quality",
    "day": "2022-10-14",
    "matter": "医疗机构执业登记",
    "targets": "四川省儿童医院",
    "experts": "医院管理\n医院感染",
    "looked_at": "科室设置\n院感流程",
    "advised_on": "诊疗科目设置\n审批流程",
    "report_text": "",
}
SENTENCE = (
    "10月14日，交通运输厅邀请医院管理、医院感染等方面的专家，为四川省儿童医院提供上门服务，指导医疗机构执业登记。"
    "实地查看科室设置、院感流程，就诊疗科目设置、审批流程等问题答疑指导。"
)


def opened(client: Client) -> dict[str, Any]:
    """The form as it comes, as the browser would send it."""
    shown = client.get(ADDRESS).context
    every = [*shown["first"], *shown["more"], *shown["told"]]
    return {entry.name: entry.value for entry in every} | {"token": shown["token"]}


def test_the_demanded_entries_come_first_and_are_marked_by_the_rule_of_the_act() -> None:
    client = at_desk(Role.REVIEWER)
    shown = client.get(ADDRESS).context
    first = {entry.name: entry.required for entry in shown["first"]}
    assert needed(Kind.OUTREACH) == {"targets"}
    assert set(first) == {"group", "day", "reported_on", "department", "matter", "targets", "advised_on"}
    assert first["targets"]
    assert len(shown["more"]) == 12
    assert not shown["more_open"]
    empty = client.post(ADDRESS, {"token": "abc123"})
    wrong = {entry.name for entry in empty.context["first"] if entry.errors}
    assert wrong <= {name for name, required in first.items() if required}
    assert not any(entry.errors for entry in empty.context["more"])


def test_a_sentence_left_empty_is_composed_and_read_over_before_anything_is_recorded() -> None:
    client = at_desk(Role.REVIEWER)
    sent = opened(client) | TOLD
    shown = client.post(ADDRESS, sent)
    assert shown.status_code == 200
    (entry,) = shown.context["told"]
    assert entry.value == SENTENCE
    assert Activity.objects.count() == 0
    assert client.post(ADDRESS, sent | {"report_text": entry.value}).status_code == 302
    assert Activity.objects.get().report_text == SENTENCE


def test_it_can_be_composed_anew_and_what_is_written_by_hand_stands() -> None:
    client = at_desk(Role.REVIEWER)
    sent = opened(client) | TOLD | {"report_text": "近日，开展上门服务。"}
    (entry,) = client.post(ADDRESS, sent | {"compose": "1"}).context["told"]
    assert entry.value == SENTENCE
    assert client.post(ADDRESS, sent).status_code == 302
    assert Activity.objects.get().report_text == "近日，开展上门服务。"


def test_nothing_is_composed_from_what_is_not_complete() -> None:
    client = at_desk(Role.REVIEWER)
    answer = client.post(ADDRESS, opened(client) | TOLD | {"targets": ""})
    assert answer.status_code == 422
    assert [entry.name for entry in answer.context["first"] if entry.errors] == ["targets"]


def test_only_departments_that_one_may_record_for_are_offered() -> None:
    def offered(client: Client) -> list[str]:
        (entry,) = [one for one in client.get(ADDRESS).context["first"] if one.name == "department"]
        return [code for code, _name in entry.options if code]

    assert offered(at_desk(Role.REVIEWER)) == ["transport"]
    assert len(offered(at_desk(Role.HALL_MANAGER))) > 30
