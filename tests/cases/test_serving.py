"""Service of the two notices that start days of the applicant: of a correction, and of a proposed refusal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.science import events, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, PLAYER, applicant_of, clerk, form, person, submitted
from tests.variants import variant

from banli.cases import service as cases
from banli.cases.models import Notice
from banli.cases.rules.serving import Serving
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.worktime.service import OPEN_END

pytestmark = pytest.mark.usefixtures("house")
POINT = {"where": "axles", "label": "轴载", "problem": "与行驶证不一致"}


def asked(**changes: Any) -> cases.Case:
    """A case that was sent back for correction on 17 October."""
    return cases.ask_correction(by=clerk(), number=submitted(**changes).number, points=[POINT])


def agreed() -> cases.Case:
    """The same, of an applicant who agreed to electronic service."""
    told = form()
    papers = [key for key, _name in PLAYER.asked_for(OVERSIZE, told)]
    case = cases.submit(
        by=clerk(), item=OVERSIZE, form=told, channel="counter", on_paper=papers, electronic=True
    )
    return cases.ask_correction(by=clerk(), number=case.number, points=[POINT])


def paper(case: cases.Case, kind: str = "correction") -> str:
    words = cases.notices(case, kind)[-1].words
    return "\n".join([*words["paragraphs"], *words["items"], *words["closing"]])


def to_answer(case: cases.Case) -> cases.Face:
    return next(one for one in cases.running(case).faces if one.turn == "applicant")


def ended(case: cases.Case) -> cases.Case:
    return cases.terminate(by=clerk(), number=case.number, reason="逾期未补正")


def test_until_the_notice_is_served_no_day_runs_and_nothing_follows_from_silence(clock: HeldClock) -> None:
    case = asked()
    face = to_answer(case)
    assert (face.key, face.unserved, face.due) == ("correction", True, OPEN_END)
    assert "请于本告知书送达之日的次日起30日内补正后重新提交" in paper(case)
    clock.set("2022-12-20")
    with pytest.raises(Refused, match="尚未送达"):
        ended(case)


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ({"way": "window", "on": date(2022, 10, 18), "receiver": "李慧"}, "2022-11-17"),
        ({"way": "post", "on": date(2022, 10, 20), "post_number": "EX100200300CN"}, "2022-11-21"),
        ({"way": "left", "place": "成都市武侯区", "witnesses": ["王五"]}, "2022-11-21"),
        ({"way": "published", "on": date(2022, 10, 17), "place": "本机关门户网站"}, "2022-12-16"),
    ],
)
def test_the_days_begin_on_the_day_after_service_and_its_proof_is_kept(
    clock: HeldClock, told: dict[str, Any], until: str
) -> None:
    case = asked()
    clock.set("2022-10-21")
    case = cases.serve_notice(by=clerk(), number=case.number, **told)
    face = to_answer(case)
    assert (str(face.due), face.unserved, face.explanation is not None) == (until, False, True)
    event = json.loads(cases.timeline(case)[-1].body)
    assert (event["way"], event["until"]) == (told["way"], until)
    assert cases.notices(case, "correction")[0].number in paper(case, "delivery")
    clock.set(until)
    with pytest.raises(Refused, match=until):
        ended(case)
    clock.move(days=1)
    assert ended(case).state == "terminated"


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"way": "pigeon"}, "way"),
        ({"way": "online"}, "way"),
        ({"way": "post"}, "post_number"),
        ({"way": "left", "place": "门口"}, "witnesses"),
        ({"way": "published"}, "place"),
        ({"way": "email", "place": "a@example.com"}, "way"),
        ({"way": "window", "on": date(2022, 10, 16)}, "on"),
        ({"way": "window", "on": date(2022, 10, 18)}, "on"),
    ],
)
def test_a_service_without_its_proof_or_on_a_day_that_cannot_be_is_not_taken(
    told: dict[str, Any], where: str
) -> None:
    case = asked()
    with pytest.raises(Invalid) as wrong:
        cases.serve_notice(by=clerk(), number=case.number, **told)
    assert where in {one.where for one in wrong.value.problems}
    assert to_answer(case).unserved


def test_a_notice_is_served_once() -> None:
    case = asked()
    cases.serve_notice(by=clerk(), number=case.number, way="window")
    with pytest.raises(Refused, match="2022-10-17"):
        cases.serve_notice(by=clerk(), number=case.number, way="window")
    assert not cases.opened_online(applicant_of(case.number), case.number)


def test_who_agreed_to_electronic_service_is_served_by_being_told() -> None:
    case = agreed()
    assert str(to_answer(case).due) == "2022-11-16"
    assert "2022年11月16日前" in paper(case)
    assert events(case) == ["submitted", "correction_asked"]
    assert json.loads(cases.timeline(case)[-1].body)["way"] == "online"


def test_the_applicant_serves_the_notice_by_opening_it_and_nobody_else_does(clock: HeldClock) -> None:
    case = asked()
    clock.set("2022-10-19")
    with pytest.raises(Denied):
        cases.serve_notice(by=applicant_of("another"), number=case.number)
    assert cases.opened_online(applicant_of(case.number), case.number)
    case = cases.Case.objects.get(pk=case.pk)
    assert str(to_answer(case).due) == "2022-11-18"
    assert events(case)[-1] == "notice_served"
    assert not cases.notices(case, "delivery")
    with pytest.raises(Denied):
        cases.serve_notice(by=person(Role.REVIEWER), number=case.number, way="window")


def test_an_answer_shows_that_the_notice_was_received(tmp_path: Path, clock: HeldClock) -> None:
    variant(tmp_path, hearing="on_request")
    case = put_forward(taken_on(), agrees=False)
    approver, me = officer(Role.APPROVER), applicant_of(case.number)
    cases.tell_refusal(by=approver, number=case.number, reasons="收入核定依据不足。")
    clock.set("2022-10-26")
    case = cases.state_views(by=me, number=case.number, text="补充说明收入构成。")
    assert cases.notices(case, "refusal_told")[0].service["way"] == "answered"
    assert str(to_answer(case).due) == "2022-11-02"
    clock.set("2022-11-02")
    assert cases.ask_hearing(by=me, number=case.number, reason="对核定有异议").state == "refusal_told"


def test_the_five_days_for_a_hearing_begin_with_service(tmp_path: Path, clock: HeldClock) -> None:
    variant(tmp_path, hearing="on_request")
    case = put_forward(taken_on(), agrees=False)
    approver, me = officer(Role.APPROVER), applicant_of(case.number)
    cases.tell_refusal(by=approver, number=case.number, reasons="收入核定依据不足。")
    clock.set("2022-10-26")
    refuse: dict[str, Any] = {"by": approver, "number": case.number, "reasons": "依据不足。"}
    with pytest.raises(Refused, match="尚未送达"):
        cases.refuse(**refuse)
    cases.serve_notice(by=approver, number=case.number, way="post", post_number="EX100200300CN")
    with pytest.raises(Refused, match="2022-11-02"):
        cases.refuse(**refuse)
    clock.set("2022-11-03")
    with pytest.raises(Refused, match="第四十七条"):
        cases.ask_hearing(by=me, number=case.number, reason="对核定有异议")
    assert cases.refuse(**refuse).state == "refused"


def test_a_notice_from_before_counts_from_the_day_it_was_told(clock: HeldClock) -> None:
    case = asked()
    Notice.objects.filter(case=case, kind="correction").update(
        body={"points": [POINT], "until": "2022-11-16"}, service={}
    )
    face = to_answer(case)
    assert (str(face.due), face.unserved) == ("2022-11-16", False)
    with pytest.raises(Refused, match="2022-10-17"):
        cases.serve_notice(by=clerk(), number=case.number, way="window")
    clock.set("2022-11-17")
    assert ended(case).state == "terminated"


@given(told=st.dates(date(2022, 1, 1), date(2022, 12, 1)), later=st.integers(0, 400), counts=st.booleans())
def test_a_notice_waits_only_where_its_days_begin_with_a_service_that_is_not_kept(
    told: date, later: int, counts: bool
) -> None:
    limit = {"days": 5, "unit": "working"} if counts else {}
    served = date.fromordinal(told.toordinal() + later)
    assert Serving(told, limit, {}).waits is counts
    assert Serving(told, limit, {}).day == (None if counts else told)
    assert Serving(told, limit, {"served_on": served.isoformat()}).day == served


def test_a_wrong_record_of_service_is_corrected_and_the_days_begin_anew(clock: HeldClock) -> None:
    case = asked()
    clock.set("2022-10-21")
    cases.serve_notice(by=clerk(), number=case.number, way="window", on=date(2022, 10, 18))
    right: dict[str, Any] = {"way": "post", "on": date(2022, 10, 20), "post_number": "EX100200300CN"}
    case = cases.correct_service(by=clerk(), number=case.number, because="签收日期误录为寄出日期。", **right)
    assert str(to_answer(case).due) == "2022-11-21"
    assert events(case)[-2:] == ["notice_served", "service_corrected"]
    event = json.loads(cases.timeline(case)[-1].body)
    assert event["before"] == {"way": "window", "served_on": "2022-10-18"}
    assert (event["served_on"], event["because"]) == ("2022-10-20", "签收日期误录为寄出日期。")
    assert len(cases.notices(case, "delivery")) == 2
    clock.set("2022-11-18")
    with pytest.raises(Refused, match="2022-11-21"):
        ended(case)


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"on": None}, "on"),
        ({"because": " "}, "because"),
        ({"on": date(2022, 10, 16)}, "on"),
        ({"way": "post"}, "post_number"),
        ({"way": "online"}, "way"),
    ],
)
def test_a_correction_of_service_needs_its_day_its_reason_and_its_proof(
    told: dict[str, Any], where: str
) -> None:
    case = asked()
    cases.serve_notice(by=clerk(), number=case.number, way="window")
    given: dict[str, Any] = {"way": "window", "on": date(2022, 10, 17), "because": "误录。", **told}
    with pytest.raises(Invalid) as wrong:
        cases.correct_service(by=clerk(), number=case.number, **given)
    assert where in {one.where for one in wrong.value.problems}
    assert events(case)[-1] == "notice_served"


def test_what_the_applicant_opened_is_not_corrected_at_the_desk() -> None:
    case = asked()
    right: dict[str, Any] = {"way": "window", "on": date(2022, 10, 17), "because": "误录。"}
    with pytest.raises(Refused, match="没有可以更正"):
        cases.correct_service(by=clerk(), number=case.number, **right)
    assert cases.opened_online(applicant_of(case.number), case.number)
    with pytest.raises(Refused, match="以记录为准"):
        cases.correct_service(by=clerk(), number=case.number, **right)
