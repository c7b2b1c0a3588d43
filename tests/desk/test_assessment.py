"""年度考核 at the desk: the month so far, freezing, points that open, objections and answers, publishing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.assessment.months import AFTER, found, head, manager, october, pack_template
from tests.desk.officers import at_desk, browser_of
from tests.held_clock import HeldClock
from tests.house import person

from banli.assessment.models import Assessment, AssessmentNote, Objection
from banli.assessment.service import load_assessment_template, object_to
from banli.kernel.actors import SYSTEM, Role

PAGE = "/desk/assessment/"
ROUND = f"{PAGE}KH-2022-10/"
SCORE = f"{ROUND}transport/"


@pytest.fixture(autouse=True)
def _template(house: None) -> None:
    load_assessment_template(template=pack_template(), by=SYSTEM)


def act(client: Client, name: str, **sent: str) -> Any:
    return client.post(f"{SCORE}{name}/", sent)


def mark() -> str:
    """The only mark of transport."""
    one = Assessment.objects.get().scores.get(department="transport", window=None)
    return str(one.marks[0]["key"])


def test_the_month_so_far_opens_to_the_records_it_rests_on() -> None:
    patrol, client = found(), browser_of(manager())
    text = client.get(f"{PAGE}live/?month=2022-10").content.decode()
    assert "98.5" in text
    assert "本月尚未结束" in text
    one = client.get(f"{PAGE}live/?month=2022-10&unit=transport-03").content.decode()
    assert f"/desk/hall/patrols/{patrol}/" in one


def test_a_month_is_frozen_by_one_click_and_a_second_click_is_told(clock: HeldClock) -> None:
    clock.set(AFTER)
    client = browser_of(manager())
    assert client.post(f"{PAGE}freeze/", {"month": "2022-10"})["Location"] == ROUND
    again = client.post(f"{PAGE}freeze/", {"month": "2022-10"})
    assert again.status_code == 409
    assert "已经定分" in again.content.decode()
    assert client.post(f"{PAGE}freeze/", {"month": "十月"}).status_code == 404


def test_a_department_objects_and_is_answered(clock: HeldClock) -> None:
    found()
    clock.set(AFTER)
    october()
    theirs, hall = browser_of(head()), browser_of(manager())
    empty = act(theirs, "object", mark=mark(), text=" ")
    assert empty.status_code == 422
    assert 'aria-invalid="true"' in empty.content.decode()
    assert act(theirs, "object", mark=mark(), text="当时正在换岗。").status_code == 302
    assert "当时正在换岗。" in hall.get(ROUND).content.decode()
    undecided = act(hall, "answer", mark=mark(), text="情况属实。")
    assert undecided.status_code == 422
    assert "情况属实。" in undecided.content.decode()
    assert act(hall, "answer", mark=mark(), text="情况属实。", upheld="yes").status_code == 302
    late = act(hall, "answer", mark=mark(), text="不成立。", upheld="no")
    assert late.status_code == 409
    assert "不成立。" in late.content.decode()
    text = theirs.get(SCORE).content.decode()
    assert "情况属实。" in text
    assert "定分时98.5分" in text
    assert Objection.objects.get().state == "objection_upheld"


def test_an_open_round_shows_others_only_their_own_and_all_once_it_is_published(clock: HeldClock) -> None:
    clock.set(AFTER)
    october()
    theirs, hall = browser_of(head()), browser_of(manager())
    assert theirs.get(f"{ROUND}police/").status_code == 404
    assert "公安" not in theirs.get(ROUND).content.decode()
    assert hall.post(f"{ROUND}publish/").status_code == 409
    clock.set("2022-11-09T09:00")
    assert hall.post(f"{ROUND}publish/").status_code == 302
    assert theirs.get(f"{ROUND}police/").status_code == 200
    assert hall.post(f"{ROUND}publish/").status_code == 409


def test_nothing_is_published_while_an_objection_waits(clock: HeldClock) -> None:
    found()
    clock.set(AFTER)
    october()
    object_to(assessment="KH-2022-10", mark=mark(), reason="当时正在换岗。", by=head())
    clock.set("2022-11-09T09:00")
    answer = browser_of(manager()).post(f"{ROUND}publish/")
    assert answer.status_code == 409
    assert "1条异议" in answer.content.decode()


def test_a_mark_is_written_down_once_however_often_it_is_sent() -> None:
    client = browser_of(manager())
    shown = client.get(f"{PAGE}note/").context
    told = {"criterion": "praise", "assessed": "transport", "window": "transport-03", "day": "2022-10-17"}
    sent = {**told, "text": "群众赠送锦旗", "token": shown["token"]}
    first, second = client.post(f"{PAGE}note/", sent), client.post(f"{PAGE}note/", sent)
    assert first["Location"] == second["Location"]
    assert AssessmentNote.objects.count() == 1
    assert "群众赠送锦旗" in client.get(first["Location"]).content.decode()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"criterion": ""}, "criterion"),
        ({"assessed": ""}, "assessed"),
        ({"text": ""}, "text"),
        ({"day": "2022-12-01"}, "day"),
    ],
)
def test_what_is_wrong_with_a_mark_is_told_at_its_field(changes: dict[str, str], place: str) -> None:
    client = browser_of(manager())
    told = {"criterion": "other", "assessed": "transport", "day": "2022-10-17", "text": "档案未移交"}
    answer = client.post(f"{PAGE}note/", {**told, **changes})
    assert answer.status_code == 422
    assert {entry.name for entry in answer.context["entries"] if entry.errors} == {place}
    assert not AssessmentNote.objects.exists()


def test_who_does_not_assess_freezes_nothing(clock: HeldClock) -> None:
    clock.set(AFTER)
    for client in (browser_of(head()), at_desk(Role.SUPERVISOR, "service-centre")):
        assert client.post(f"{PAGE}freeze/", {"month": "2022-10"}).status_code == 403
    assert not Assessment.objects.exists()
    assert browser_of(person(Role.CLERK, window="transport-03")).get(PAGE).status_code == 200
